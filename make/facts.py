"""Writes docs/facts.md from the registers: facts and who reacts, what the clock calls for, operations
and what they need, refusals with their way out, settings; and the sync contract from its shapes, for
devices and for the app. `--check` only says whether they are in step."""

from __future__ import annotations

import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "facts.md"
HEAD = """\
# Facts, the clock, operations, refusals, settings

Written by `make docs` from the registers of the running house; `make check` fails when it is
out of step. Words: [words.md](words.md). Floors and rooms: [map.md](map.md).
"""
PLATES = {"__main__", "served"}  # what runs when imported


def render() -> str:
    _load()
    parts = [HEAD, *_facts(), *_clock(), *_deeds(), *_refusals(), *_settings()]
    return "\n".join(parts).rstrip() + "\n"


def _load() -> None:
    import fangxian

    for module in pkgutil.walk_packages(fangxian.__path__, "fangxian."):
        last = module.name.rpartition(".")[2]
        if "migrations" not in module.name and last not in PLATES:
            __import__(module.name)


def _facts() -> Iterator[str]:
    from fangxian.flows import wiring
    from fangxian.kernel.facts import FACTS

    yield "## Facts\n\nWhat has happened, told upward; `flows/wiring.py` says who reacts.\n"
    yield "| fact | what happened | carries | reactions |\n|---|---|---|---|"
    for name, kind in sorted(FACTS.items()):
        if kind.__module__.startswith("fangxian."):
            wired = [f"{react.__name__} (at once)" for react in wiring.AT_ONCE.get(kind, ())]
            wired += [react.__name__ for react in wiring.SOON.get(kind, ())]
            carries = ", ".join(field.name for field in fields(kind))
            yield _row(
                f"`{name}`", _first(kind.__doc__), carries, ", ".join(wired) or "none, on purpose"
            )
    yield ""


def _clock() -> Iterator[str]:
    from fangxian.doors.cli.worker import by_clock

    yield "## By the clock\n\nRun by the worker, each in a slot of its own; `EVERY` in `flows/wiring.py`.\n"
    yield "| work | every | call | why |\n|---|---|---|---|"
    for work in by_clock():
        call = f"{work.do.__module__.removeprefix('fangxian.')}.{work.do.__name__}"
        yield _row(f"`{work.name}`", f"{work.seconds} s", f"`{call}`", work.why)
    yield ""


def _deeds() -> Iterator[str]:
    from fangxian.kernel.verb import REGISTER

    yield "## Operations\n\nA verb changes something, a reading looks at a person, a question counts.\n"
    yield "| operation | kind | needs | what it does |\n|---|---|---|---|"
    for name, deed in sorted(REGISTER.items()):
        if deed.call.__module__.startswith("fangxian."):
            yield _row(f"`{name}`", deed.kind, f"`{deed.needs}`", _first(deed.call.__doc__))
    yield ""


def _refusals() -> Iterator[str]:
    from fangxian.kernel.errors import REFUSALS

    yield "## Refusals\n\nWhat is wrong, and what to do next.\n"
    yield "| code | sentence | way out |\n|---|---|---|"
    for code, kind in sorted(REFUSALS.items()):
        if kind.__module__.startswith("fangxian."):
            said, out = kind.sentence, kind.way_out
            yield _row(f"`{code}`", f"{said.zh}<br>{said.en}", f"{out.zh}<br>{out.en}")
    yield ""


def _settings() -> Iterator[str]:
    from config.environment import Environment

    yield "## Settings\n\nEnvironment variables; an unknown FANGXIAN_ name refuses to start.\n"
    yield "| setting | what it says | default |\n|---|---|---|"
    for name, field in sorted(Environment.model_fields.items()):
        said = "DATABASE_URL" if name == "database_url" else f"FANGXIAN_{name.upper()}"
        default = "by place" if field.default_factory or name == "packs" else repr(field.default)
        yield _row(f"`{said}`", field.description or "", default)


def _first(text: str | None) -> str:
    """The first sentence of a docstring."""
    words = " ".join((text or "").split("\n\n")[0].split())
    return words.partition(". ")[0].rstrip(".")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("FANGXIAN_DATA", tempfile.mkdtemp())
    django.setup()
    stale = [path for path, text in _written() if not _is(path, text)]
    if "--check" not in sys.argv:
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of step: run make docs", file=sys.stderr)
    return int(bool(stale))


def _written() -> Iterator[tuple[Path, str]]:
    """The page, and the sync contract for devices and for the app."""
    yield PAGE, render()
    from fangxian.doors.field.contracts import FILES

    for path, text in FILES.items():
        yield ROOT / path, text()


def _is(path: Path, text: str) -> bool:
    if "--check" not in sys.argv:
        path.write_text(text)
    return path.exists() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(main())
