"""One page for the wall of the hut: what the guard sees, and what follows, with its sources."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.checkpoints.views import OUTCOMES
from fangxian.doors.command.shared import marks
from fangxian.doors.command.shared.desk import desk, draw
from fangxian.doors.threshold import DeskRequest
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes

UNKNOWN = Text("没有码、认不出", "No code, not known")
MISSING = Text("证件不全", "Something not shown")


@desk(needs="checkpoints.read")
def sheet(request: DeskRequest) -> HttpResponse:
    """By the edition in force today at one's place."""
    place = min(request.actor.scope("checkpoints.read").prefixes, key=len, default="")
    edition = checkpoints.edition_at(place or places.home())
    terms = checkpoints.terms_of(edition)
    rows = [
        (edition.colours.get(code), OUTCOMES[said], terms.must[said], checkpoints.advice_cited(edition, code))
        for code, said in terms.advice.items() if said in OUTCOMES
    ]  # fmt: skip
    return draw(
        request, "checkpoints/sheet", rows=rows, edition=edition, unknown=UNKNOWN,
        missing=OUTCOMES.get(terms.missing), missing_words=MISSING, today=clock.today(),
        checks=checkpoints.checks_of(edition), checks_cited=checkpoints.checks_cited(edition),
        reasons=checkpoints.turn_back_reasons(edition), grace=marks.span(codes.accepted_past_end(edition), request.language),
        antigen=int(checkpoints.antigen_takes(edition).total_seconds() // 60),
    )  # fmt: skip


urlpatterns = [path("checkpoints/sheet", sheet, name="checkpoint_sheet")]
