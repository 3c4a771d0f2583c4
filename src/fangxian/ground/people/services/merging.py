"""Two records of one person become one, and can be parted again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db.models import Q

from fangxian.ground.people import restrictions
from fangxian.ground.people.errors import MergeImpossible, MergeReasonMissing, MergeSettled
from fangxian.ground.people.events import MergeUndone, PersonsMerged
from fangxian.ground.people.locking import hold_with_numbers
from fangxian.ground.people.models import Document, MergeRecord, Person
from fangxian.ground.people.rules import FIELDS, PersonState, merge_fields
from fangxian.ground.people.services.storing import rewrite, states_by_id
from fangxian.ground.people.stamps import Provenance, Stamp
from fangxian.kernel import audit, clock, crypto, masking, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, TakesTwo
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Concern, Part, is_agreed, verb

BEFORE = "people.merge"
MERGE = "people.merge_persons"
UNDO = "people.undo_merge"


def _place(kept_id: int) -> str | None:
    return Person.objects.filter(pk=kept_id).values_list("place", flat=True).first()


def _place_of(record_id: int) -> str | None:
    kept = MergeRecord.objects.filter(pk=record_id).values_list("kept_id", flat=True).first()
    return None if kept is None else _place(kept)


def _part_of_merging(kept_id: int, gone_id: int, by: Actor) -> Part:
    """Where nothing is laid on either, nobody is freed by it."""
    both = {kept_id, gone_id}
    seen = Person.objects.filter(_within(by), pk__in=both).count() == len(both)
    return "both" if seen and restrictions.restricted(both) else ""


def _part_of_parting(record_id: int, by: Actor) -> Part:
    """Where nothing is laid on either, nobody is freed by it."""
    record = MergeRecord.objects.filter(pk=record_id, undone_at=None).first()
    return "both" if record and restrictions.restricted([record.kept_id, record.gone_id]) else ""


def _about_merging(kept_id: int, gone_id: int) -> Concern:
    frees = Text(
        "两份档案并成一份:任何一份的限制都可能改变",
        "two records become one: either's restriction may change",
    )
    return Concern((kept_id, gone_id), frees)


def _about_parting(record_id: int) -> Concern:
    record = MergeRecord.objects.filter(pk=record_id).first()
    if record is None:
        return Concern()
    frees = Text(
        "一份档案又分成两份:任何一份的限制都可能改变",
        "one record becomes two: either's restriction may change",
    )
    return Concern((record.kept_id, record.gone_id), frees)


@verb(
    needs="people.merge",
    words=Text("合并档案", "merged records"),
    at=_place,
    part=_part_of_merging,
    about=_about_merging,
)
def merge_persons(kept_id: int, gone_id: int, why: str, *, by: Actor) -> int:
    """Make one of two: documents move to the kept record, of each field the better word
    stands and of one word the newer, the other points to it. Where either is restricted
    it takes two (`access.do_or_ask`). Returns the record by which it can be undone."""
    if not why.strip():
        raise MergeReasonMissing
    why = masking.masked(why.strip())
    kept, gone = _pair(kept_id, gone_id, by)
    if kept.pk == gone.pk:
        raise MergeImpossible(why=Text("是同一份档案", "it is one record"))
    if kept.merged_into_id or gone.merged_into_id:
        raise MergeImpossible(why=Text("其中一份已被合并过", "one of them was merged already"))
    _refuse_alone(MERGE, by, needed=restrictions.restricted([kept.pk, gone.pk]))
    states = states_by_id([kept.pk, gone.pk])
    moved = list(Document.objects.filter(person=gone).values_list("id", flat=True))
    record = MergeRecord.objects.create(
        kept=kept,
        gone=gone,
        why=why[:200],
        document_ids=moved,
        at=clock.now(),
        by_id=by.account_id,
        sealed_before=crypto.seal(_packed(states[kept.pk]), about=BEFORE),
        moved_in=kept.household_id is None and gone.household_id is not None,
    )
    rewrite({kept.pk: _merged(states[kept.pk], states[gone.pk])})
    Document.objects.filter(id__in=moved).update(person=kept)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    cuts = [*kept.cuts, *(one for one in gone.cuts if one not in kept.cuts)]
    Person.objects.filter(pk=kept.pk).update(  # every 不是我 holds for the record that is kept
        cuts=cuts, household=kept.household_id or gone.household_id
    )
    audit.note(
        subject=f"people.merge:{record.pk}",
        person_ids=[kept.pk, gone.pk],
        place=kept.place,
        purpose=why,
    )
    merged = PersonsMerged(
        kept_id=kept.pk,
        gone_id=gone.pk,
        record_id=record.pk,
        one_in_household=(kept.household_id is None) != (gone.household_id is None),
        account_id=by.account_id,
        one_hand=tuple(sorted(by.one_hand)),
        name=by.name,
    )
    outbox.emit(merged, actor=by.name)
    return record.pk


@verb(
    needs="people.merge",
    words=Text("撤销合并", "undid a merge"),
    at=_place_of,
    part=_part_of_parting,
    about=_about_parting,
)
def undo_merge(record_id: int, why: str = "", *, by: Actor) -> None:
    """Part two records again: the documents go back, and the kept record's fields stand as
    before, except where something was filed since. Merges into one record are undone in any
    order; of a chain the last first. Where either is restricted it takes two (`access.do_or_ask`)."""
    record = MergeRecord.objects.filter(pk=record_id).first()
    if record is None:
        raise NotFound(what=Text(f"合并记录 {record_id}", f"Merge {record_id}"))
    kept, gone = _pair(record.kept_id, record.gone_id, by)
    record.refresh_from_db(from_queryset=MergeRecord.objects.select_for_update())
    if record.undone_at:
        raise MergeSettled
    if kept.merged_into_id:
        raise MergeImpossible(
            why=Text(
                "保留的那份后来又并入了别的档案,请先撤销那一次合并",
                "the one that was kept was merged into another since; undo that merge first",
            )
        )
    _refuse_alone(UNDO, by, needed=restrictions.restricted([kept.pk, gone.pk]))
    states = states_by_id([kept.pk, gone.pk])
    before = _unpacked(kept.pk, crypto.unseal(record.sealed_before, about=BEFORE))
    as_merged = _merged(before, states[gone.pk])
    rewrite({kept.pk: _parted(states[kept.pk], as_merged, before)})
    _forget_in_later(record, as_merged, before)
    Document.objects.filter(id__in=record.document_ids, person=kept).update(person=gone)
    Person.objects.filter(pk=gone.pk).update(merged_into=None)
    if record.moved_in and kept.household_id == gone.household_id:
        Person.objects.filter(pk=kept.pk).update(household=None)
    record.undone_at = clock.now()
    record.save(update_fields=["undone_at"])
    audit.note(
        subject=f"people.merge:{record.pk}",
        person_ids=[kept.pk, gone.pk],
        place=kept.place,
        purpose=why,
    )
    outbox.emit(MergeUndone(kept_id=kept.pk, gone_id=gone.pk, record_id=record.pk), actor=by.name)


def _refuse_alone(operation: str, by: Actor, *, needed: bool) -> None:
    """Asked once more of what is held: it may have been laid since the operation began."""
    if needed and by.account_id is not None and not is_agreed(operation):
        raise TakesTwo


def _forget_in_later(record: MergeRecord, as_merged: PersonState, before: PersonState) -> None:
    """What later merges remember of the kept record is rid of this one too: undoing them must not
    bring back what was never theirs."""
    later = MergeRecord.objects.filter(kept_id=record.kept_id, undone_at=None, pk__gt=record.pk)
    for one in later:
        then = _unpacked(record.kept_id, crypto.unseal(one.sealed_before, about=BEFORE))
        parted = _parted(then, as_merged, before)
        one.sealed_before = crypto.seal(_packed(parted), about=BEFORE)
        one.save(update_fields=["sealed_before"])


def _pair(kept_id: int, gone_id: int, by: Actor) -> tuple[Person, Person]:
    hold_with_numbers([kept_id, gone_id])
    rows = Person.objects.filter(_within(by), Q(pk=kept_id) | Q(pk=gone_id))
    found = {row.pk: row for row in rows}
    for wanted in (kept_id, gone_id):
        if wanted not in found:
            raise NotFound(what=Text(f"人员 {wanted}", f"Person {wanted}"))
    return found[kept_id], found[gone_id]


def _within(by: Actor) -> Q:
    return by.scope("people.merge").q(place="place", owner="created_by_id")


def _merged(kept: PersonState, gone: PersonState) -> PersonState:
    """Field by field the better word, then the newer; of equal stamps the kept record's."""
    values, times = kept.values, kept.times
    for place, at in enumerate(gone.times):
        if at is None or (at == times[place] and values[place]):
            continue
        filed = [gone.values[place] if n == place else None for n in range(len(FIELDS))]
        values, times, _ = merge_fields(values, times, filed, at)
    return PersonState(kept.id, values, times)


def _parted(now: PersonState, as_merged: PersonState, before: PersonState) -> PersonState:
    values, times = list(now.values), list(now.times)
    for place in range(len(FIELDS)):
        if (values[place], times[place]) == (as_merged.values[place], as_merged.times[place]):
            values[place], times[place] = before.values[place], before.times[place]
    return PersonState(now.id, tuple(values), tuple(times))


def _packed(state: PersonState) -> str:
    plain = [value.isoformat() if isinstance(value, date) else value for value in state.values]
    stamps = [at and at.dump() for at in state.times]
    return json.dumps([plain, stamps], ensure_ascii=False)


def _unpacked(person_id: int, packed: str) -> PersonState:
    plain, times = json.loads(packed)
    lacking = len(FIELDS) - len(plain)  # a merge from before phones were proven
    plain, times = [*plain, *[""] * lacking], [*times, *[None] * lacking]
    values: list[Any] = list(plain)
    values[2] = date.fromisoformat(plain[2]) if plain[2] else None
    values[6] = tuple(plain[6])
    return PersonState(person_id, tuple(values), tuple(map(_stamp, times)))


def _stamp(kept: list[Any] | str | None) -> Stamp | None:
    """A merge from before provenance was kept remembers times alone; it was an official's work.
    Later ones had the word before the time."""
    if kept is None:
        return None
    said = kept if isinstance(kept, str) else " ".join(map(str, reversed(kept)))
    return Stamp.load(said, Provenance.OFFICIAL)
