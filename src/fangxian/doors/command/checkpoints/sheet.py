"""One page for the wall of the hut: what the guard sees, and what follows, with its sources."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.checkpoints.views import OUTCOMES
from fangxian.doors.command.shared import marks
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes

UNKNOWN = Text("没有码、认不出", "No code, not known")
MISSING = Text("证件不全", "Something not shown")


@command_page(needs="checkpoints.read")
def sheet(request: WebRequest) -> HttpResponse:
    """By the edition in force today at one's place."""
    place = min(request.actor.scope("checkpoints.read").prefixes, key=len, default="")
    edition = checkpoints.barrier_edition(place or places.home())
    terms = checkpoints.terms_of(edition)
    rows = [
        (
            edition.colours.get(code),
            OUTCOMES[said],
            terms.must[said],
            checkpoints.advice_cited(edition, code),
        )
        for code, said in terms.advice.items()
        if said in OUTCOMES
    ]
    return draw(
        request,
        "checkpoints/sheet",
        rows=rows,
        edition=edition,
        unknown=UNKNOWN,
        missing=OUTCOMES.get(terms.missing),
        missing_words=MISSING,
        today=clock.today(),
        checks=checkpoints.checks_of(edition),
        checks_cited=checkpoints.checks_cited(edition),
        reasons=checkpoints.turn_back_reasons(edition),
        grace=marks.span(codes.accepted_past_end(edition), request.language),
        antigen=int(checkpoints.antigen_takes(edition).total_seconds() // 60),
    )


urlpatterns = [path("checkpoints/sheet", sheet, name="checkpoint_sheet")]
