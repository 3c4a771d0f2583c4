"""The console in a browser, for a county without the app: scan or type, look, decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.checkpoints.expected import expected_today, passes_of
from fangxian.doors.command.checkpoints.views import OUTCOMES
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes

RECORD = "checkpoints.record"
RESULTS = {
    "negative": Text("阴性", "Negative"),
    "positive": Text("阳性", "Positive"),
    "invalid": Text("无效", "Invalid"),
}
WARNED_ANEW = frozenset({"csrfmiddlewaretoken", "reason", "warned"})  # asked by the warning itself
HOW = {"code": "code", "card": "card", "number": "number"}


class NotDecided(Refusal):
    code = "command.crossing_not_decided"
    sentence = Text("没有选处置结果。", "No outcome was chosen.")
    way_out = Text("请在五种结果里选一种再提交。", "Choose one of the five and submit again.")


@dataclass(frozen=True)
class Looked:
    """What the guard sees of whoever stands there. `journey` None: not declared; `before`: where
    they came by today or yesterday."""

    seen: codes.HolderFound
    colour: policy.Colour | None
    advice: checkpoints.Advice
    journey: arrivals.Dossier | None
    before: checkpoints.SeenRow | None


@command_page(needs=RECORD)
def console(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """Ask who it is; then what is advised, with the list to tick and five outcomes. What is
    typed is sent in the body: a number must not stand in an address."""
    by = request.actor
    site = checkpoints.checkpoint(checkpoint_id, by=by)
    edition, text = checkpoints.barrier_edition(site.place), request.POST.get("q", "").strip()
    refusal = _refusal(site.id, by)
    if refusal:  # they may still write down what happened, and are told nothing
        text = ""
    vehicle, slip = checkpoints.vehicle_of(text), _slip(request, text)
    return draw(
        request,
        "checkpoints/console",
        site=site,
        text=text,
        refusal=refusal,
        undrawn=not refusal and checkpoints.standing_at(site.id, by=by) == "undrawn",
        slip=slip,
        looked=look(text, edition, by) if text and not vehicle and not slip else None,
        vehicle=vehicle,
        event=uuid4(),
        arrived=clock.now(),
        checks=checkpoints.checks_of(edition),
        reasons=checkpoints.turn_back_reasons(edition),
        terms=checkpoints.terms_of(edition),
        outcomes=OUTCOMES,
        results=RESULTS,
        **({} if refusal else _now_there(site, vehicle, by)),
        status=refusal.status if refusal and request.method == "POST" else 200,
    )


def _slip(request: WebRequest, text: str) -> Text | None:
    """Said before anybody is looked up, unless the guard says that it is another kind of document."""
    return (
        checkpoints.slip_in(text, clock.today()) if text and "as_is" not in request.POST else None
    )


def _refusal(checkpoint_id: int, by: Actor) -> Refusal | None:
    """Why whoever asks is told about nobody here; None when they are on duty."""
    try:
        checkpoints.admit(checkpoint_id, by=by)
    except (NotAllowed, checkpoints.OutsideShift) as why:
        return why
    return None


def _now_there(site: checkpoints.CheckpointRow, vehicle: str, by: Actor) -> dict[str, Any]:
    """The tests that lie, who came last, and who is expected: today, or in this vehicle."""
    today = checkpoints.CrossingFilter(checkpoint_id=site.id, on=clock.today())
    return {
        "tests": checkpoints.tests_running(site.id, site.place, by=by),
        "latest": checkpoints.crossings(today, by=by, size=6).rows,
        "passes": passes_of(vehicle, site, by) if vehicle else [],
        **expected_today(by, vehicle),
    }


def look(text: str, edition: policy.Edition, by: Actor) -> Looked:
    """Whom a code, card or number names, and what the rules advise when nothing is missing."""
    seen = codes.resolve(text, by=by)
    colour = edition.colours.get(seen.colour_now.code) if seen.colour_now else None
    terms = checkpoints.terms_of(edition)
    advice = checkpoints.outcome_for(
        seen.colour_now.code if seen.colour_now else "", terms.checks, terms, seen.verdict
    )
    before = (
        checkpoints.seen_lately([seen.person_id]).get(seen.person_id) if seen.person_id else None
    )
    return Looked(seen, colour, advice, _journey(seen.person_id, by), before)


def _journey(person_id: int | None, by: Actor) -> arrivals.Dossier | None:
    """What was declared, as far as the guard's area reaches."""
    if person_id is None or not by.may("arrivals.read"):
        return None
    try:
        return arrivals.dossier(person_id, by=by)
    except NotFound:
        return None


@require_POST
@command_page(needs=RECORD)
def decide(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """Record what was decided; the same form sent twice is one crossing. Whoever would let pass whom the
    rules stop is first shown what they are about to do."""
    typed = request.POST
    if typed.get("outcome") not in OUTCOMES:
        raise NotDecided
    new = _crossing(request, checkpoint_id)
    advice = _against(new, request.actor)
    if advice and "warned" not in typed:
        return _warned(request, new, advice)
    if advice and not (new.reason.strip() or new.note.strip()):
        raise checkpoints.PassNeedsReason(
            outcome=checkpoints.OUTCOMES[new.outcome], advised=checkpoints.OUTCOMES[advice.outcome]
        )
    done = checkpoints.record_crossing(new, by=request.actor)
    said = OUTCOMES[typed["outcome"]][0]
    if typed["outcome"] == "pass_with_test":
        _start_test(request, _event(typed.get("event", "")))
    if done.alarm:
        messages.error(request, f"▲ {done.alarm.speak(request.language)}")
    if done.differs:
        messages.warning(request, done.differs.speak(request.language))
    messages.success(request, said.speak(request.language))
    return HttpResponseRedirect(reverse("checkpoint_console", args=[checkpoint_id]))


def _crossing(request: WebRequest, checkpoint_id: int) -> checkpoints.NewCrossing:
    typed, now = request.POST, clock.now()
    text = typed.get("q", "").strip()
    if checkpoints.vehicle_of(text):
        text = ""  # it stands beside, as the plate
    seen = codes.resolve(text, by=request.actor) if text else None
    typed_number = seen is not None and seen.kind in {"number", "unknown"}
    plate = typed.get("plate", "").strip()
    return checkpoints.NewCrossing(
        client_id=_event(typed.get("event", "")),
        checkpoint_id=checkpoint_id,
        person_id=seen.person_id if seen else None,
        how=HOW.get(seen.kind, "none") if seen else "none",
        number=checkpoints.bearer_of_number(text).number if typed_number else "",
        arrived_at=clock.moment_in(typed.get("arrived", "")) or now,
        decided_at=now,
        outcome=typed["outcome"],
        plate=checkpoints.plain_plate(plate) if plate else "",
        ticks=tuple(typed.getlist("ticks")),
        reason=typed.get("reason", ""),
        colour_seen=seen.colour_now.code if seen and seen.colour_now else "",
        verdict_seen=seen.verdict if seen else "",
        note=typed.get("note", ""),
    )


def _against(new: checkpoints.NewCrossing, by: Actor) -> checkpoints.Advice | None:
    """What the rules say, when somebody would be let pass whom they stop."""
    if not new.colour_seen:
        return None
    if _refusal(new.checkpoint_id, by):  # told nothing of anybody, and what happened is recorded
        return None
    site = checkpoints.checkpoint(new.checkpoint_id, by=by)
    terms = checkpoints.terms_of(checkpoints.barrier_edition(site.place))
    advice = checkpoints.outcome_for(new.colour_seen, new.ticks, terms, new.verdict_seen)
    return advice if checkpoints.milder(new.outcome, advice.outcome) else None


def _warned(
    request: WebRequest, new: checkpoints.NewCrossing, advice: checkpoints.Advice
) -> HttpResponse:
    """The whole screen, as on a guard's phone: what they are, what the rules ask for, whom to call; back, or
    all the same with a reason. Nothing is recorded yet."""
    site = checkpoints.checkpoint(new.checkpoint_id, by=request.actor)
    edition = checkpoints.barrier_edition(site.place)
    name = people.names_of([new.person_id]).get(new.person_id, "") if new.person_id else ""
    sent = [
        (key, one) for key, some in request.POST.lists() if key not in WARNED_ANEW for one in some
    ]
    return draw(
        request,
        "checkpoints/warned",
        site=site,
        name=name,
        advice=advice,
        sent=sent,
        colour=edition.colours.get(new.colour_seen),
        reason=new.reason,
        text=request.POST.get("q", ""),
        advised=checkpoints.OUTCOMES[advice.outcome],
        outcome=checkpoints.OUTCOMES[new.outcome],
        calls=duty.whom_to_call(site.place)[::-1],
    )


def _start_test(request: WebRequest, crossing: UUID) -> None:
    told = checkpoints.TestTold(
        event=uuid4(), at=clock.now(), crossing=crossing, started_at=clock.now()
    )
    checkpoints.tell_test(told, by=request.actor)


@require_POST
@command_page(needs=RECORD)
def read_test(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """The result of a test that lay its fifteen minutes."""
    result = request.POST.get("result", "")
    if result in RESULTS:
        told = checkpoints.TestTold(
            event=uuid4(),
            at=clock.now(),
            crossing=_event(request.POST.get("crossing", "")),
            result=result,
            read_at=clock.now(),
        )
        checkpoints.tell_test(told, by=request.actor)
    return HttpResponseRedirect(reverse("checkpoint_console", args=[checkpoint_id]))


@require_POST
@command_page(needs=RECORD)
def truck(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """A truck queues, or was fetched."""
    typed, now = request.POST, clock.now()
    queued = clock.moment_in(typed.get("queued", ""))
    told = checkpoints.TruckTold(
        event=uuid4(),
        at=now,
        checkpoint_id=checkpoint_id,
        plate=typed.get("plate", ""),
        queued_at=queued or now,
        company=typed.get("company", ""),
        fetched_by=typed.get("fetched_by", ""),
        phone=typed.get("phone", ""),
        fetched_at=now if queued else None,
    )
    checkpoints.tell_truck(told, by=request.actor)
    return HttpResponseRedirect(f"{reverse('checkpoint', args=[checkpoint_id])}#trucks")


@require_POST
@command_page(needs=RECORD)
def note(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """What the next shift should know."""
    typed = request.POST
    if typed.get("note", "").strip():
        checkpoints.hand_over(
            uuid4(),
            checkpoint_id,
            typed["note"].strip(),
            typed.get("to", ""),
            clock.now(),
            by=request.actor,
        )
    return HttpResponseRedirect(f"{reverse('checkpoint', args=[checkpoint_id])}#shifts")


def _event(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


urlpatterns = [
    path("checkpoints/<int:checkpoint_id>/console", console, name="checkpoint_console"),
    path("checkpoints/<int:checkpoint_id>/decide", decide, name="checkpoint_decide"),
    path("checkpoints/<int:checkpoint_id>/test", read_test, name="checkpoint_test"),
    path("checkpoints/<int:checkpoint_id>/truck", truck, name="checkpoint_truck"),
    path("checkpoints/<int:checkpoint_id>/note", note, name="checkpoint_note"),
]
