"""电话核实: whom to call to find out where they were, the likeliest and gravest first; one question,
answered by one press, and the next person stands there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from fangxian.doors.command.people import whereto
from fangxian.doors.command.shared import asked, hidden_parts, terms, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AHEAD = 20
TAKE_ANSWERS = "arrivals.take_answers"
OUTCOMES = {
    "no_answer": Text(
        "已记:第 {times} 次无人接听,{at} 再打。", "Noted: no answer, {times} so far; again at {at}."
    ),
    "later": Text("已跳过,{at} 再出现。", "Put off; they come again at {at}."),
}
SHARED = {
    True: Text(
        "已定:全县适用,重新判定 {count} 人。", "It holds for the county; {count} screened anew."
    ),
    False: Text("已定:只在问到的镇、村适用。", "It holds where it was learnt, and no further."),
}
ANSWERED = Text("已记下并重新判定。", "Kept, and screened anew.")
UNDONE = Text("已撤销,问题又打开了。", "Taken back; the question is open again.")
HOW = {
    "call": Text("电话", "by phone"),
    "file": Text("核实表", "from a call script"),
    "task": Text("办结上报", "with the report on an instruction"),
}


class NoScript(Refusal):
    code = "command.no_script"
    sentence = Text("没有选文件。", "No file was chosen.")
    way_out = Text(
        "请选填好“回答”一列的电话核实表。", "Choose the call script with its answers filled in."
    )


class ScriptTooLarge(Refusal):
    code = "command.script_too_large"
    status = 413
    sentence = Text("文件超过 {most} MB。", "The file is larger than {most} MB.")
    way_out = Text("请分成几个文件。", "Split it into several files.")


@command_page(needs="arrivals.read")
def page(request: WebRequest) -> HttpResponse:
    """The next person with their question, and who comes after."""
    return _drawn(request)


def _drawn(
    request: WebRequest, taken: arrivals.ScriptTaken | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    at = asked.number(request.GET, "at")
    found = arrivals.calls(by=request.actor, size=AHEAD)
    first = arrivals.calls(by=request.actor, only=at).rows if at else ()
    rows = (*first, *(row for row in found.rows if row.declaration_id != at))
    undo, row = asked.number(request.GET, "undo"), rows[0] if rows else None
    reach = arrivals.answer_reach(undo, by=request.actor) if undo else None
    return draw(
        request,
        "calls/page",
        found=found,
        rows=rows[1:],
        row=row,
        terms=terms.today(),
        undo=undo,
        nothing=bool(at and not first and not undo),
        taken=taken,
        refusal=refusal,
        orders=_orders(request, row.person_id if row else None),
        proposed=_proposed(request),
        reach=reach,
        looked="looked" in request.GET,
        sent=_sent(request, reach),
        who=_who(request, row),
        also=arrivals.also_for(row, by=request.actor) if row else None,
        apart=people.told_apart([one.person_id for one in rows]),
        may_answer=request.actor.may("arrivals.vouch"),
        waiting_for_second=two_people.waiting(request, (TAKE_ANSWERS,)),
        may_reveal=request.actor.may("people.reveal"),
        may_export=request.actor.may("arrivals.export"),
        status=refusal.status if refusal else 200,
    )


def _who(request: WebRequest, row: arrivals.CallRow | None) -> people.PersonRow | None:
    """Whose phone it is and how far it can be trusted, masked; None where one may not look."""
    if row is None or not request.actor.may("people.read"):
        return None
    try:
        return people.person(row.person_id, by=request.actor)
    except NotFound:  # goes to a place of ours, lives in another's
        return None


def _orders(request: WebRequest, person_id: int | None) -> tuple[tasks.InstructionRow, ...]:
    """What is open about somebody who is called."""
    if person_id is None or not request.actor.may("tasks.read"):
        return ()
    found = tasks.for_person(person_id, by=request.actor)
    return tuple(one for one in found if one.stage in tasks.OPEN)


def _sent(
    request: WebRequest, reach: arrivals.AnswerReach | None
) -> list[tuple[tasks.InstructionRow, list[str]]]:
    """What is open about whoever was asked now that they answered, and to whom it went."""
    rows = [
        row
        for row in _orders(request, reach.person_id if reach else None)
        if row.kind != "verify" or (reach and reach.uncertain)  # found out: it is being withdrawn
    ]
    names = duty.names_of({got.unit_id for row in rows for got in row.receipts})
    return [(row, [names.get(got.unit_id, "") for got in row.receipts]) for row in rows]


def _proposed(request: WebRequest) -> list[tuple[arrivals.ProposedAnswer, str]]:
    """What townships learnt of addresses, with who asked, for the county to take or leave."""
    if not request.actor.may("arrivals.vouch"):
        return []
    rows = arrivals.proposed_answers(by=request.actor)
    who = access.names_of([row.by_id for row in rows if row.by_id])
    return [(row, who.get(row.by_id or 0, "")) for row in rows]


@require_POST
@command_page(needs="arrivals.vouch")
def answer(request: WebRequest, declaration_id: int) -> HttpResponse:
    """One press: a listed place, one of several places of a name, none of them, or a place typed."""
    typed = request.POST
    choice, shown = typed.get("choice", ""), typed.getlist("shown")
    said = arrivals.CallAnswer(
        typed.get("text", ""),
        asked.day_typed(typed, "start"),
        asked.day_typed(typed, "end") or clock.today(),
        inside=tuple(choice.removeprefix("in:").split(",")) if choice.startswith("in:") else (),
        outside=tuple(key for keys in shown for key in keys.split(",")) if choice == "none" else (),
        place=choice.removeprefix("at:")
        if choice.startswith("at:")
        else typed.get("place", "").strip(),
        said=typed.get("said", "").strip(),
        alone="alone" in typed,
    )
    number = arrivals.answer_stay(declaration_id, said, by=request.actor)
    messages.success(request, ANSWERED.speak(request.language))
    return _next(undo=number, at=declaration_id)


@require_POST
@command_page(needs="arrivals.vouch")
def attempt(request: WebRequest, declaration_id: int) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    times = arrivals.note_call(declaration_id, outcome, by=request.actor)
    at = clock.said(clock.now() + arrivals.waits(clock.today(), places.home())[outcome])
    words = OUTCOMES[outcome].speak(request.language)
    messages.success(request, words.format(times=times, at=at))
    return _next()


@require_POST
@command_page(needs="arrivals.vouch")
def undo(request: WebRequest, answer_id: int) -> HttpResponse:
    why = request.POST.get("why", "").strip()
    declaration = arrivals.take_back_answer(answer_id, why=why, by=request.actor)
    if person := asked.number(request.POST, "person"):
        return whereto.to_person(request, person, UNDONE)
    messages.success(request, UNDONE.speak(request.language))
    return _next(at=declaration)


@require_POST
@command_page(needs="arrivals.vouch")
def share(request: WebRequest, answer_id: int) -> HttpResponse:
    """The county takes what a township learnt of an address, or leaves it there."""
    agreed = request.POST.get("agreed") == "yes"
    count = arrivals.share_answer(answer_id, agreed=agreed, by=request.actor)
    messages.success(request, SHARED[agreed].speak(request.language).format(count=count))
    return _next()


def _next(**kept: int) -> HttpResponse:
    """The next person; the same one while something of them is still to be asked."""
    return HttpResponseRedirect(f"{reverse('arrivals_calls')}?{urlencode(kept)}")


@require_POST
@command_page(needs="arrivals.export")
def export(request: WebRequest) -> HttpResponseBase:
    """The call list in clear, for several telephones; the purpose is written down."""
    purpose = request.POST.get("purpose", "").strip()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"电话核实-{clock.today().isoformat()}.xlsx"
        arrivals.export_calls(file, by=request.actor, purpose=purpose)
        kept = file.open("rb")  # outlives its name; the folder goes at once
    return FileResponse(kept, as_attachment=True, filename=file.name, content_type=XLSX)


@require_POST
@command_page(needs="arrivals.vouch")
def take_in(request: WebRequest) -> HttpResponse:
    """The answers of a script: what was taken, and each row that was not, with its reason."""
    try:
        sent = request.FILES.get("file")
        if sent is None:
            raise NoScript
        if (sent.size or 0) > settings.FANGXIAN_UPLOAD_BYTES:
            raise ScriptTooLarge(most=settings.FANGXIAN_UPLOAD_BYTES // 1024 // 1024)
        return _drawn(
            request,
            arrivals.import_calls(
                sent.read(), hidden=hidden_parts.said(request.POST), by=request.actor
            ),
        )
    except Refusal as why:
        return _drawn(request, refusal=why)


def answers_shown(request: WebRequest, person_id: int) -> dict[str, Any]:
    """What the person's page needs to tell what was asked of them."""
    if not request.actor.may("arrivals.read"):
        return {}
    rows = arrivals.answers_of(person_id, by=request.actor)
    who = access.names_of([row.by_id for row in rows if row.by_id])
    return {"answers": [(row, HOW[row.how], who.get(row.by_id or 0, "")) for row in rows]}


urlpatterns = [
    path("arrivals/calls", page, name="arrivals_calls"),
    path("arrivals/calls/export", export, name="arrivals_calls_export"),
    path("arrivals/calls/answers", take_in, name="arrivals_calls_import"),
    path("arrivals/calls/answers/<int:answer_id>/undo", undo, name="arrivals_calls_undo"),
    path("arrivals/calls/answers/<int:answer_id>/share", share, name="arrivals_calls_share"),
    path("arrivals/calls/<int:declaration_id>/answer", answer, name="arrivals_calls_answer"),
    path("arrivals/calls/<int:declaration_id>/attempt", attempt, name="arrivals_calls_attempt"),
]
