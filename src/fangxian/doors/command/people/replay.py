"""A verdict decided again by the rules and lists of its day (按当时的规则重算)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.shared import terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.screening import pages as screening

LABELS = {
    "class": Text("类别", "Class"),
    "colour": Text("颜色", "Colour"),
    "row": Text("规则行", "Row"),
    "clock": Text("计时起点", "Clock from"),
    "uncertain": Text("存疑", "Uncertain"),
    "phases": Text("措施", "Course"),
}


@command_page(needs="arrivals.read")
def replay(request: WebRequest, screening_id: int) -> HttpResponse:
    """Then and again, side by side."""
    found, refusal, lines = None, None, []
    try:
        found = screening.replay(screening_id, by=request.actor)
        said = terms.of(found.edition)
        lines = [
            (
                label,
                *(
                    _shown(name, one[name], said, request.language)
                    for one in (found.stored, found.again)
                ),
            )
            for name, label in LABELS.items()
            if name in found.stored
        ]
    except Refusal as why:
        refusal = why
    return draw(
        request,
        "people/replay",
        found=found,
        title=terms.title_of(found.edition) if found else None,
        lines=lines,
        refusal=refusal,
        status=refusal.status if refusal else 200,
    )


def _shown(name: str, value: object, said: terms.Terms, language: str) -> str:
    """A value of a kept verdict in words; "—" for none."""
    if name == "phases" and isinstance(value, list):
        course = (
            f"{said.measure(one['measure']).speak(language)} {one['start']}–{one['end'] or '…'}"
            for one in value
        )
        return ";".join(course) or "—"
    if isinstance(value, bool):
        return YES_NO[value].speak(language)
    text = str(value or "")
    if not text or name not in WORDS:
        return text or "—"
    return WORDS[name](said, text).speak(language)


def _colour(said: terms.Terms, code: str) -> Text:
    found = said.colour(code)
    return found.label if found else Text("", "")


YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
WORDS: dict[str, Callable[[terms.Terms, str], Text]] = {
    "class": terms.Terms.class_,
    "colour": _colour,
    "row": terms.Terms.row,
}
urlpatterns = [path("screenings/<int:screening_id>/replay", replay, name="screening_replay")]
