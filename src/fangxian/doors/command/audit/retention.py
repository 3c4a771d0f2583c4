"""How long things are kept, by purpose, and what was taken away: for whoever reads the audit."""

from __future__ import annotations

from django.http import HttpResponse

from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.flows import retention

SHOWN = 60


@command_page(needs="audit.read")
def page(request: WebRequest) -> HttpResponse:
    """Each purpose with its days, where they are written, its last run and, of persons past their
    days, what holds them; then the log."""
    removed = [row for row in retention.runs(by=request.actor) if row.removed][:SHOWN]
    return draw(
        request,
        "audit/retention",
        purposes=retention.terms(by=request.actor),
        removed=removed,
        held={retention.PERSONS: retention.held_by(by=request.actor)},
        names={name: one.what for name, one in retention.BY_PURPOSE.items()}
        | {retention.PERSONS: retention.WHAT},
    )
