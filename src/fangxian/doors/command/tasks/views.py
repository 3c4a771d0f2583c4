"""我的事: what lies with me and my unit, late first; and the list behind any number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.people import charges
from fangxian.doors.command.shared import asked, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import batch, batch_each, meant, narrowing, seeing
from fangxian.doors.command.tasks.cards import cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints

PAGE_SIZE = 50
COUNTED = 99  # beyond, the menu says 99+


@command_page(needs="tasks.read")
def mine(request: WebRequest) -> HttpResponse:
    guard, wanted = narrowing.is_guard(request.actor), narrowing.read(request.GET, request.actor)
    found = tasks.my_work(
        by=request.actor,
        page=asked.page_number(request.GET),
        section=wanted.section,
        size=PAGE_SIZE,
        own=guard,
        only=wanted.only,
        whose=wanted.whose,
    )
    shown = cards(found.page.rows, request.actor)
    groups = [
        (name, label, [one for one in shown if one.row.section == name])
        for name, label in meant.SECTIONS.items()
    ]
    answer = draw(
        request,
        "tasks/mine",
        groups=groups,
        page=found.page,
        units=duty.names_of(request.actor.unit_ids),
        batch_acts=batch.offered(request.actor),
        just_done=batch_each.just_done(request),
        **_chips(found, wanted, request.actor),
        **_narrowing(request, wanted, own=guard),
        look=narrowing.look(request, found.page.total),
        meant_of="work",
        guard=guard,
        late_there=0 if wanted.any else _late_there(request.actor, found),
        turns=checkpoints.own_turns(by=request.actor) if guard else (),
        charges=_charges(request),
    )
    return narrowing.remember(request, answer)


def _charges(request: WebRequest) -> charges.Charges | None:
    if not request.actor.may("people.read"):
        return None
    return charges.of(request.actor, asked.number(request.GET, "charges") or 1)


def _narrowing(request: WebRequest, wanted: narrowing.Narrowed, *, own: bool) -> dict[str, Any]:
    """By what the page can be narrowed, what it is narrowed to, and the views that were kept."""
    there = tasks.facets(by=request.actor, own=own, whose=wanted.whose)
    kept = tasks.saved_views(by=request.actor)
    return {
        "wanted": wanted,
        "kinds": narrowing.kinds(there),
        "places": narrowing.places_in(there),
        "views": [(one, narrowing.address_of(one.filter)) for one in kept],
        "looks": narrowing.LOOKS,
    }


def _late_there(actor: Actor, found: tasks.Work) -> int:
    """How much is late in all that the actor reads, as the first page counts it; 0 where that is
    what this page shows already."""
    there = tasks.count(tasks.InstructionFilter(late=True), by=actor)
    return there if there != found.late else 0


def _chips(found: tasks.Work, wanted: narrowing.Narrowed, actor: Actor) -> dict[str, Any]:
    """Two numbers of their own meaning: what is one's turn, as the menu counts it, and what lies with
    others; the sections are of the one that is shown."""
    own, shown = narrowing.is_guard(actor), sum(found.counts.values())
    other = "others" if wanted.whose == "mine" else "mine"
    beside = tasks.my_work(by=actor, size=0, own=own, only=wanted.only, whose=other).page.total
    whole, others = (shown, beside) if wanted.whose == "mine" else (beside, shown)
    rows = [
        (name, label, number)
        for name, label in meant.SECTIONS.items()
        if (number := found.counts.get(name, 0)) or name != "refused"
    ]
    return {
        "chips": rows,
        "section": wanted.section,
        "whose": wanted.whose,
        "total": whole,
        "others": others,
    }


@command_page(needs="tasks.read")
def chips(request: WebRequest) -> HttpResponse:
    """The numbers of the sections as they are after an act: nobody is shown."""
    wanted = narrowing.read(request.GET, request.actor)
    found = tasks.my_work(
        by=request.actor,
        size=0,
        own=narrowing.is_guard(request.actor),
        only=wanted.only,
        whose=wanted.whose,
    )
    return draw(request, "tasks/chips", **_chips(found, wanted, request.actor))


@command_page(needs="tasks.read")
def total(request: WebRequest) -> HttpResponse:
    """How long a filter's list is now."""
    return HttpResponse(tasks.count(meant.read(request.GET), by=request.actor))


@command_page(needs="tasks.read")
def listed(request: WebRequest) -> HttpResponse:
    """The list of a filter: what a number on any page opens."""
    wanted = meant.read(request.GET)
    order = request.GET.get("order", "urgent")
    page = tasks.instructions(
        wanted, by=request.actor, page=asked.page_number(request.GET), order=order
    )
    shown = cards(page.rows, request.actor)
    answer = draw(
        request,
        "tasks/list",
        page=page,
        cards=shown,
        groups=[("", "", shown)],
        said=meant.say(wanted),
        order=order,
        batch_acts=batch.offered(request.actor),
        just_done=batch_each.just_done(request),
        results=_results(wanted, request.actor),
        diseases=_diseases(wanted),
        look=narrowing.look(request, page.total),
        meant_of="list",
        looks=narrowing.LOOKS,
    )
    return narrowing.remember(request, answer)


def _diseases(wanted: tasks.InstructionFilter) -> list[tuple[Text, str, bool]]:
    """The list of each disease in force, where there are several; with itself chosen, of all."""
    return [
        (label, meant.address_of(replace(wanted, disease="" if on else code)), on)
        for code, label in terms.diseases()
        for on in [wanted.disease == code]
    ]


def _results(wanted: tasks.InstructionFilter, actor: Actor) -> list[tuple[tasks.Counted, str]]:
    """What came of the list's instructions, each number with the list behind it."""
    if wanted.outcome or wanted.attempted:
        return []
    found = tasks.by_outcome(wanted, by=actor)
    return [(one, meant.address_of(one.filter)) for one in found]


@command_page(needs="tasks.read")
def count(request: WebRequest) -> HttpResponse:
    """What is my turn, for the menu: the number of 轮到我办 on the page behind it, and how much of it is
    late. No names, so nothing to write down."""
    owed = tasks.debts(by=request.actor, own=narrowing.is_guard(request.actor))
    return draw(
        request,
        "tasks/count",
        number=owed.open,
        late=owed.late,
        more=owed.open > COUNTED,
        most=COUNTED,
    )


urlpatterns = [
    path("tasks/count", count, name="work_count"),
    path("tasks/chips", chips, name="work_chips"),
    path("tasks/total", total, name="work_total"),
    path("tasks", mine, name="work"),
    path("tasks/list", listed, name="work_list"),
    *batch.urlpatterns,
    *narrowing.urlpatterns,
    *seeing.urlpatterns,
]
