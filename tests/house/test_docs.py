"""Docs are tests: every fact, operation, refusal, setting and command that exists is written down,
and what is written down exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from make import facts as generator

from fangxian.doors.cli.main import main
from fangxian.flows import wiring
from fangxian.kernel.errors import REFUSALS
from fangxian.kernel.facts import FACTS
from tests.house.tree import ROOT, load_house, rooms

load_house()

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("howto/*.md"))]


def test_facts_md_is_in_step():
    assert generator.PAGE.read_text() == generator.render(), "run make docs"


def test_every_fact_is_wired_or_left_alone_on_purpose():
    """`wiring.IGNORED` names the facts to which nothing reacts yet, and says so on the page."""
    known = {kind for kind in FACTS.values() if kind.__module__.startswith("fangxian.")}
    wired = {*wiring.SOON, *wiring.AT_ONCE}
    ignored = set(getattr(wiring, "IGNORED", ()))
    assert known == wired | ignored
    assert not wired & ignored


def test_a_fact_says_what_happened():
    known = [kind for kind in FACTS.values() if kind.__module__.startswith("fangxian.")]
    silent = [kind.__name__ for kind in known if (kind.__doc__ or "").startswith(kind.__name__)]
    assert not silent  # a dataclass without a docstring gets its own signature as one


def test_few_reactions_are_at_once():
    assert sum(len(reactions) for reactions in wiring.AT_ONCE.values()) < 5


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_has_a_room_a_sentence_and_a_way_out(code):
    kind = REFUSALS[code]
    if not kind.__module__.startswith("fangxian."):
        return
    room, _, what = code.partition(".")
    assert re.fullmatch(r"[a-z][a-z0-9_]*", what)
    assert room in kind.__module__.split(".") or "kernel" in kind.__module__
    for text in (kind.sentence, kind.way_out):
        assert re.search(r"[一-鿿]", text.zh)
        assert re.search(r"[A-Za-z]{2}", text.en)


def terms() -> list[list[str]]:
    rows = [line for line in (DOCS / "words.md").read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [row for row in cells if row[0] not in {"county term", "---"} and row[0].strip("-")]


def test_words_have_each_term_once():
    named = [row[0] for row in terms()]
    assert len(named) >= 50
    assert sorted(named) == sorted(set(named))
    assert all(len(row) >= 3 and row[1] and row[2] for row in terms())


def test_the_map_names_every_room():
    plan = (DOCS / "map.md").read_text()
    assert not [room.name for room in rooms() if f"`{room.name}`" not in plan]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_in_the_docs_exist(page):
    text = page.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert not set(re.findall(r"(?:^|`|\s)make ([a-z-]+)(?=`|\s*$)", text, re.MULTILINE)) - targets
    for line in re.findall(r"(?:^|`)fangxian (?:--\w+ \S+ )*([a-z][^`\n]*)", text, re.MULTILINE):
        _is_a_command([word for word in line.split() if re.fullmatch(r"[a-z][a-z-]*", word)][:2])


def _is_a_command(words: list[str]) -> None:
    context = click.Context(main)
    command = main.get_command(context, words[0])
    assert command is not None, f"fangxian {words[0]}"
    if isinstance(command, click.Group) and len(words) > 1:
        assert command.get_command(context, words[1]), f"fangxian {' '.join(words)}"


def links() -> list[tuple[Path, str]]:
    return [
        (page, link)
        for page in [*PAGES, *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    ]


def test_links_lead_somewhere():
    assert not [
        f"{page.name}: {link}" for page, link in links() if not (page.parent / link).exists()
    ]


def test_decisions_are_numbered_and_short():
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{n:04}" for n in range(1, len(decisions) + 1)
    ]
    assert not [path.name for path in decisions if len(path.read_text().splitlines()) > 40]
