"""One instruction: what is asked, where it stands on each level, and the acts it offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import marks
from fangxian.doors.command.shared.pages import command_page, draw, say
from fangxian.doors.command.tasks import acts
from fangxian.doors.command.tasks.cards import cards
from fangxian.doors.web_request import WebRequest
from fangxian.flows.finding import to_confirm
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

UNDO = acts.Offer("undo", Text("撤销", "Undone"))
ACT_WORDS = {
    "issue": Text("下达", "Issued"),
    "receive": Text("收到", "Received"),
    "accept": Text("收到并承办", "Received and taken on"),
    "refuse": Text("拒收", "Refused"),
    "act": Text("办结上报", "Reported done"),
    "evidence": Text("补充凭据", "Evidence added"),
    "check": Text("核实", "Checked"),
    "close": Text("销号", "Closed"),
    "attempt": Text("联系、查找未成", "Tried in vain"),
    "send_back": Text("退回重办", "Sent back"),
    "undo": Text("撤销刚才的一步", "Took a step back"),
    "withdraw": Text("撤回", "Withdrawn"),
    "assign": Text("指派", "Assigned"),
    "reassign": Text("改派", "Reassigned"),
    "climb": Text("逾期升级", "Escalated"),
    "urge": Text("催办", "Reminder"),
    "follow": Text("随档案并入", "Followed a merge"),
    "part": Text("合并已撤销", "Merge undone"),
}


@command_page(needs="tasks.read")
def page(request: WebRequest, instruction_id: int) -> HttpResponse:
    row = tasks.instruction(instruction_id, by=request.actor)
    told = tasks.history(instruction_id, by=request.actor)
    units = {got.unit_id for got in row.receipts} | {
        row.origin_unit_id or 0,
        row.assigned_unit_id or 0,
    }
    assigned = access.names_of([row.assigned_account_id] if row.assigned_account_id else [])
    told_of = tasks.undoable(instruction_id, by=request.actor)
    return draw(
        request,
        "tasks/page",
        undoable=told_of,
        card=cards([row], request.actor)[0],
        row=row,
        told=told,
        units=duty.names_of(units),
        levels=marks.LEVELS,
        act_words=ACT_WORDS,
        asked=request.GET.get("do", ""),
        assigned=assigned.get(row.assigned_account_id or 0, ""),
        waits_for_answer=acts.waits_for(row),
        barred=acts.barred_words(row, request.actor),
        file_name=tasks.name_of_file(row.list_id),
        comments=tasks.comments(instruction_id, by=request.actor),
        partners=tasks.partners(instruction_id, by=request.actor),
        may_comment=row.is_for("assign", request.actor),
        moves_to=_moves_to(request, row),
        confirms=_confirms(request, row),
        **_form_values(request, row),
    )


def _moves_to(request: WebRequest, row: tasks.InstructionRow) -> tuple[duty.UnitRow, ...]:
    """The units to which who looks may give it; none where it is not theirs to give."""
    mine = request.actor.may("tasks.issue", row.place) and row.is_for("withdraw", request.actor)
    if not mine or not tasks.still_to_do(row.stage):
        return ()
    has = {one.unit_id for one in row.receipts if one.does != "check"}
    return tuple(
        one
        for one in duty.units(request.actor.scope("tasks.issue"))
        if one.id not in has and tasks.answers_for(one.place, row.kind, row.place)
    )


def _confirms(request: WebRequest, row: tasks.InstructionRow) -> bool:
    """Whether the reader's 核实无误 makes a reported place count."""
    waits = row.kind == tasks.VERIFY and row.stage == "acted" and row.uncertain
    return waits and request.actor.may("arrivals.vouch", row.place) and to_confirm(row.id)


def _call_at(request: WebRequest, row: tasks.InstructionRow) -> int | None:
    """The declaration of whom one may call to clear an instruction up; None where nothing is open."""
    number = arrivals.declaration_of(row.subject)
    asks = row.uncertain and row.stage in tasks.OPEN and request.actor.may("arrivals.vouch")
    return number if asks else None


def _form_values(request: WebRequest, row: tasks.InstructionRow) -> dict[str, Any]:
    """What the evidence form begins with: now, the place, and who sits at the desk; and what is to
    be found out, where that is what is asked."""
    outcomes = tasks.outcomes_for(row.kind, row.place)
    found = finding(request, row) if any(one.asks_place for one in outcomes) else None
    return {
        "begin_at": f"{clock.now():%Y-%m-%dT%H:%M}",
        "begin_who": request.actor.name,
        "outcomes": outcomes,
        "proofs": tasks.proofs_for(row.because, row.place),
        "finding": found,
        "call_at": _call_at(request, row),
    }


def finding(request: WebRequest, row: tasks.InstructionRow) -> arrivals.Question:
    number = arrivals.declaration_of(row.subject)
    if number is None:
        return arrivals.NOTHING_ASKED
    return arrivals.questions_of([number], by=request.actor).get(number, arrivals.NOTHING_ASKED)


@command_page(needs="tasks.read")
def ask(request: WebRequest, instruction_id: int, act: str) -> HttpResponse:
    """The small form of an act that needs words: evidence, or a reason."""
    offer = acts.BY_NAME.get(act)
    if offer is None or not offer.asks:
        raise Http404
    if not request.partial:
        return HttpResponseRedirect(f"{reverse('instruction', args=[instruction_id])}?do={act}#ask")
    row = tasks.instruction(instruction_id, by=request.actor)
    return draw(request, "tasks/ask", row=row, offer=offer, **_form_values(request, row))


@require_POST
@command_page(needs="tasks.receive")
def undo(request: WebRequest, instruction_id: int) -> HttpResponse:
    """Take one's own last step back."""
    tasks.undo(instruction_id, request.POST.get("reason", ""), by=request.actor)
    return _afterwards(request, instruction_id, UNDO)


@require_POST
@command_page(needs="tasks.read")
def do(request: WebRequest, instruction_id: int, act: str) -> HttpResponse:
    """Do one act; the card comes back as it now is, or the page."""
    offer = acts.BY_NAME.get(act)
    if offer is None:
        raise Http404
    try:
        _run(request, instruction_id, act)
    except Refusal as refusal:
        if not (request.partial and offer.asks):
            raise
        return _asked_again(request, instruction_id, offer, refusal)
    return _afterwards(request, instruction_id, offer)


def _asked_again(
    request: WebRequest, instruction_id: int, offer: acts.Offer, refusal: Refusal
) -> HttpResponse:
    """The form with what was typed, and why it was not taken."""
    row = tasks.instruction(instruction_id, by=request.actor)
    answer = draw(
        request,
        "tasks/ask",
        status=refusal.status,
        row=row,
        offer=offer,
        refusal=refusal,
        typed=request.POST,
        **_form_values(request, row),
    )
    answer["HX-Retarget"] = f"#slot-{instruction_id}"
    answer["HX-Reswap"] = "innerHTML"
    return answer


def _afterwards(request: WebRequest, instruction_id: int, offer: acts.Offer) -> HttpResponse:
    if not request.partial or request.POST.get("on") == "page":
        back = reverse("instruction", args=[instruction_id])
        if not request.partial:
            return HttpResponseRedirect(back)
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = back
        return answer
    row = tasks.instruction(instruction_id, by=request.actor)
    [card] = cards([row], request.actor)
    undoable = tasks.undoable(instruction_id, by=request.actor)
    answer = draw(
        request,
        "tasks/card",
        card=card,
        row=row,
        fresh=True,
        undoable=undoable,
        act_words=ACT_WORDS,
        tickable=_in_a_list(request),
    )
    if offer is acts.ACT and row.attempts and row.stage != "acted":
        return say(answer, "已记:没有办成,指令仍开着", "Noted; it stays open", request.language)
    return say(answer, f"已{offer.label.zh}", f"Done: {offer.label.en}", request.language)


def _in_a_list(request: WebRequest) -> bool:
    """A card that stood in a list with ticks keeps its own."""
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return page in {reverse("work"), reverse("work_list")}


def _run(request: WebRequest, instruction_id: int, act: str) -> None:
    seen = request.POST.get("seen", "")
    if act == "receive":
        tasks.receive(instruction_id, by=request.actor)
    elif act == "act":
        tasks.act(instruction_id, _held(request, instruction_id), by=request.actor)
    elif act in _WITH_REASON:
        reason = request.POST.get("reason", "")
        _WITH_REASON[act](instruction_id, reason, by=request.actor, expected_stage=seen)
    else:
        _PLAIN[act](instruction_id, by=request.actor, expected_stage=seen)


_WITH_REASON: dict[str, Callable[..., str]] = {
    "refuse": tasks.refuse,
    "send_back": tasks.send_back,
    "withdraw": tasks.withdraw,
}
_PLAIN: dict[str, Callable[..., str]] = {
    "accept": tasks.accept,
    "check": tasks.check,
    "close": tasks.close,
}


def _held(request: WebRequest, instruction_id: int) -> tasks.EvidenceGiven:
    """The report, with a choice that its question offers."""
    given = _evidence(request)
    if given.found_choice:
        about = tasks.instruction(instruction_id, by=request.actor).subject
        number = arrivals.declaration_of(about)
        arrivals.hold_to_choices(number, given.found_choice, by=request.actor)
    return given


def _evidence(request: WebRequest) -> tasks.EvidenceGiven:
    photo = request.FILES.get("photo")
    place, choice = arrivals.as_reported(
        request.POST.get("found_choice", ""), request.POST.get("found_place", "")
    )
    return tasks.EvidenceGiven(
        at=_moment(request.POST.get("at", "")),
        place_text=request.POST.get("place_text", ""),
        who=request.POST.get("who", ""),
        words=request.POST.get("words", ""),
        companion=request.POST.get("companion", ""),
        outcome=request.POST.get("outcome", ""),
        found_place=place,
        found_choice=choice,
        latitude=_degrees(request.POST.get("latitude", "")),
        longitude=_degrees(request.POST.get("longitude", "")),
        photo=photo.read() if photo else None,
    )


def _moment(text: str) -> datetime:
    """County time; what cannot be read is now: the operation itself must not get lost."""
    return clock.moment_in(text) or clock.now()


def _degrees(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@command_page(needs="tasks.read")
def photo(request: WebRequest, evidence_id: int) -> HttpResponse:
    answer = HttpResponse(tasks.photo_of(evidence_id, by=request.actor), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("tasks/<int:instruction_id>", page, name="instruction"),
    path("tasks/<int:instruction_id>/ask/<slug:act>", ask, name="instruction_ask"),
    path("tasks/<int:instruction_id>/undo", undo, name="instruction_undo"),
    path("tasks/<int:instruction_id>/<slug:act>", do, name="instruction_do"),
    path("tasks/evidence/<int:evidence_id>/photo", photo, name="evidence_photo"),
]
