"""A verdict decided again by the rules and lists of its day (按当时的规则重算)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.desk import desk, draw
from fangxian.doors.threshold import DeskRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals

LABELS = {
    "class": Text("类别", "Class"), "colour": Text("颜色", "Colour"), "row": Text("规则行", "Row"),
    "clock": Text("计时起点", "Clock from"), "uncertain": Text("存疑", "Uncertain"),
    "phases": Text("措施", "Course"),
}  # fmt: skip


@desk(needs="arrivals.read")
def replay(request: DeskRequest, screening_id: int) -> HttpResponse:
    """Then and again, side by side."""
    found, refusal, lines = None, None, []
    try:
        found = arrivals.replay(screening_id, by=request.actor)
        lines = [
            (LABELS.get(name, Text(name, name)), _shown(value), _shown(found.again[name]))
            for name, value in found.stored.items()
        ]
    except Refusal as why:
        refusal = why
    return draw(
        request, "person/replay", found=found, lines=lines, refusal=refusal,
        status=refusal.status if refusal else 200,
    )  # fmt: skip


def _shown(value: object) -> str:
    if isinstance(value, list):
        course = (f"{one['measure']} {one['start']}~{one['end'] or '…'}" for one in value)
        return ";".join(course) or "—"
    return "✓" if value is True else str(value or "—")


urlpatterns = [path("screenings/<int:screening_id>/replay", replay, name="screening_replay")]
