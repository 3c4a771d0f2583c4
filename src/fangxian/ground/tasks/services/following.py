"""Two persons turn out to be one: their instructions follow, and go back when they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from fangxian.ground.tasks.models import Followed, Instruction
from fangxian.ground.tasks.rules import OPEN, RANK
from fangxian.ground.tasks.services.moving import move, standing_due
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

ONE_PERSON = kept(
    "与另一份档案确认为同一人,由同类指令合并办理",
    "found to be the person of another record; dealt with by the instruction of the same kind there",
)
FOLLOWS = kept(
    "人员档案合并,随所保留的档案", "the records were merged; it follows the one that is kept"
)
PARTS = kept("人员档案合并已撤销,恢复原样", "the merge was undone; as it was before")


@verb(needs="people.merge", words=Text("指令随档案并入", "moved instructions"))
def follow_person(
    origin: str, gone_id: int, kept_id: int, subjects: Mapping[str, str], *, by: Actor
) -> int:
    """Let the instructions about `gone` be about `kept`, their subjects renamed as said. Of
    two open ones of a kind about one subject the one that is further on stays, the other is
    withdrawn with its history. Returns how many followed."""
    rows = list(_locked().filter(person_id=gone_id))
    twins = _twins(rows, subjects)
    settled = [_behind(row, twins[row.pk]) for row in rows if row.pk in twins]
    ends = {row.pk for row in settled}
    touching = rows + [row for row in settled if row not in rows]
    Followed.objects.bulk_create(
        Followed(
            origin=origin,
            instruction=row,
            subject=row.subject,
            person_id=row.person_id,
            stage=row.stage,
            settled=row.pk in ends,
        )
        for row in touching
    )
    move("withdraw", settled, by, ONE_PERSON)
    for row in rows:
        subject = subjects.get(row.subject, row.subject)
        Instruction.objects.filter(pk=row.pk).update(person_id=kept_id, subject=subject)
    _write(rows, ends, "follow", FOLLOWS, by)
    return len(rows)


@verb(needs="people.merge", words=Text("指令随档案分开", "moved instructions back"))
def unfollow_person(origin: str, *, by: Actor) -> int:
    """Put back what `follow_person` did, under the same origin. What another instruction
    stands for by now is not opened again. Returns how many went back."""
    kept = {one.instruction_id: one for one in Followed.objects.filter(origin=origin)}
    rows = list(_locked().filter(pk__in=kept))
    for row in rows:
        before = kept[row.pk]
        row.subject, row.person_id = before.subject, before.person_id
        row.save(update_fields=["subject", "person"])
    _write(rows, set(), "part", PARTS, by)
    for row in rows:
        if kept[row.pk].settled and row.stage == "withdrawn" and not _stands(row):
            again = Instruction.objects.filter(pk=row.pk)
            again.update(stage=kept[row.pk].stage, withdrawn_at=None)
            again.update(**standing_due(kept[row.pk].stage, received=row.received_at is not None))
    Followed.objects.filter(origin=origin).delete()
    return len(rows)


def _locked() -> QuerySet[Instruction]:
    return Instruction.objects.select_for_update(of=("self",)).order_by("pk")


def _twins(rows: Sequence[Instruction], subjects: Mapping[str, str]) -> dict[int, Instruction]:
    """Open instruction → the open one of its kind that the kept record has already."""
    wanted = {subjects[row.subject] for row in rows if row.subject in subjects}
    held = {
        (one.kind, one.subject): one for one in _locked().filter(subject__in=wanted, stage__in=OPEN)
    }
    keys = {row.pk: (row.kind, subjects.get(row.subject, "")) for row in rows if row.stage in OPEN}
    return {pk: held[key] for pk, key in keys.items() if key in held}


def _behind(follows: Instruction, twin: Instruction) -> Instruction:
    """Which of the two is to end: the one less far on, else the one that follows."""
    return twin if RANK.get(twin.stage, 0) < RANK.get(follows.stage, 0) else follows


def _stands(row: Instruction) -> bool:
    return Instruction.objects.filter(kind=row.kind, subject=row.subject, stage__in=OPEN).exists()


def _write(rows: Sequence[Instruction], ended: set[int], act: str, why: str, by: Actor) -> None:
    if rows:
        stages = {row.pk: "withdrawn" if row.pk in ended else row.stage for row in rows}
        write_steps(
            [(pk, stage, stage) for pk, stage in stages.items()], act, by, clock.now(), reason=why
        )
        touched(rows, act=act)
