"""The rows that were not taken: corrected on the page, handed in again, or set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from fangxian.ground.intake.api import Table, text_of
from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import kept_rows
from fangxian.lines.arrivals.area import Area
from fangxian.lines.arrivals.choosing import Choices
from fangxian.lines.arrivals.columns import REFERENCE
from fangxian.lines.arrivals.models import ImportBatch, RejectedRow
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.queries.imports import RejectedShown, shown, table_of
from fangxian.lines.arrivals.rules import Verdict
from fangxian.lines.arrivals.services.filing_one import Taken, take

IMPORT = "arrivals.import"
CORRECTED, AGAIN, SET_ASIDE = "corrected", "handed_in_again", "set_aside"


@verb(needs=IMPORT, words=Text("更正退回行", "corrected a row"))
def correct_rejected(row_id: int, cells: Mapping[str, str], *, by: Actor) -> Taken:
    """Take a rejected row with some cells put right (field → text). Still faulty, it is
    refused and stays as it was."""
    row = _open(row_id, by, locked=False)  # persons are held before it, as by an import
    batch = ImportBatch.objects.get(pk=row.batch_id)
    taking = Choices.of_json(batch.choices).taking
    taken = take(
        kept_rows.corrected(table_of(row, batch.mapping or {}), cells),
        by=by,
        way_in="file",
        batch_id=batch.pk,
        taking=replace(taking, file=batch.file_name, received=batch.created_at),
    )
    row = _open(row_id, by)  # NotFound, and nothing is taken, if somebody settled it meanwhile
    row.settled_at, row.settled_how = clock.now(), CORRECTED
    row.save(update_fields=["settled_at", "settled_how"])
    audit.note(
        subject=f"arrivals.rejected:{row_id}", person_ids=[taken.person_id], place=taken.place
    )
    return taken


@verb(needs="people.reveal", words=Text("显示退回行明文", "showed a rejected row in clear"))
def reveal_rejected(row_id: int, purpose: str, *, by: Actor) -> RejectedShown:
    """A rejected row with its cells in clear, for a stated purpose; one audit line each time."""
    if not purpose.strip():
        raise people.PurposeMissing
    within = by.scope("people.reveal").q(place="batch__place", owner="batch__created_by_id")
    row = _open(row_id, by, within, locked=False)
    batch = ImportBatch.objects.get(pk=row.batch_id)
    audit.note(subject=f"arrivals.rejected:{row_id}", place=batch.place, purpose=purpose.strip())
    tell_sent((), others=1, place=batch.place, by=by)
    return shown(row, batch.mapping)


@verb(needs=IMPORT, words=Text("放下退回行", "set rows aside"))
def set_aside(row_ids: Sequence[int], why: str, *, by: Actor) -> int:
    """Say of rejected rows that nothing is to be done about them."""
    rows = [_open(row_id, by) for row_id in sorted(row_ids)]
    for row in rows:
        row.settled_at, row.settled_how = clock.now(), SET_ASIDE
    RejectedRow.objects.bulk_update(rows, ["settled_at", "settled_how"])
    audit.note(subject=f"arrivals.rejected:{row_ids[0]}", purpose=text_of(why), count=len(rows))
    return len(rows)


def _open(row_id: int, by: Actor, also: Q | None = None, *, locked: bool = True) -> RejectedRow:
    within = by.scope(IMPORT).q(place="batch__place", owner="batch__created_by_id")
    found = RejectedRow.objects.filter(within, also or Q(), pk=row_id, settled_at=None)
    row = (found.select_for_update(of=("self",)) if locked else found).first()
    if row is None:
        raise NotFound(what=Text(f"退回行 {row_id}", f"Rejected row {row_id}"))
    return row


def settle_handed_in(table: Table, plan: Plan, batch: ImportBatch, area: Area | None) -> None:
    """A file of corrected rows names the rows it corrects: those are no longer open, where they are
    within the area of whoever handed it in, or their own, and about the same person."""
    if REFERENCE not in table.titles:
        return
    at = table.titles.index(REFERENCE)
    named = {
        int(reference): index
        for index, row in enumerate(table.rows)
        if at < len(row) and (reference := text_of(row[at])).isascii() and reference.isdigit()
    }
    found = _within(area, batch).filter(pk__in=named).order_by("pk")
    rows = list(found.select_for_update(of=("self",)))
    for row in rows:
        index = named[row.pk]
        if _same_person(table, index, table_of(row, row.batch.mapping or {})):
            again = plan.verdicts[index] is Verdict.REJECTED
            row.settled_at, row.settled_how = clock.now(), AGAIN if again else CORRECTED
    RejectedRow.objects.bulk_update(rows, ["settled_at", "settled_how"])


def _within(area: Area | None, batch: ImportBatch) -> QuerySet[RejectedRow]:
    own = Q(batch__created_by_id=batch.created_by_id) if batch.created_by_id else Q()
    mine = [Q(batch__place__startswith=one) for one in area.prefixes] if area else []
    found = RejectedRow.objects.filter(settled_at=None).select_related("batch")
    return found.filter(reduce(or_, mine, own)) if area else found


def _same_person(table: Table, index: int, before: Table) -> bool:
    """By the number, or by the name where the number was what had to be put right."""
    name, number = (text_of(table.cell(index, field)) for field in ("name", "document_number"))
    was, numbered = (kept_rows.said(before, field) for field in ("name", "document_number"))
    same = not {*people.numbers_sought(number)}.isdisjoint(people.numbers_sought(numbered))
    return same or bool(name and was and people.same_name(name, was))
