"""Templates are laid out without a reader of the page seeing it; a tag may go over lines."""

from __future__ import annotations

import pytest
from django.template import engines
from django.template.loader import get_template
from make.templates import LIMIT, formatted
from make.templates import templates as all_templates

from fangxian.doors import templates as loading
from tests.house.tree import PACKAGE

DESK = PACKAGE / "doors" / "command"

LONG = " ".join(["word"] * 60)


def laid_out(source: str) -> list[str]:
    return formatted(source + "\n").splitlines()


@pytest.mark.parametrize(
    "source",
    [
        "<span>共{% if n %}三{% endif %}人</span>",  # a blank would stand between the characters
        "<td>{% if row.note %}{{ row.note }}{% endif %}</td>",  # :empty hides it
        '<p class="lead">{% block lead %}{% endblock %}</p>',
        "<pre>  as\n  it is  </pre>",
        "{% t '判定' 'Verdict' %}<b>{{ n }}</b>{% t '人' 'people' %}",
    ],
)
def test_no_blank_comes_into_what_had_none(source):
    assert formatted(f"{source}\n") == f"{source}\n"


def test_a_long_sentence_is_broken_inside_its_tags_only():
    source = "<span>共" + "{% if n %}{{ n }}{% endif %}{% t '人' 'people' %}" * 8 + "</span>"
    text = formatted(source + "\n")
    joined = loading.TAG.sub(lambda tag: loading.BREAK.sub(" ", tag[0]), text)
    assert "\n" in text.strip()
    assert joined == source + "\n"


def test_elements_that_are_blocks_stand_on_lines_of_their_own():
    rows = "".join(f"<li>{{% t '第{n}' 'number {n}' %}}</li>" for n in range(9))
    lines = laid_out(f"<ul>{rows}</ul>")
    assert lines[0] == "<ul>"
    assert lines[1:-1] == [f"  <li>{{% t '第{n}' 'number {n}' %}}</li>" for n in range(9)]


def test_english_is_broken_between_words_and_comes_out_as_one_line():
    lines = laid_out(f"{{% load house %}}<p>{{% t '字' '{LONG}' %}}</p>")
    assert max(map(len, lines)) <= LIMIT
    joined = loading.TAG.sub(lambda tag: loading.BREAK.sub(" ", tag[0]), "\n".join(lines))
    drawn = engines["django"].from_string(joined).render({"language": "en"})
    assert LONG in drawn


def test_the_loader_joins_a_tag_that_goes_over_lines(tmp_path):
    (tmp_path / "page.html").write_text("{% if one\n    and two %}yes {{ one\n }}{% endif %}")
    engine = engines["django"].engine
    loader = loading.Loader(engine, [str(tmp_path)])
    text = loader.get_contents(next(iter(loader.get_template_sources("page.html"))))
    assert text == "{% if one and two %}yes {{ one }}{% endif %}"


def test_what_is_laid_out_stays_and_no_line_is_longer_than_the_limit():
    for path in all_templates():
        text = formatted(path.read_text("utf-8"))
        assert formatted(text) == text, path
        assert max(map(len, text.splitlines()), default=0) <= LIMIT, path


@pytest.mark.parametrize("path", sorted(DESK.rglob("*.html")), ids=lambda path: path.stem)
def test_every_page_of_the_desk_can_be_read(path):
    """A filter that nothing loads is seen only by who opens that page."""
    get_template(f"command/{path.relative_to(DESK).as_posix()}")
