"""我的事: what lies with me and my unit, late first; and the list behind any number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import acts, meant
from fangxian.doors.command.tasks.cards import cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text, number_in
from fangxian.lines.checkpoints import pages as checkpoints

SECTIONS = {
    "refused": Text("被拒收", "Refused"),
    "overdue": Text("逾期", "Overdue"),
    "due_today": Text("今日到期", "Due today"),
    "new": Text("新收到", "New"),
    "rest": Text("其余在办", "The rest"),
}
BATCH_ACTS = {
    "receive": Text("收到", "Received"),
    "accept": Text("接受", "Accept"),
    "check": Text("核实无误", "Confirm"),
    "close": Text("销号", "Close"),
    "assign": Text("指派", "Assign"),
}
PAGE_SIZE = 30
MOST_STAFF = 200
COUNTED = 99  # beyond, the menu says 99+


@command_page(needs="tasks.read")
def mine(request: WebRequest) -> HttpResponse:
    section, guard = request.GET.get("section", ""), is_guard(request.actor)
    found = tasks.my_work(
        by=request.actor,
        page=asked.page_number(request.GET),
        section=section,
        size=PAGE_SIZE,
        own=guard,
    )
    shown = cards(found.page.rows, request.actor)
    groups = [
        (name, label, [one for one in shown if one.row.section == name])
        for name, label in SECTIONS.items()
    ]
    units = duty.names_of(request.actor.unit_ids)
    return draw(
        request,
        "tasks/mine",
        groups=groups,
        page=found.page,
        units=units,
        batch_acts=batch_acts(request.actor),
        **_chips(found, section),
        guard=guard,
        owed=_owed(request.actor, found),
        late_there=_late_there(request.actor, found),
        turns=checkpoints.own_turns(by=request.actor) if guard else (),
    )


def _owed(actor: Actor, found: tasks.Work) -> tuple[int, int, str] | None:
    """What is late here in its two parts, for who holds a post: what one's own units owe, as the
    first page counts it by unit, and what others owe; with the list of the first part."""
    whole = found.late
    if not actor.unit_ids or found.owed == whole:
        return None
    one = actor.unit_ids[0] if len(actor.unit_ids) == 1 else None
    door = meant.address_of(tasks.InstructionFilter(late_unit=one)) if one else ""
    return found.owed, whole - found.owed, door


def _late_there(actor: Actor, found: tasks.Work) -> int:
    """How much is late in all that the actor reads, as the first page counts it; 0 where that is
    what this page shows already."""
    there = tasks.count(tasks.InstructionFilter(late=True), by=actor)
    return there if there != found.late else 0


def _chips(found: tasks.Work, section: str) -> dict[str, Any]:
    rows = [
        (name, label, number)
        for name, label in SECTIONS.items()
        if (number := found.counts.get(name, 0)) or name != "refused"
    ]
    return {"chips": rows, "section": section, "total": sum(found.counts.values())}


@command_page(needs="tasks.read")
def chips(request: WebRequest) -> HttpResponse:
    """The numbers of the sections as they are after an act: nobody is shown."""
    found = tasks.my_work(by=request.actor, size=0, own=is_guard(request.actor))
    return draw(request, "tasks/chips", **_chips(found, request.GET.get("section", "")))


@command_page(needs="tasks.read")
def total(request: WebRequest) -> HttpResponse:
    """How long a filter's list is now."""
    return HttpResponse(tasks.count(meant.read(request.GET), by=request.actor))


def is_guard(actor: Actor) -> bool:
    """Who stands at a barrier, relays what travellers say (they vouch for nobody) and holds no post:
    their work is their shift, not the county's."""
    relays = actor.may("checkpoints.record") and not actor.may("arrivals.vouch")
    return relays and not actor.unit_ids


@command_page(needs="tasks.read")
def listed(request: WebRequest) -> HttpResponse:
    """The list of a filter: what a number on any page opens."""
    wanted = meant.read(request.GET)
    order = request.GET.get("order", "urgent")
    page = tasks.instructions(
        wanted, by=request.actor, page=asked.page_number(request.GET), order=order
    )
    return draw(
        request,
        "tasks/list",
        page=page,
        cards=cards(page.rows, request.actor),
        said=meant.say(wanted),
        order=order,
        batch_acts=batch_acts(request.actor),
        results=_results(wanted, request.actor),
        diseases=_diseases(wanted),
    )


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


def batch_acts(actor: Actor) -> list[tuple[str, Text]]:
    return [
        (act, label)
        for act, label in BATCH_ACTS.items()
        if actor.may(f"tasks.{acts.NEEDS.get(act, act)}")
    ]


def _ids(request: WebRequest) -> list[int]:
    return [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]


@require_POST
@command_page(needs="tasks.read")
def preview(request: WebRequest) -> HttpResponse:
    """What a batch act would do to each: nothing is done yet."""
    act = request.POST.get("act", "")
    ids = _ids(request)
    back = asked.way_back(request, reverse("work"))
    if act not in BATCH_ACTS or not ids:
        messages.warning(request, _pick(request, "没有勾选任何指令。", "Nothing was ticked."))
        return HttpResponseRedirect(back)
    judged = tasks.preview_bulk(ids, act, by=request.actor)  # type: ignore[arg-type]
    return draw(
        request,
        "tasks/batch",
        act=act,
        label=BATCH_ACTS.get(act),
        judged=judged,
        ids=ids,
        back=back,
        takers=_takers(request.actor) if act == "assign" else (),
    )


def _takers(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom one may hand work to: units, then members of staff, of one's own area."""
    scope = actor.scope("tasks.assign")
    units = [(f"unit:{one.id}", one.name) for one in duty.units(scope)]
    staff = [(f"account:{one.id}", one.name) for one in access.accounts_in(scope, limit=MOST_STAFF)]
    return [("单位 Units", units), ("人员 Staff", staff)]


def _taker(text: str) -> dict[str, int]:
    """`unit:5` or `account:7` as the verb's argument; nothing chosen is nothing."""
    kind, _, number = text.partition(":")
    chosen = number_in(number)
    return {f"{kind}_id": chosen} if kind in {"unit", "account"} and chosen is not None else {}


@require_POST
@command_page(needs="tasks.read")
def do(request: WebRequest) -> HttpResponse:
    act = request.POST.get("act", "")
    back = asked.way_back(request, reverse("work"))
    if act not in BATCH_ACTS:
        return HttpResponseRedirect(back)
    done = tasks.do_bulk(_ids(request), act, by=request.actor, **_taker(request.POST.get("to", "")))  # type: ignore[arg-type]
    messages.success(
        request,
        _pick(
            request,
            f"已办 {len(done.will)} 条,原已如此 {len(done.already)} 条,不能办 {len(done.cannot)} 条。",
            f"Done {len(done.will)}, already so {len(done.already)}, not possible {len(done.cannot)}.",
        ),
    )
    return HttpResponseRedirect(back)


def _pick(request: WebRequest, zh: str, en: str) -> str:
    return Text(zh, en).speak(request.language)


@command_page(needs="tasks.read")
def count(request: WebRequest) -> HttpResponse:
    """How much of mine is late, for the menu: no names, so nothing to write down."""
    guard, account = is_guard(request.actor), request.actor.account_id
    late = tasks.InstructionFilter(
        mine=True, late=True, assigned_account=account if guard else None
    )
    number = len(tasks.ids_of(late, by=request.actor, limit=COUNTED + 1))
    return draw(request, "tasks/count", number=number, more=number > COUNTED, most=COUNTED)


urlpatterns = [
    path("tasks/count", count, name="work_count"),
    path("tasks/chips", chips, name="work_chips"),
    path("tasks/total", total, name="work_total"),
    path("tasks", mine, name="work"),
    path("tasks/list", listed, name="work_list"),
    path("tasks/batch", preview, name="work_preview"),
    path("tasks/batch/do", do, name="work_do"),
]
