"""Human decisions beside the table's: one proposes, another approves, with an end. Of whoever is at
risk, as whatever they are known."""

from __future__ import annotations

from datetime import date

from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Concern, Part, verb
from fangxian.lines.codes import api as codes
from fangxian.lines.screening.by_hand import override_days, override_reasons
from fangxian.lines.screening.editions import edition_at
from fangxian.lines.screening.errors import (
    DecidedAlready,
    NoEnd,
    NoReason,
    NotOnTheList,
    OneIsOpen,
    SamePerson,
)
from fangxian.lines.screening.events import OverrideDecided
from fangxian.lines.screening.models import Override, SubjectRecord
from fangxian.lines.screening.services.screening import screened
from fangxian.lines.screening.subjects import ORIGIN, Ref

PROPOSE = "arrivals.override_propose"
FREED = kept(
    "撤回人工改判,解除 {freed} 人(经办 {name}:{why})",
    "a human decision was withdrawn, which freed {freed} (by {name}: {why})",
)
APPROVE = "arrivals.override_approve"
WITHDRAW = "screening.withdraw_override"
NO_CLASS = "none"  # the decision frees


def _at(ref: Ref) -> str | None:
    held = SubjectRecord.objects.filter(kind=ref.kind, number=ref.number)
    return held.values_list("place", flat=True).first()


def _at_override(override_id: int) -> str | None:
    found = Override.objects.filter(pk=override_id).values_list("subject__place", flat=True)
    return found.first()


@verb(needs=PROPOSE, words=Text("提出改判", "proposed a decision"), at=_at, part="first")
def propose_override(
    ref: Ref,
    *,
    class_code: str,
    colour: str,
    reason: str,
    words: str,
    until: date,
    by: Actor,
) -> int:
    """Propose that another class hold for a subject until a day: a class and a colour of what is in
    force for its disease at its place. Returns the number of the decision."""
    held = SubjectRecord.objects.select_for_update()
    found = held.filter(kind=ref.kind, number=ref.number).first()
    if found is None:
        raise NotFound(what=Text("此人的研判记录", "The screening of this person"))
    today = clock.today()
    reasons = override_reasons(today, found.place, found.disease)
    if reason not in reasons:
        raise NoReason(reason=reason, known="、".join(text.zh for text in reasons.values()))
    _is_of_policy(found, class_code, colour)
    longest = today + override_days(today, found.place, found.disease)
    if not today <= until <= longest:
        raise NoEnd(longest=longest)
    if found.overrides.filter(withdrawn_at__isnull=True, until__gte=today).exists():
        raise OneIsOpen
    made = Override.objects.create(
        subject=found,
        class_code=class_code,
        colour=colour,
        reason=reason,
        words=words[:300],
        until=until,
        proposed_by_id=by.account_id or 0,
        proposed_at=clock.now(),
    )
    audit.note(subject=f"override:{made.pk}", person_ids=[found.person_id], purpose=words)
    _tell(made, "proposed", by)
    return made.pk


def _proposed_by(override_id: int) -> int | None:
    return Override.objects.filter(pk=override_id).values_list("proposed_by_id", flat=True).first()


@verb(
    needs=APPROVE,
    words=Text("批准改判", "approved a decision"),
    at=_at_override,
    part="second",
    first=_proposed_by,
)
def approve_override(override_id: int, *, by: Actor) -> None:
    """A second person agrees; from now on it stands before the table's verdict."""
    found = _open(override_id)
    if found.approved_at or found.until < clock.today():
        raise DecidedAlready
    if found.proposed_by_id == (by.account_id or 0):
        raise SamePerson
    found.approved_by_id, found.approved_at = by.account_id or 0, clock.now()
    found.save(update_fields=["approved_by_id", "approved_at"])
    _tell(found, "approved", by)
    _stand_anew(found.subject, by)


def _part_of_withdrawing(override_id: int, by: Actor) -> Part:
    """What two agreed on holds somebody: of those so many a day are freed by one."""
    held = Override.objects.filter(pk=override_id, withdrawn_at__isnull=True)
    found = held.select_related("subject__screening").first()
    return "both" if found and _eases(found) and codes.takes_two(_hold(found), by) else ""


def _about(override_id: int) -> Concern:
    found = Override.objects.select_related("subject__screening").filter(pk=override_id).first()
    if found is None:
        return Concern()
    frees = Text(
        f"人工改判({found.until:%F} 止)不再算,恢复按规则判定",
        f"the human decision until {found.until:%F} counts no more; the table's verdict stands again",
    )
    return Concern((found.subject.person_id,), frees)


def _hold(found: Override) -> codes.Hold:
    return codes.Hold([found.subject.person_id], ORIGIN, str(found.subject))


def _eases(found: Override) -> bool:
    """Whether the table asks less than the decision does; where it was not asked, it may."""
    if not found.approved_at or found.until < clock.today():
        return False
    by_table = found.subject.screening
    edition = edition_at(clock.today(), found.subject.place, found.subject.disease)
    worst_first = list(edition.colours) if edition else []
    if by_table is None or not {by_table.colour, found.colour} <= set(worst_first):
        return True
    return worst_first.index(by_table.colour) > worst_first.index(found.colour)


@verb(
    needs=PROPOSE,
    words=Text("撤回改判", "withdrew a decision"),
    at=_at_override,
    part=_part_of_withdrawing,
    about=_about,
)
def withdraw_override(override_id: int, why: str, *, by: Actor) -> None:
    """Take a human decision back, with a reason: the table's verdict stands again at once. Who proposed
    it may, until it is approved; afterwards whoever may approve. Whom that frees rings at headquarters;
    who freed `codes.free_alone` a day frees further only with a second person (`access.do_or_ask`)."""
    if not why.strip():
        raise codes.NoteMissing
    codes.wait_for_others()
    found = _open(override_id)
    own = not found.approved_at and found.proposed_by_id == (by.account_id or 0)
    if not own and not by.may(APPROVE, found.subject.place):
        raise NotAllowed(permission=APPROVE)
    freed = codes.count_freed(_hold(found), WITHDRAW, by) if _eases(found) else 0
    found.withdrawn_at, found.withdrawn_why = clock.now(), why.strip()[:200]
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    audit.note(purpose=found.withdrawn_why)
    _tell(found, "withdrawn", by)
    if freed:
        shown = FREED.format(freed=freed, name=by.name, why=found.withdrawn_why)
        codes.ring("freed", f"override:{found.pk}", shown, found.subject.place)
    if found.approved_at:
        _stand_anew(found.subject, by)


def _stand_anew(subject: SubjectRecord, by: Actor) -> None:
    """A human decision came or went: what stands now is told, whatever it is."""
    screened(subject.kind, [subject.number], clock.today(), by, anew=True)


def _tell(found: Override, deed: str, by: Actor) -> None:
    fact = OverrideDecided(
        override_id=found.pk,
        deed=deed,
        account_id=by.account_id or 0,
        name=by.name,
        at=clock.now().isoformat(),
    )
    outbox.emit(fact, actor=by.name)


def _is_of_policy(subject: SubjectRecord, class_code: str, colour: str) -> None:
    edition = policy.in_force(clock.today(), subject.place, subject.disease)
    classes = {*edition.classes, NO_CLASS}
    for what, known in ((class_code, classes), (colour, edition.colours)):
        if what not in known:
            raise NotOnTheList(what=what)


def _open(override_id: int) -> Override:
    found = (
        Override.objects.select_for_update(of=("self",))
        .select_related("subject__screening")
        .filter(pk=override_id, withdrawn_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound(what=Text("这条人工决定", "This human decision"))
    audit.note(subject=f"override:{override_id}", person_ids=[found.subject.person_id])
    return found
