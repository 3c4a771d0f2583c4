"""A person says that a standing is wrong. The answer is owed in words, by the pack's clock,
from somebody who did not make it, nor counts as one hand with who did."""

from __future__ import annotations

from django.db.models import Q

from fangxian.kernel import audit, clock, crypto, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, Concern, Part, verb
from fangxian.lines.codes import terms
from fangxian.lines.codes.errors import (
    AlreadyDecided,
    AppealOver,
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
from fangxian.lines.codes.services import appeal_pictures, appeal_successors, ledger
from fangxian.lines.codes.services.manual import KEY
from fangxian.lines.codes.services.release_limit import (
    Hold,
    count_freed,
    takes_two,
    wait_for_others,
)
from fangxian.lines.codes.wording import moment

DECIDE = "codes.decide_appeal"
SEALED = "codes.appeal"
MOST = 2000  # letters of the person's words


@verb(needs=PUBLIC, words=Text("申诉", "appealed"))
def appeal(
    person_id: int, standing_id: int, words: str, photo: bytes | None = None, *, by: Actor
) -> int:
    """Against one's own standing; the door has proven who it is. `photo`: a ticket or certificate that
    shows it, kept without its metadata. Returns the appeal's id."""
    standing = Standing.objects.filter(pk=standing_id, person_id=person_id).first()
    if standing is None:
        raise NotYourOwn
    if not words.strip():
        raise NoteMissing
    ledger.hold([person_id])
    if _over(standing):
        raise NothingToAppeal
    waiting = Appeal.objects.filter(standing=standing, decided_at__isnull=True).first()
    if waiting:
        raise AppealWaiting(due=moment(waiting.due_at))
    term = scheme_on(clock.today(), standing.place).edition.must(terms.APPEAL)
    made = Appeal.objects.create(
        person_id=person_id,
        standing=standing,
        place=standing.place,
        filed_at=clock.now(),
        sealed_words=crypto.seal(words.strip()[:MOST], about=SEALED),
        sealed_photo=appeal_pictures.sealed(photo) if photo else None,
        due_at=clock.now() + term,
    )
    audit.note(subject=f"codes.appeal:{made.pk}", person_ids=[person_id], place=standing.place)
    outbox.emit(
        AppealFiled(
            appeal_id=made.pk,
            person_id=person_id,
            standing_id=standing.pk,
            place=standing.place,
        )
    )
    return made.pk


def _over(standing: Standing) -> bool:
    return bool(standing.ended_at or (standing.until and standing.until <= clock.now()))


def end_appeals_when_due() -> int:
    """Called by the worker's clock: end the appeals whose standing ran out. Returns how many."""
    ran_out = Q(standing__until__lte=clock.now()) | Q(standing__ended_at__isnull=False)
    if not Appeal.objects.filter(ran_out, decided_at__isnull=True).exists():
        return 0
    return end_appeals(by=SYSTEM)


@verb(needs="codes.load", words=Text("申诉随认定办结", "ended appeals with what they were against"))
def end_appeals(*, by: Actor) -> int:
    """What an appeal is against has ended: it goes on against what took its stead, or ends too."""
    open_ones = Appeal.objects.filter(decided_at__isnull=True)
    ledger.hold(list(open_ones.order_by("person_id").values_list("person_id", flat=True)))
    ended = appeal_successors.follow(None, by)
    audit.note(subject="codes.appeals", count=ended)
    return ended


def _place(appeal_id: int) -> str | None:
    return Appeal.objects.filter(pk=appeal_id).values_list("place", flat=True).first()


def _part(appeal_id: int, upheld: bool, by: Actor) -> Part:  # noqa: FBT001 as the verb's
    """Upholding frees: of so many a day one does."""
    found = Appeal.objects.select_related("standing").filter(pk=appeal_id).first()
    return "both" if found and upheld and takes_two(_hold(found.standing), by) else ""


def _hold(standing: Standing) -> Hold:
    return Hold([standing.person_id], standing.origin, standing.key)


def _about(appeal_id: int) -> Concern:
    found = Appeal.objects.select_related("standing").filter(pk=appeal_id).first()
    if found is None:
        return Concern()
    zh, en = found.standing.words_zh, found.standing.words_en
    return Concern((found.person_id,), Text(f"解除:{zh}", f"ends: {en}"))


@verb(
    needs=DECIDE, words=Text("答复申诉", "answered an appeal"), at=_place, part=_part, about=_about
)
def decide_appeal(appeal_id: int, upheld: bool, answer: str, *, by: Actor) -> None:  # noqa: FBT001
    """Answer it. Upheld: the standing ends at once, and the same is not laid down again; who freed
    `codes.free_alone` a day upholds further only with a second person (`access.do_or_ask`). AppealOver where what it is against ended meanwhile: it ends with that, and nobody decides it."""
    if by.account_id is None:
        raise NeedsAccount
    if not answer.strip():
        raise NoteMissing
    wait_for_others()
    found = _open(appeal_id)
    standing = found.standing
    if by.hand & makers(standing):
        raise MakerDecides
    found.upheld, found.answer = upheld, answer.strip()[:500]
    found.decided_by_id, found.decided_by = by.account_id, by.name[:80]
    found.decided_at = clock.now()
    found.save(update_fields=["upheld", "answer", "decided_by_id", "decided_by", "decided_at"])
    if upheld:
        count_freed(_hold(standing), DECIDE, by)
        _strike(standing, found.answer, by)
    audit.note(subject=f"codes.appeal:{found.pk}", person_ids=[found.person_id], upheld=upheld)
    outbox.emit(
        AppealDecided(
            appeal_id=found.pk,
            person_id=found.person_id,
            standing_id=standing.pk,
            upheld=upheld,
        ),
        actor=by.name,
    )


def _open(appeal_id: int) -> Appeal:
    """An appeal that waits for its answer, with its standing; its person's lines are held."""
    person = Appeal.objects.filter(pk=appeal_id).values_list("person_id", flat=True).first()
    if person is not None:
        ledger.hold([person])  # before any row, as whoever lays or lowers
    found = Appeal.objects.select_for_update(of=("self",)).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound(what=Text("这条申诉", "This appeal"))
    if found.decided_at is not None and found.upheld is not None:
        raise AlreadyDecided(what=Text("这条申诉", "This appeal"), state=found.decided_by)
    if found.decided_at is not None or _over(found.standing):
        raise AppealOver
    return found


def makers(standing: Standing) -> set[int]:
    """The accounts that made a standing: of one by hand, both."""
    made = {standing.made_by_id} - {None}
    if standing.origin == "manual":
        pair = ManualStanding.objects.filter(pk=int(standing.key.removeprefix(KEY)))
        for proposer, approver in pair.values_list("proposed_by_id", "decided_by_id"):
            made |= {proposer, approver}
    return {account for account in made if account is not None}


def _strike(standing: Standing, answer: str, by: Actor) -> None:
    """End it as wrong."""
    ledger.end("id = %s", [standing.pk], "appeal", answer, by)
    if standing.origin == "manual":
        ManualStanding.objects.filter(pk=int(standing.key.removeprefix(KEY))).update(
            state="withdrawn",
            withdrawn_at=clock.now(),
            withdrawn_by=by.name[:80],
            why=answer[:200],
        )
