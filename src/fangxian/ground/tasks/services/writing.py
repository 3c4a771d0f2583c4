"""Headquarters' own instruction: what no reaction could know, written by a person, to one unit, to
several, or about the people of a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks.errors import DraftIncomplete, DueInPast, TooMany, UnitUnknown
from fangxian.ground.tasks.models import Instruction, InstructionList
from fangxian.ground.tasks.rules import LEVELS, WRITTEN, Addressee, Order, Rung
from fangxian.ground.tasks.services.files import FileGiven, keep_file
from fangxian.ground.tasks.services.issuing import issue_many
from fangxian.ground.tasks.terms import PROOFS, REQUIRED
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

MOST = 2_000  # instructions from one draft
MOST_WORDS = 4_000
BY_HAND = 2  # the priority of what somebody wrote: after the uncertain and the pushed
FROM_TOP = ("township", "village")  # who has what is about a person, at the same moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is written. `unit_ids`: to whom; or `person_ids`: about whom, then it goes to the township
    and the village of each. `due_at` aware; `proofs`: evidence without which it is not done (photo,
    spot, companion); `key`: of the form, so that sending it twice is one instruction."""

    title: str
    body: str
    due_at: datetime | None
    unit_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    proofs: tuple[str, ...] = ()
    file: FileGiven | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class WentOut:
    """What went out. `without_unit`: persons for whose place no unit stands."""

    list_id: int
    instruction_ids: tuple[int, ...]
    without_unit: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A draft with what holds for all that it becomes."""

    draft: Draft
    list_id: int
    terms: Mapping[str, timedelta]
    by: Actor
    origins: dict[str, int | None] = field(default_factory=dict)

    def origin(self, place: str) -> int | None:
        """Who issues it: the unit of who writes, else the county's headquarters."""
        if self.by.unit_ids:
            return self.by.unit_ids[0]
        county = place[:6]
        if county not in self.origins:
            top = duty.unit_for(county, "headquarters")
            self.origins[county] = top.id if top else None
        return self.origins[county]


@verb(needs="tasks.issue", words=Text("拟发指令", "wrote an instruction"))
def write_instruction(draft: Draft, *, by: Actor) -> WentOut:
    """Issue what somebody wrote: to each unit one, or about each person one. The same `key` again is
    the same instruction. DraftIncomplete, DueInPast, UnitUnknown, TooMany; NotAllowed outside the
    area; FileTooLarge, FileEmpty."""
    _check(draft)
    units = _units(draft.unit_ids, by)
    place = min((one.place[:6] for one in units), default="") or _home(draft.person_ids)
    named, fresh = _list(draft, place, by)
    if not fresh:
        ids = Instruction.objects.filter(list_ref_id=named).order_by("pk")
        return WentOut(named, tuple(ids.values_list("pk", flat=True)))
    if draft.file:
        keep_file(named, draft.file)
    sheet = _Sheet(draft, named, _terms(draft, place), by)
    orders = [_to_unit(sheet, one) for one in units]
    about, without = _about_people(sheet)
    if not orders and not about:
        raise DraftIncomplete(missing="接收单位", missing_en="whom it goes to")
    ids_made = issue_many([*orders, *about], by=by)
    audit.note(subject=f"tasks.list:{named}", count=len(ids_made), place=place)
    return WentOut(named, tuple(ids_made), without)


def _check(draft: Draft) -> None:
    missing = [
        label
        for label, there in (
            (Text("标题", "a title"), draft.title.strip()),
            (Text("要做什么", "what is to be done"), draft.body.strip()),
            (Text("时限", "a deadline"), draft.due_at),
            (Text("接收单位", "whom it goes to"), draft.unit_ids or draft.person_ids),
        )
        if not there
    ]
    if missing:
        raise DraftIncomplete(
            missing="、".join(one.zh for one in missing),
            missing_en=", ".join(one.en for one in missing),
        )
    if draft.due_at and draft.due_at <= clock.now():
        raise DueInPast(due=clock.said(draft.due_at))
    if (count := len(draft.unit_ids) + len(draft.person_ids)) > MOST:
        raise TooMany(most=MOST, count=count)


def _units(ids: Sequence[int], by: Actor) -> list[duty.UnitRow]:
    """The open units of these numbers, all within the area."""
    known = {one.id: one for one in duty.units(by.scope("tasks.issue"))}
    found = []
    for number in dict.fromkeys(ids):
        if number not in known:
            if duty.unit(number):
                raise NotAllowed(permission="tasks.issue")
            raise UnitUnknown(unit=number)
        found.append(known[number])
    return found


def _home(person_ids: Sequence[int]) -> str:
    return min((one[:6] for one in people.places_of(person_ids).values() if one), default="")


def _list(draft: Draft, place: str, by: Actor) -> tuple[int, bool]:
    """The list of a draft, and whether it is new."""
    values = {
        "name": draft.title.strip()[:120],
        "kind": WRITTEN,
        "place": place,
        "due_at": draft.due_at,
        "created_by_id": by.account_id,
        "created_at": clock.now(),
    }
    if not draft.key:
        return InstructionList.objects.create(**values).pk, True
    origin = f"tasks.draft:{by.account_id or 0}:{draft.key}"[:80]
    made, fresh = InstructionList.objects.get_or_create(origin=origin, defaults=values)
    return made.pk, fresh


def _terms(draft: Draft, place: str) -> dict[str, timedelta]:
    """The deadline is of the report; it is received in the pack's time, if that is sooner."""
    assert draft.due_at
    left = draft.due_at - clock.now()
    edition = policy.in_force_or_none(clock.today(), place)
    clocks = edition.clocks if edition else {}
    received = min(clocks.get("received", left), left)
    checked = clocks.get("checked", timedelta()) - clocks.get("acted", timedelta())
    closed = clocks.get("closed", timedelta()) - clocks.get("acted", timedelta())
    terms = {"received": received, "acted": left}
    if checked > timedelta():
        terms["checked"] = left + checked
    if closed > timedelta():
        terms["closed"] = left + closed
    return terms


def _to_unit(sheet: _Sheet, unit: duty.UnitRow) -> Order:
    level = unit.kind if unit.kind in LEVELS else "task_force"
    return _order(sheet, unit.place, f"unit:{unit.id}", (Addressee(level, unit.id),))


def _about_people(sheet: _Sheet) -> tuple[list[Order], tuple[int, ...]]:
    ids = [*dict.fromkeys(sheet.draft.person_ids)]
    if not ids:
        return [], ()
    places, names, over = people.places_of(ids), people.names_of(ids), duty.units_by_place()
    scope, orders, without = sheet.by.scope("tasks.issue"), [], []
    for person in ids:
        place = places.get(person, "")
        if not place or not scope.covers(place):
            raise NotAllowed(permission="tasks.issue")
        digits = {"township": 9, "village": 12}
        found = [
            Addressee(level, unit)
            for level in FROM_TOP
            if len(place) >= digits[level] and (unit := over.get((level, place[: digits[level]])))
        ]
        if not found:
            without.append(person)
            continue
        key = f"person:{person}"
        orders.append(_order(sheet, place, key, tuple(found), person, names.get(person, "")))
    return orders, tuple(without)


def _order(
    sheet: _Sheet,
    place: str,
    to: str,
    addressees: tuple[Addressee, ...],
    person: int | None = None,
    name: str = "",
) -> Order:
    draft, origin = sheet.draft, sheet.origin(place)
    title = f"{name}:{draft.title.strip()}" if name else draft.title.strip()
    proofs = {code: REQUIRED for code in PROOFS if code in draft.proofs}
    return Order(
        kind=WRITTEN,
        subject=f"tasks.written:{sheet.list_id}:{to}",
        reason_key=f"list:{sheet.list_id}",
        place=place,
        title=Text(title[:200], title[:200]),
        body=Text(draft.body.strip()[:MOST_WORDS], draft.body.strip()[:MOST_WORDS]),
        addressees=addressees,
        because={"proofs": proofs} if proofs else {},
        terms=sheet.terms,
        ladder=(
            Rung("received", "headquarters", origin),
            Rung("acted", "headquarters", origin),
        ),
        person_id=person,
        priority=BY_HAND,
        list_id=sheet.list_id,
        origin_unit=origin,
    )
