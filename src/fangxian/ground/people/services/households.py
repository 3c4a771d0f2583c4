"""The county's households from a list: who lives under which roof, in which grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from fangxian.ground.intake import api as intake
from fangxian.ground.people import errors, household_file
from fangxian.ground.people.documents import DocumentKey, sex_and_birth
from fangxian.ground.people.household_rows import (
    HouseholdRead,
    HouseholdRejected,
    rejected,
    understand,
)
from fangxian.ground.people.locking import hold
from fangxian.ground.people.models import Household, Person
from fangxian.ground.people.rules import PersonFiling, PersonState, mask_number, merge
from fangxian.ground.people.services.address import joined
from fangxian.ground.people.services.storing import states_of, store
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.bulk import as_array
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading, verb

EDIT = "people.edit"
SHOWN = 10
MOVE_IN = """
    UPDATE people_person p SET household_id = v.household
      FROM unnest(%s::bigint[], %s::bigint[]) AS v(person, household)
     WHERE p.id = v.person AND p.household_id IS DISTINCT FROM v.household
"""


@dataclass(frozen=True)
class HouseholdsTaken:
    """`households` and `members` count what stands by this list, `new` the households that it
    opened: a second time it opens none."""

    read: int
    households: int
    members: int
    new: int
    rejected: tuple[HouseholdRejected, ...]
    sheets: tuple[intake.SheetSeen, ...] = ()
    told: tuple[Text, ...] = ()
    import_id: int | None = None  # None: a preview
    shown: tuple[tuple[str, ...], ...] = ()  # of good rows: row, place, head

    def as_dict(self) -> dict[str, Any]:
        """Counts, and how often each reason."""
        reasons = Counter(one.code for one in self.rejected)
        return {
            "read": self.read,
            "households": self.households,
            "members": self.members,
            "new": self.new,
            "rejected": len(self.rejected),
            "reasons": dict(sorted(reasons.items())),
            "sheets": [sheet.as_dict() for sheet in self.sheets],
        }


@verb(needs=EDIT, words=Text("导入户籍", "imported households"))
def import_households(
    content: bytes,
    name: str,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = None,
) -> HouseholdsTaken:
    """Take a list of households (户主, 户主证件号码, 地址, 成员证件号码, 网格). Good rows are kept, the
    others named. A household is known by its head; who is not on the register is entered by
    document, their name comes with what they file. The same list again changes nothing. Nobody is
    fetched by a number: a row that names somebody who stands outside the area of `by` is put back.
    `sheets`: read these, hidden or not; none: all that can be seen. `hidden`: what of its hidden
    parts, where none are chosen (`intake.Hidden`)."""
    lines, table = household_file.read(content, sheets, hidden, _place(by))
    rows = [understand(line) for line in lines]
    named = {key for one in rows if isinstance(one, HouseholdRead) for key in one.members}
    hold(named)
    good, bad = _sort_out(rows, _elsewhere(named, by), by)
    keys = {key for one in good for key in one.members}
    outside = _in_no_household(keys)
    persons = _register(good, keys, by)
    new = _settle(good, persons, by)
    joined(outside, "people.import_households", by)
    audit.note(
        subject="people.households",
        file=intake.file_name(name)[:100],
        count=len(good),
        new=new,
        rejected=len(bad),
    )
    kept = intake.keep_import(
        household_file.KIND_NAME,
        name,
        _place(by) or places.home(),
        table,
        counts={"read": len(lines), "new": new, "unchanged": len(good) - new},
        put_back=bad,
        by=by,
    )
    return _taken(lines, good, bad, table, new, kept)


@reading(needs=EDIT, words=Text("预览户籍", "previewed households"))
def preview_households(
    content: bytes,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = "look",
) -> HouseholdsTaken:
    """What `import_households` would take and put back; writes nothing."""
    lines, table = household_file.read(content, sheets, hidden, _place(by))
    rows = [understand(line) for line in lines]
    named = {key for one in rows if isinstance(one, HouseholdRead) for key in one.members}
    good, bad = _sort_out(rows, _elsewhere(named, by), by)
    there = set(
        Household.objects.filter(head__in=_known(one.head for one in good)).values_list(
            "head", flat=True
        )
    )
    return _taken(lines, good, bad, table, len(good) - len(there), None)


def _known(keys: Iterable[DocumentKey]) -> list[int]:
    return [state.id for state in states_of(set(keys)).values() if state.id is not None]


def _taken(
    lines: Sequence[object],
    good: Sequence[HouseholdRead],
    bad: Sequence[HouseholdRejected],
    table: intake.Table,
    new: int,
    import_id: int | None,
) -> HouseholdsTaken:
    members = len({key for one in good for key in one.members})
    shown = [
        (
            f"{one.sheet} {one.row}".strip(),
            places.full_name(one.place),
            intake.masked(one.members[one.head]),
        )
        for one in good[:SHOWN]
    ]
    return HouseholdsTaken(
        len(lines),
        len(good),
        members,
        new,
        tuple(bad),
        table.seen,
        tuple(_told(good)),
        import_id,
        tuple(shown),
    )


def _told(good: Sequence[HouseholdRead]) -> Iterator[Text]:
    """Whose grid nobody knows: they stand in their village until it is said."""
    for grid, count in Counter(one.grid for one in good if one.grid).items():
        yield Text(
            "网格“{grid}”没有认出:{count} 户先记在村里,请补网格。",
            "Nobody knows the grid “{grid}”: {count} households stand in their village for now.",
        ).fill(grid=intake.masked(grid)[:40], count=count)


def _place(by: Actor) -> str:
    return next((prefix for prefix in by.scope(EDIT).prefixes if prefix), "")


HOUSEHOLDS = intake.work_list(
    household_file.KIND_NAME, EDIT, __name__, Text("户籍名册", "households"), household_file.KIND
)


def _elsewhere(keys: Collection[DocumentKey], by: Actor) -> set[DocumentKey]:
    """Who stands outside the actor's area: by their own place, the household that counts them, or
    the one they head. Who is placed nowhere, or no finer than that area, is nobody else's (ADR 22)."""
    mine = by.scope(EDIT).prefixes
    if any(places.home().startswith(prefix) for prefix in mine):
        return set()

    def outside(place: str) -> bool:
        return not any(place.startswith(one) or one.startswith(place) for one in mine)

    known = {key: state.id for key, state in states_of(keys).items() if state.id is not None}
    stand = Person.objects.filter(pk__in=set(known.values()))
    headed = Household.objects.filter(head__in=stand)
    stood = [
        *stand.values_list("pk", "place"),
        *headed.values_list("head_id", "place"),
        *stand.filter(household__isnull=False).values_list("pk", "household__place"),
    ]
    away = {person for person, place in stood if outside(place)}
    return {key for key, person in known.items() if person in away}


def _sort_out(
    rows: Iterable[HouseholdRead | HouseholdRejected], elsewhere: set[DocumentKey], by: Actor
) -> tuple[list[HouseholdRead], list[HouseholdRejected]]:
    """Nobody lives in two households of one list, and everybody within the actor's area."""
    scope, taken = by.scope(EDIT), set[DocumentKey]()
    good: list[HouseholdRead] = []
    bad: list[HouseholdRejected] = []
    heads: dict[DocumentKey, HouseholdRead] = {}
    for row in rows:
        if isinstance(row, HouseholdRejected):
            bad.append(row)
        elif why := _of_others(row, elsewhere, scope):
            bad.append(rejected(row, why))
        elif (first := heads.get(row.head)) and row.same_household(first):
            others = {key: name for key, name in row.members.items() if key not in first.members}
            if taken.isdisjoint(others):
                first.members.update(others)
                first.phones.update(row.phones)
                taken.update(others)
            else:
                bad.append(rejected(row, errors.MemberTwice()))
        elif not taken.isdisjoint(row.members):
            bad.append(rejected(row, errors.MemberTwice()))
        else:
            good.append(row)
            heads[row.head] = row
            taken.update(row.members)
    return good, bad


def _of_others(row: HouseholdRead, elsewhere: set[DocumentKey], scope: Scope) -> Refusal | None:
    if not scope.covers(row.place):
        return errors.HouseholdElsewhere(place=row.place)
    if others := [mask_number(key.number) for key in row.members if key in elsewhere]:
        return errors.MemberElsewhere(number="、".join(others)[:80])
    return None


def _register(
    good: list[HouseholdRead], keys: set[DocumentKey], by: Actor
) -> dict[DocumentKey, int]:
    """Document → person. Who is known stays as they are, but for a phone where they have none."""
    known = states_of(keys)
    fresh: dict[DocumentKey, PersonState] = {}
    for one in good:
        for key, name in one.members.items():
            phone = one.phones.get(key, "")
            if key not in known:
                sex, birth = sex_and_birth(key)
                filing = PersonFiling(
                    clock.now(),
                    name=name,
                    sex=sex,
                    birth_date=birth,
                    place=one.place,
                    address=one.address,
                    phone=phone,
                )
                fresh[key], _ = merge(None, filing)
            elif phone and not known[key].phone:
                fresh[key], _ = merge(known[key], PersonFiling(clock.now(), phone=phone))
    stored = store(fresh, by=by) if fresh else {}
    return {key: state.id for key, state in known.items() if state.id is not None} | stored


def _in_no_household(keys: set[DocumentKey]) -> list[int]:
    """Who of these is on record, and in no household."""
    found = Person.objects.filter(pk__in=_known(keys), household=None)
    return list(found.values_list("pk", flat=True))


def _settle(good: list[HouseholdRead], persons: dict[DocumentKey, int], by: Actor) -> int:
    """Open, correct and fill the households. Returns how many are new."""
    heads = {persons[one.head]: one for one in good}
    known = {one.head_id: one for one in Household.objects.filter(head_id__in=heads)}
    now = clock.now()
    changed = []
    for head, row in heads.items():
        if (kept := known.get(head)) and (kept.place, kept.address) != (row.place, row.address):
            kept.place, kept.address = row.place, row.address
            changed.append(kept)
    Household.objects.bulk_update(changed, ["place", "address"], batch_size=2_000)
    made = Household.objects.bulk_create(
        [
            Household(
                place=row.place,
                address=row.address,
                head_id=head,
                created_by_id=by.account_id,
                created_at=now,
            )
            for head, row in heads.items()
            if head not in known
        ],
        batch_size=2_000,
    )
    stands = {one.head_id: one.pk for one in (*known.values(), *made)}
    lives = {persons[key]: stands[head] for head, row in heads.items() for key in row.members}
    with connection.cursor() as cursor:
        cursor.execute(MOVE_IN, [as_array(map(str, lives)), as_array(map(str, lives.values()))])
    return len(made)
