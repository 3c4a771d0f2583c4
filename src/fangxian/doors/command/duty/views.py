"""Duty: what is missing first, then the units, their posts and who holds them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.duty import roster
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import pages as places
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text

KINDS = {
    "headquarters": Text("指挥部", "Headquarters"),
    "task_force": Text("专班", "Task force"),
    "township": Text("镇", "Township"),
    "village": Text("村(社区)", "Village"),
    "grid": Text("网格", "Grid"),
}
HOLES = {
    "grids_without_person": Text("个网格无人", "grids without a person"),
    "members_over": Text("人包户超过上限", "members with too many households"),
    "members_under": Text("人包户不足下限", "members with too few households"),
    "households_without": Text("户无人包联", "households without anyone"),
    "units_without_holder": Text("个单位无人在岗", "units without a holder"),
}


@dataclass(frozen=True)
class Branch:
    """A unit with its members, and how many below it have none."""

    unit: duty.UnitRow
    kind: Text
    members: tuple[duty.MemberRow, ...]
    below: int
    empty_below: int


@command_page(needs="duty.read")
def overview(request: WebRequest) -> HttpResponse:
    """Holes with their lists, then the tree down to the townships."""
    scope = request.actor.scope("duty.read")
    found = duty.holes(scope)
    units = duty.units(scope)
    top = [unit for unit in units if len(unit.place) <= 9] or list(units)
    return draw(
        request,
        "duty/overview",
        limits=found.limits,
        branches=_branches(top, units),
        holes=[(kind, getattr(found, kind), label) for kind, label in HOLES.items()],
    )


def _branches(top: list[duty.UnitRow], units: tuple[duty.UnitRow, ...]) -> list[Branch]:
    members = duty.members_of([unit.id for unit in units])
    found = []
    for unit in top:
        below = [
            one
            for one in units
            if one.id != unit.id
            and one.place.startswith(unit.place)
            and len(one.place) > len(unit.place)
        ]
        empty = sum(1 for one in below if not members.get(one.id))
        found.append(Branch(unit, KINDS[unit.kind], members.get(unit.id, ()), len(below), empty))
    return found


@command_page(needs="duty.read")
def holes(request: WebRequest, kind: str) -> HttpResponse:
    """The list behind one count."""
    if kind not in HOLES:
        raise NotFound(what=Text("这一类缺口", "This kind of hole"))
    page = duty.hole_rows(kind, request.actor.scope("duty.read"), asked.page_number(request.GET))
    return draw(
        request,
        "duty/holes",
        page=page,
        kind=kind,
        kinds=HOLES.items(),
        label=HOLES[kind],
        limits=duty.limits(),
    )


@command_page(needs="duty.read")
def unit(request: WebRequest, unit_id: int) -> HttpResponse:
    """A unit's posts with their holders, and the units below it."""
    row = duty.unit(unit_id)
    scope = request.actor.scope("duty.read")
    if row is None or not scope.covers(row.place):
        raise NotFound(what=Text("单位", "The unit"))
    members = duty.members(unit_id)
    below = tuple(one for one in duty.units(scope) if one.parent_id == unit_id)
    return draw(
        request,
        "duty/unit",
        unit=row,
        kind=KINDS[row.kind],
        below=_branches(list(below), below),
        posts=[
            (post, [one for one in members if one.post_id == post.id])
            for post in duty.posts(unit_id)
        ],
        may_edit=request.actor.may("duty.edit", row.place),
        kinds=KINDS,
        accounts=access.accounts_in(request.actor.scope("access.read"), limit=500),
    )


@require_POST
@command_page(needs="duty.edit")
def seat(request: WebRequest, unit_id: int, post_id: int) -> HttpResponse:
    """Appoint: by account where there is one, else by name and phone."""
    typed = request.POST
    holder = duty.Holder(
        name=typed.get("name", ""),
        account_id=asked.number(typed, "account"),
        phone=typed.get("phone", ""),
    )
    if holder.account_id and not holder.name:
        name = access.names_of([holder.account_id]).get(holder.account_id, "")
        holder = duty.Holder(name, holder.account_id, None, holder.phone)
    duty.seat(
        post_id,
        holder,
        asked.day_typed(typed, "since"),
        asked.day_typed(typed, "until"),
        by=request.actor,
    )
    return _back(request, unit_id, Text(f"{holder.name}已到岗。", f"{holder.name} was appointed."))


@require_POST
@command_page(needs="duty.edit")
def unseat(request: WebRequest, unit_id: int, holding_id: int) -> HttpResponse:
    duty.unseat(holding_id, by=request.actor)
    return _back(request, unit_id, Text("已卸任,今天起空岗。", "The post is empty from today."))


@require_POST
@command_page(needs="duty.edit")
def add_post(request: WebRequest, unit_id: int) -> HttpResponse:
    typed = request.POST
    duty.add_post(
        unit_id, typed.get("title", ""), single=bool(typed.get("single")), by=request.actor
    )
    return _back(request, unit_id, Text("岗位已设。", "The post was set up."))


@require_POST
@command_page(needs="duty.edit")
def set_phone(request: WebRequest, unit_id: int) -> HttpResponse:
    """The number that notices and residents' receipts give for this unit."""
    duty.set_public_phone(unit_id, request.POST.get("phone", ""), by=request.actor)
    return _back(request, unit_id, Text("公开电话已更新。", "The public phone was changed."))


@require_POST
@command_page(needs="duty.edit")
def add_force(request: WebRequest) -> HttpResponse:
    """Set up a task force of the county."""
    home = places.home()
    under = duty.unit_for(home, "headquarters")
    made = duty.add_unit(
        "task_force",
        request.POST.get("name", ""),
        home,
        under.id if under else None,
        by=request.actor,
    )
    return _back(request, made, Text("专班已设,请排人。", "The task force is set up; seat people."))


def _back(request: WebRequest, unit_id: int, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("duty_unit", args=[unit_id]))


urlpatterns = [
    path("duty/", overview, name="duty"),
    path("duty/holes/<slug:kind>", holes, name="duty_holes"),
    path("duty/force", add_force, name="duty_force"),
    path("duty/roster", roster.roster, name="duty_roster"),
    path("duty/units/<int:unit_id>", unit, name="duty_unit"),
    path("duty/units/<int:unit_id>/phone", set_phone, name="duty_set_phone"),
    path("duty/units/<int:unit_id>/post", add_post, name="duty_add_post"),
    path("duty/units/<int:unit_id>/posts/<int:post_id>/seat", seat, name="duty_seat"),
    path("duty/units/<int:unit_id>/unseat/<int:holding_id>", unseat, name="duty_unseat"),
]
