"""清单: filters of the ledger under a name, one's own or handed to a unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.arrivals import ledger_filter
from fangxian.doors.command.shared import asked, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.shared.terms import Terms
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals


@dataclass(frozen=True)
class Shown:
    """A list with its conditions in words and the address of the ledger that it stands for."""

    row: arrivals.NamedList
    href: str
    words: tuple[Text, ...]
    owner: str
    unit: str


@command_page(needs="arrivals.read")
def page(request: WebRequest) -> HttpResponse:
    """Every list one has, with its coverage; the newest first."""
    rows = arrivals.named_lists(by=request.actor)
    owners = access.names_of({row.created_by_id for row in rows if row.created_by_id})
    units = duty.names_of({row.unit_id for row in rows if row.unit_id})
    words = terms.today()
    shown = [
        _shown(row, words, owners.get(row.created_by_id or 0, ""), units.get(row.unit_id or 0, ""))
        for row in rows
    ]
    return draw(request, "arrivals/lists", lists=shown, units=units_for_sharing(request.actor))


def _shown(row: arrivals.NamedList, words: Terms, owner: str, unit: str) -> Shown:
    query = ledger_filter.written(row.wanted)
    said = tuple(chip.words for chip in ledger_filter.said(QueryDict(query), words))
    return Shown(row, f"{reverse('arrivals')}?{query}", said, owner, unit)


def units_for_sharing(actor: Actor) -> tuple[duty.UnitRow, ...]:
    """One's own units and those of one's area, villages aside: they have their own list."""
    within = duty.units(actor.scope("arrivals.read"))
    return tuple(
        one for one in within if one.kind not in {"village", "grid"} or one.id in actor.unit_ids
    )


@require_POST
@command_page(needs="arrivals.read")
def save(request: WebRequest) -> HttpResponse:
    """Keep the filter that the ledger shows."""
    wanted = ledger_filter.read(QueryDict(request.POST.get("query", "")))
    name = request.POST.get("name", "")
    arrivals.save_list(name, wanted, unit_id=_unit(request), by=request.actor)
    return _back(request, Text("已存为清单。", "Kept as a list."))


@require_POST
@command_page(needs="arrivals.read")
def share(request: WebRequest, list_id: int) -> HttpResponse:
    unit = _unit(request)
    arrivals.share_list(list_id, unit, by=request.actor)
    taken_back = Text("只有您自己看得到了。", "Only you see it now.")
    return _back(request, Text("已共享。", "Shared.") if unit else taken_back)


@require_POST
@command_page(needs="arrivals.read")
def drop(request: WebRequest, list_id: int) -> HttpResponse:
    arrivals.drop_list(list_id, by=request.actor)
    return _back(
        request, Text("清单已删去,人员不受影响。", "The list is gone; nobody on it is touched.")
    )


def _unit(request: WebRequest) -> int | None:
    """A unit that one may hand lists to; nobody's list goes outside one's own area."""
    wanted = asked.number(request.POST, "unit")
    return wanted if wanted in {one.id for one in units_for_sharing(request.actor)} else None


def _back(request: WebRequest, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("arrivals_lists"))


urlpatterns = [
    path("arrivals/lists", page, name="arrivals_lists"),
    path("arrivals/lists/save", save, name="arrivals_list_save"),
    path("arrivals/lists/<int:list_id>/share", share, name="arrivals_list_share"),
    path("arrivals/lists/<int:list_id>/drop", drop, name="arrivals_list_drop"),
]
