"""人工改判: what people decided against the table, who agreed, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, terms, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.places import pages as places
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening

APPROVE = "arrivals.override_approve"
WITHDRAW = "screening.withdraw_override"
WITHDRAWN = Text("已撤回,恢复按规则判定。", "Withdrawn; the table's verdict holds.")
STATES = {
    "proposed": (Text("待批准", "Waits for approval"), "◆", "soon"),
    "standing": (Text("生效中", "In force"), "●", "move"),
    "ended": (Text("已到期", "Ended"), "○", "none"),
    "withdrawn": (Text("已撤回", "Withdrawn"), "–", "none"),
}


@dataclass(frozen=True)
class Line:
    """A decision with who made it, in the words of its disease's policy, and what the viewer may do
    about it. `disease`: its name, where it is another than that of the house."""

    row: screening.OverrideRow
    terms: terms.Terms
    disease: Text | None
    proposed_by: str
    approved_by: str
    mine: bool
    may_approve: bool
    may_withdraw: bool
    second: access.SecondPeople | None  # of one that waits


def lines(request: WebRequest, rows: tuple[screening.OverrideRow, ...]) -> list[Line]:
    """The proposer never approves their own: the page says so instead of refusing later."""
    ids = {n for row in rows for n in (row.proposed_by_id, row.approved_by_id) if n}
    names = access.names_of(ids)
    waits = [row for row in rows if row.state == "proposed"]
    asked_by = [(row.place, row.proposed_by_id) for row in waits]
    found = access.second_people(APPROVE, asked_by) if waits else []
    second = {row.id: one for row, one in zip(waits, found, strict=True)}
    return [_line(request, row, names, second.get(row.id)) for row in rows]


def _line(
    request: WebRequest,
    row: screening.OverrideRow,
    names: dict[int, str],
    second: access.SecondPeople | None,
) -> Line:
    mine = row.proposed_by_id == request.actor.account_id
    over = request.actor.may(APPROVE, row.place)
    return Line(
        row,
        terms.at(row.place, row.disease),
        terms.of_disease(row.disease),
        names.get(row.proposed_by_id, "—"),
        names.get(row.approved_by_id or 0, ""),
        mine,
        may_approve=over and not mine and row.state == "proposed",
        may_withdraw=over and row.state in {"proposed", "standing"},
        second=second,
    )


@command_page(needs="arrivals.read")
def page(request: WebRequest) -> HttpResponse:
    """What waits for a second person first; each state is a list with its count."""
    counts = screening.override_counts(by=request.actor)
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else _first(counts)
    disease = request.GET.get("disease", "")
    found = screening.overrides(
        state, asked.page_number(request.GET), disease=disease, by=request.actor
    )
    return draw(
        request,
        "overrides/page",
        page=found,
        state=state,
        states=STATES,
        disease=disease,
        diseases=terms.diseases(),
        lines=lines(request, found.rows),
        reasons=screening.override_reasons_ever(places.home()),
        total=sum(counts.values()),
        counts=[(code, mark, counts.get(code, 0)) for code, mark in STATES.items()],
        waiting_for_second=two_people.waiting(request, (WITHDRAW,)),
    )


def _first(counts: dict[str, int]) -> str:
    return next((code for code in ("proposed", "standing") if counts.get(code)), "proposed")


@command_page(needs="arrivals.read")
def count(request: WebRequest) -> HttpResponse:
    """The small number of the menu: what waits, for those who may approve."""
    waiting = screening.override_counts(by=request.actor).get("proposed", 0)
    return draw(request, "overrides/count", number=waiting if request.actor.may(APPROVE) else 0)


@require_POST
@command_page(needs=APPROVE)
def approve(request: WebRequest, override_id: int) -> HttpResponse:
    """The second person agrees."""
    screening.approve_override(override_id, by=request.actor)
    done = Text("已批准,现在起按人工判定管理。", "Approved; it holds from now.")
    messages.success(request, done.speak(request.language))
    return _back(request)


@require_POST
@command_page(needs=APPROVE)
def withdraw(request: WebRequest, override_id: int) -> HttpResponse:
    """The table's verdict stands again at once, or once a colleague agrees."""
    why = request.POST.get("why", "").strip()[:200]
    if not why:
        raise codes.NoteMissing
    given = {"override_id": override_id, "why": why}
    two_people.do_or_ask(request, WITHDRAW, given, why, WITHDRAWN)
    return _back(request)


def _back(request: WebRequest) -> HttpResponse:
    return HttpResponseRedirect(asked.way_back(request, reverse("overrides")))


urlpatterns = [
    path("overrides", page, name="overrides"),
    path("overrides/count", count, name="overrides_count"),
    path("overrides/<int:override_id>/approve", approve, name="override_approve"),
    path("overrides/<int:override_id>/withdraw", withdraw, name="override_withdraw"),
]
