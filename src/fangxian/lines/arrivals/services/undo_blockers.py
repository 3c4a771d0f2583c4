"""Who cannot be taken back with an import, because life went on: something newer was filed
for them, or somebody in the field has dealt with them already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch
from fangxian.lines.arrivals.subject_keys import SCREENING, declaration_key
from fangxian.lines.codes import api as codes

NEWER = """
SELECT DISTINCT f.person_id FROM arrivals_filing f
  JOIN (SELECT person_id, max(id) AS last FROM arrivals_filing WHERE batch_id = %(batch)s
        GROUP BY person_id) b USING (person_id)
 WHERE f.id > b.last AND f.batch_id IS DISTINCT FROM %(batch)s
"""
FILED_SINCE = Text("此后又有新的填报", "was filed for since")
DEALT = Text("{at} {actor} 已{done}", "{done} by {actor}, {at}")
WAYS_DEALT = {
    "accept": Text("接受", "Accepted"),
    "refuse": Text("拒收", "Refused"),
    "act": Text("办理", "Acted upon"),
    "evidence": Text("办理", "Acted upon"),
    "check": Text("核验", "Checked"),
    "close": Text("销号", "Closed"),
}


@dataclass(frozen=True)
class UndoBlocked:
    """Somebody who stays as they are when the import is taken back; the name is masked."""

    person_id: int
    name: str
    why: Text


@dataclass(frozen=True)
class UndoOutlook:
    """What taking an import back would do: how many go back to what they were, how many of them are
    restricted now by it and by nothing else, and who stays."""

    goes: int
    restricted: int
    stays: tuple[UndoBlocked, ...]


@reading(needs="arrivals.import", words=Text("查看能否撤销", "looked at undoing"))
def undo_outlook(batch_id: int, *, by: Actor) -> UndoOutlook:
    """Look before taking an import back."""
    within = by.scope("arrivals.import").q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    whys = reasons_to_stay(batch)
    everybody = Filing.objects.filter(batch=batch).values("person_id").distinct().count()
    audit.note(
        subject=f"arrivals.batch:{batch_id}",
        person_ids=sorted(whys),
        place=batch.place,
        count=len(whys),
    )
    return UndoOutlook(
        everybody - len(whys), len(codes.freed_by(held_by(batch, whys))), named(whys)
    )


def held_by(batch: ImportBatch, stay: Collection[int] | None = None) -> codes.Hold:
    """What holds those who would go back with a batch, by what they filed."""
    touched = set(Filing.objects.filter(batch=batch).values_list("person_id", flat=True))
    goes = touched - set(reasons_to_stay(batch) if stay is None else stay)
    return codes.Hold(goes, SCREENING)


def reasons_to_stay(batch: ImportBatch) -> dict[int, Text]:
    """Person → why they stay. Two queries and one of the tasks."""
    with connection.cursor() as cursor:
        cursor.execute(NEWER, {"batch": batch.pk})
        whys = {person: FILED_SINCE for (person,) in cursor.fetchall()}
    filed = Filing.objects.filter(batch=batch).values("person_id")
    declared = Declaration.objects.filter(person_id__in=filed).values_list("pk", "person_id")
    persons = {declaration_key(number): person for number, person in declared}
    return {persons[one.subject]: _said(one) for one in tasks.field_actions(list(persons))} | whys


def named(whys: dict[int, Text]) -> tuple[UndoBlocked, ...]:
    names = people.names_of(list(whys))
    return tuple(
        UndoBlocked(person, names.get(person, ""), whys[person]) for person in sorted(whys)
    )


def _said(one: tasks.FieldAction) -> Text:
    done = WAYS_DEALT[one.act]
    said = {"at": clock.said(one.at), "actor": one.actor}
    return Text(DEALT.zh.format(done=done.zh, **said), DEALT.en.format(done=done.en, **said))
