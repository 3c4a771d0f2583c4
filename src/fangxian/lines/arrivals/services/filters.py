"""Named lists of the ledger: a filter under a name, one's own or handed to a unit."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import SavedFilter
from fangxian.lines.arrivals.queries.found import READ, LedgerFilter


class ListUnnamed(Refusal):
    code = "arrivals.list_unnamed"
    sentence = Text("清单还没有名字。", "The list has no name.")
    way_out = Text("请起一个同事也看得懂的名字。", "Give it a name that colleagues understand.")


class NameTaken(Refusal):
    code = "arrivals.list_name_taken"
    sentence = Text("您已经有一份叫“{name}”的清单。", "You have a list named “{name}” already.")
    way_out = Text("请换个名字,或先删去旧的。", "Choose another name, or drop the old one.")


@verb(needs=READ, words=Text("存清单", "kept a list"))
def save_list(name: str, wanted: LedgerFilter, *, unit_id: int | None = None, by: Actor) -> int:
    """Keep a filter under a name; with `unit_id` everybody of that unit sees it as well, each
    with the people of their own area. Returns the list's id."""
    named = name.strip()[:60]
    if not named:
        raise ListUnnamed
    if SavedFilter.objects.filter(name=named, created_by_id=by.account_id).exists():
        raise NameTaken(name=named)
    made = SavedFilter.objects.create(
        name=named,
        conditions=to_plain(wanted),
        unit_id=unit_id,
        created_by_id=by.account_id,
        created_at=clock.now(),
    )
    audit.note(subject=f"arrivals.saved_filter:{made.pk}", purpose=named)
    return made.pk


@verb(needs=READ, words=Text("共享清单", "shared a list"))
def share_list(list_id: int, unit_id: int | None, *, by: Actor) -> None:
    """Hand one's list to a unit, or (None) take it back to oneself."""
    found = _own(list_id, by)
    found.unit_id = unit_id
    found.save(update_fields=["unit_id"])


@verb(needs=READ, words=Text("删清单", "dropped a list"))
def drop_list(list_id: int, *, by: Actor) -> None:
    """Remove one's own list; the people on it are not touched."""
    _own(list_id, by).delete()


def _own(list_id: int, by: Actor) -> SavedFilter:
    mine = SavedFilter.objects.select_for_update(of=("self",))
    found = mine.filter(pk=list_id, created_by_id=by.account_id).first()
    if found is None:
        raise NotFound(what=Text("这份清单", "This list"))
    audit.note(subject=f"arrivals.saved_filter:{list_id}", purpose=found.name)
    return found


def to_plain(wanted: LedgerFilter) -> dict[str, Any]:
    """The conditions that are given, as JSON keeps them."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(wanted):
        value = getattr(wanted, field.name)
        if value != field.default:
            plain[field.name] = value.isoformat() if isinstance(value, date) else value
    return plain


def from_plain(plain: dict[str, Any]) -> LedgerFilter:
    """Back again; a condition that a later release no longer knows is left out."""
    given: dict[str, Any] = {}
    for field in dataclasses.fields(LedgerFilter):
        if field.name not in plain:
            continue
        value = plain[field.name]
        if isinstance(field.default, tuple):
            value = tuple(value)
        elif field.name in {"arrival_from", "arrival_to", "on"}:
            value = date.fromisoformat(value)
        given[field.name] = value
    return LedgerFilter(**given)
