"""A person says that a standing is wrong. The answer is owed in words, by the pack's clock,
from somebody who did not make it."""

from __future__ import annotations

from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.codes.errors import (
    AlreadyDecided,
    AppealWaiting,
    MakerDecides,
    NeedsAccount,
    NoteMissing,
    NothingToAppeal,
    NotYourOwn,
)
from fangxian.lines.codes.events import AppealDecided, AppealFiled
from fangxian.lines.codes.models import Appeal, ManualStanding, Standing
from fangxian.lines.codes.scheme import scheme_on
from fangxian.lines.codes.services import ledger
from fangxian.lines.codes.services.manual import KEY
from fangxian.lines.codes.wording import moment

SEALED = "codes.appeal"
MOST = 2000  # letters of the person's words


@verb(needs=PUBLIC)
def appeal(person_id: int, standing_id: int, words: str, *, by: Actor) -> int:
    """Against one's own standing; the door has proven who it is. Returns the appeal's id."""
    standing = Standing.objects.filter(pk=standing_id, person_id=person_id).first()
    if standing is None:
        raise NotYourOwn
    if not words.strip():
        raise NoteMissing
    ledger.hold([person_id])
    if standing.ended_at or (standing.until and standing.until <= clock.now()):
        raise NothingToAppeal
    waiting = Appeal.objects.filter(standing=standing, upheld__isnull=True).first()
    if waiting:
        raise AppealWaiting(due=moment(waiting.due_at))
    term = scheme_on(clock.today(), standing.place).edition.clocks.get("appeal")
    if term is None:
        raise policy.NoSuchValue(edition="", key="clocks.appeal")
    made = Appeal.objects.create(
        person_id=person_id, standing=standing, place=standing.place, filed_at=clock.now(),
        sealed_words=crypto.seal(words.strip()[:MOST], about=SEALED), due_at=clock.now() + term,
    )  # fmt: skip
    audit.note(subject=f"codes.appeal:{made.pk}", person_ids=[person_id], place=standing.place)
    outbox.emit(AppealFiled(
        appeal_id=made.pk, person_id=person_id, standing_id=standing.pk, place=standing.place,
    ))  # fmt: skip
    return made.pk


def _place(appeal_id: int) -> str | None:
    return Appeal.objects.filter(pk=appeal_id).values_list("place", flat=True).first()


@verb(needs="codes.decide_appeal", at=_place)
def decide_appeal(appeal_id: int, upheld: bool, answer: str, *, by: Actor) -> None:  # noqa: FBT001
    """Answer it. Upheld: the standing ends at once, and the same is not laid down again."""
    if by.account_id is None:
        raise NeedsAccount
    person = Appeal.objects.filter(pk=appeal_id).values_list("person_id", flat=True).first()
    if person is not None:
        ledger.hold([person])  # before any row, as whoever lays or lowers
    found = Appeal.objects.select_for_update(of=("self",)).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound(what="这条申诉")
    if found.upheld is not None:
        raise AlreadyDecided(what="这条申诉", state=found.decided_by)
    if not answer.strip():
        raise NoteMissing
    standing = Standing.objects.get(pk=found.standing_id)
    if by.account_id in makers(standing):
        raise MakerDecides
    found.upheld, found.answer = upheld, answer.strip()[:500]
    found.decided_by_id, found.decided_by = by.account_id, by.name[:80]
    found.decided_at = clock.now()
    found.save(update_fields=["upheld", "answer", "decided_by_id", "decided_by", "decided_at"])
    if upheld:
        _strike(standing, found.answer, by)
    audit.note(subject=f"codes.appeal:{found.pk}", person_ids=[found.person_id], upheld=upheld)
    outbox.emit(AppealDecided(
        appeal_id=found.pk, person_id=found.person_id, standing_id=standing.pk, upheld=upheld,
    ), actor=by.name)  # fmt: skip


def makers(standing: Standing) -> set[int]:
    """The accounts that made a standing: of one by hand, both."""
    made = {standing.made_by_id} - {None}
    if standing.origin == "manual":
        pair = ManualStanding.objects.filter(pk=int(standing.key.removeprefix(KEY)))
        for proposer, approver in pair.values_list("proposed_by_id", "decided_by_id"):
            made |= {proposer, approver}
    return {account for account in made if account is not None}


def _strike(standing: Standing, answer: str, by: Actor) -> None:
    """End it as wrong. One that was replaced meanwhile is marked too, so that it stays gone."""
    if not ledger.end("id = %s", [standing.pk], "appeal", answer, by):
        Standing.objects.filter(pk=standing.pk).update(ended_how="appeal", ended_why=answer[:200])
    if standing.origin == "manual":
        ManualStanding.objects.filter(pk=int(standing.key.removeprefix(KEY))).update(
            state="withdrawn", withdrawn_at=clock.now(), withdrawn_by=by.name[:80],
            why=answer[:200],
        )  # fmt: skip
