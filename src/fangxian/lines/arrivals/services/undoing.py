"""Taking a whole import back, as long as nothing newer stands on it.

What people and declarations were before is not remembered: it follows from the filings
that remain, laid down again in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, connection

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import errors
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.events import DeclarationsChanged, ImportUndone
from fangxian.lines.arrivals.filing import SEALED, SEPARATOR, UNDECLARED, Filed, merge
from fangxian.lines.arrivals.judging import Plan
from fangxian.lines.arrivals.keeping import keep
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, RejectedRow
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.sheets.headers import Table

NEWER = """
SELECT count(DISTINCT f.person_id) FROM arrivals_filing f
  JOIN (SELECT person_id, max(id) AS last FROM arrivals_filing WHERE batch_id = %(batch)s
        GROUP BY person_id) b USING (person_id)
 WHERE f.id > b.last AND f.batch_id IS DISTINCT FROM %(batch)s
"""


@verb(needs="arrivals.import")
def undo_import(batch_id: int, *, by: Actor) -> int:
    """Take a batch back: its filings go, people and declarations stand as if it had never
    been. Refused where anybody was filed for since. Returns how many people it concerned."""
    batch = _done(batch_id, by)
    with connection.cursor() as cursor:
        cursor.execute(NEWER, {"batch": batch_id})
        newer = cursor.fetchone()[0]
    if newer:
        raise errors.UndoDepends(count=newer)
    filed = _filing_times(batch)
    before = people.states_by_id(filed)
    Filing.objects.filter(batch=batch).delete()
    kept = set(Filing.objects.filter(person_id__in=filed).values_list("person_id", flat=True))
    bare = {person: _bare(state, filed[person]) for person, state in before.items()}
    gone = _withdraw({n: bare[n] for n in bare if n not in kept}, before, batch)
    _lay_again({n: bare[n] for n in kept}, by)
    RejectedRow.objects.filter(batch=batch).delete()
    batch.state, batch.finished_at = "undone", clock.now()
    batch.save(update_fields=["state", "finished_at"])
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place, count=len(filed))
    outbox.emit(ImportUndone(batch_id=batch_id, withdrawn=tuple(gone)), actor=by.name)
    return len(filed)


def _filing_times(batch: ImportBatch) -> dict[int, set[datetime]]:
    """For each person of the batch the times of all their filings."""
    touched = Filing.objects.filter(batch=batch).values("person_id")
    times: dict[int, set[datetime]] = {}
    rows = Filing.objects.filter(person_id__in=touched).values_list("person_id", "filed_at")
    for person, at in rows:
        times.setdefault(person, set()).add(at)
    return times


def _bare(state: people.PersonState, filed: set[datetime]) -> people.PersonState:
    """A person without what filings said: what was entered by hand stays."""
    blank = people.PersonState.blank(state.id)
    stays = [at is not None and at not in filed for at in state.times]
    return people.PersonState(
        state.id,
        tuple(v if s else b for v, b, s in zip(state.values, blank.values, stays, strict=True)),
        tuple(at if s else None for at, s in zip(state.times, stays, strict=True)),
    )


def _done(batch_id: int, by: Actor) -> ImportBatch:
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.select_for_update().filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=f"导入 {batch_id}")
    if batch.state != "done":
        raise errors.ImportSettled(state=batch.state)
    return batch


def _withdraw(
    bare: dict[int, people.PersonState], before: dict[int, people.PersonState], batch: ImportBatch
) -> list[int]:
    """Remove the declarations that only this batch had made, and the persons whom it had
    entered. Who was known before keeps what nothing else now says. Returns declarations' ids."""
    rows = Declaration.objects.filter(person_id__in=bare)
    gone = list(rows.values_list("pk", flat=True))
    rows.delete()
    try:
        forgotten = people.forget(bare, since=batch.created_at)
    except IntegrityError as error:
        raise errors.UndoDepends(count="部分") from error
    people.rewrite({n: before[n].under(bare[n]) for n in bare if n not in forgotten})
    return gone


def _lay_again(bare: dict[int, people.PersonState], by: Actor) -> None:
    """Merge what remains from the first filing on."""
    if not bare:
        return
    known, plan = Known(places.home()), Plan()
    ids = dict(Declaration.objects.filter(person_id__in=bare).values_list("person_id", "pk"))
    keys: dict[int, people.DocumentKey] = {}
    for person, filed in _remaining(list(bare), known):
        key = keys.setdefault(person, filed.key)
        before = plan.journeys.get(key, UNDECLARED._replace(id=ids[person]))
        plan.journeys[key], _ = merge(before, filed.journey, filed.at)
        filing = people.PersonFiling(filed.at, *filed.person)
        plan.persons[key], _ = people.merge(plan.persons.get(key) or bare[person], filing)
    plan.moved = set(plan.journeys)
    keep(plan, known, by=by, batch_id=None, way_in="file", step=lambda _: None)
    outbox.emit(DeclarationsChanged(declaration_ids=tuple(ids.values())), actor=by.name)


def _remaining(person_ids: list[int], known: Known) -> Iterable[tuple[int, Filed]]:
    """The filings that are left, in the order in which they came."""
    filings = list(Filing.objects.filter(person_id__in=person_ids).order_by("id"))
    rows = [
        crypto.unseal(bytes(filing.sealed_cells), about=SEALED).split(SEPARATOR)
        for filing in filings
    ]
    table = Table(TITLES, dict(enumerate(FIELDS)), (), rows, [0] * len(rows), 0)
    for filing, filed in zip(filings, parse(table, known).rows, strict=True):
        if isinstance(filed, Filed):
            yield filing.person_id, filed
