"""Human decisions beside the table's: one proposes, another approves, with an end."""

from __future__ import annotations

from datetime import date

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb
from fangxian.lines.arrivals.events import OverrideDecided
from fangxian.lines.arrivals.horizon import override_days, override_reasons
from fangxian.lines.arrivals.laid import SCREENING, declaration_key
from fangxian.lines.arrivals.models import Declaration, Override
from fangxian.lines.arrivals.services.screening import stand_anew
from fangxian.lines.codes import api as codes

FREED = kept(
    "撤回人工改判,解除 {freed} 人(经办 {name}:{why})",
    "a human decision was withdrawn, which freed {freed} (by {name}: {why})",
)


class SamePerson(Refusal):
    code = "arrivals.override_needs_two"
    sentence = Text("提出人和批准人不能是同一人。", "Who proposes a change cannot approve it.")
    way_out = Text("请由另一位有批准权限的同事批准。", "Ask a colleague with the right to approve.")


class NoEnd(Refusal):
    code = "arrivals.override_needs_end"
    sentence = Text(
        "截止日期必须在今天和 {longest} 之间。", "The end must lie between today and {longest}."
    )
    way_out = Text("请填写不晚于该日的截止日期。", "Give an end no later than that day.")


class NoReason(Refusal):
    code = "arrivals.override_reason_unknown"
    sentence = Text("理由“{reason}”不在清单内。", 'The reason "{reason}" is not on the list.')
    way_out = Text("请从清单中选择:{known}。", "Choose one of: {known}.")


class NotOnTheList(Refusal):
    code = "arrivals.override_class_unknown"
    sentence = Text(
        "“{what}”不是该地现行方案里的类别或颜色。",
        '"{what}" is no class or colour of the policy in force there.',
    )
    way_out = Text(
        "请从现行方案的类别和颜色中选择。", "Choose a class and a colour of that policy."
    )


class OneIsOpen(Refusal):
    code = "arrivals.override_open"
    status = 409
    sentence = Text(
        "此人已有一条未结束的人工改判。", "There is a human decision for this person already."
    )
    way_out = Text(
        "请先批准或撤回那一条,再提出新的。", "Approve or withdraw that one first, then propose."
    )


class DecidedAlready(Refusal):
    code = "arrivals.override_decided"
    status = 409
    sentence = Text("这条改判已批准或已过期。", "This decision stands already, or has ended.")
    way_out = Text("请刷新页面看它现在的状态。", "Load the page again to see its state.")


APPROVE = "arrivals.override_approve"
WITHDRAW = "arrivals.withdraw_override"
NO_CLASS = "none"  # the decision frees


def _at(declaration_id: int) -> str | None:
    return Declaration.objects.filter(pk=declaration_id).values_list("place", flat=True).first()


def _at_override(override_id: int) -> str | None:
    found = Override.objects.filter(pk=override_id).values_list("declaration__place", flat=True)
    return found.first()


@verb(needs="arrivals.override_propose", at=_at, part="first")
def propose_override(
    declaration_id: int, *, class_code: str, colour: str, reason: str, words: str, until: date,
    by: Actor,
) -> int:  # fmt: skip
    """Propose that another class hold for a person until a day."""
    found = Declaration.objects.select_for_update().filter(pk=declaration_id).first()
    if found is None:
        raise NotFound(what=Text("这条申报", "This declaration"))
    reasons = override_reasons(clock.today(), found.place or places.home())
    if reason not in reasons:
        raise NoReason(reason=reason, known="、".join(text.zh for text in reasons.values()))
    _is_of_policy(found.place, class_code, colour)
    longest = clock.today() + override_days(clock.today(), found.place or places.home())
    if not clock.today() <= until <= longest:
        raise NoEnd(longest=longest)
    if found.overrides.filter(withdrawn_at__isnull=True, until__gte=clock.today()).exists():
        raise OneIsOpen
    made = Override.objects.create(
        declaration=found, class_code=class_code, colour=colour, reason=reason, words=words[:300],
        until=until, proposed_by_id=by.account_id or 0, proposed_at=clock.now(),
    )  # fmt: skip
    audit.note(subject=f"override:{made.pk}", person_ids=[found.person_id], purpose=words)
    _tell(made, "proposed", by)
    return made.pk


def _proposed_by(override_id: int) -> int | None:
    return Override.objects.filter(pk=override_id).values_list("proposed_by_id", flat=True).first()


@verb(needs=APPROVE, at=_at_override, part="second", first=_proposed_by)
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
    stand_anew(found.declaration_id, by)


def _part_of_withdrawing(override_id: int, by: Actor) -> Part:
    """What two agreed on holds somebody: of those so many a day are freed by one."""
    held = Override.objects.filter(pk=override_id, withdrawn_at__isnull=True)
    found = held.select_related("declaration__screening").first()
    return "both" if found and _eases(found) and codes.takes_two(_hold(found), by) else ""


def _hold(found: Override) -> codes.Hold:
    key = declaration_key(found.declaration_id)
    return codes.Hold([found.declaration.person_id], SCREENING, key)


def _eases(found: Override) -> bool:
    """Whether the table asks less than the decision does; where it was not asked, it may."""
    if not found.approved_at or found.until < clock.today():
        return False
    by_table = found.declaration.screening
    edition = policy.in_force_or_none(clock.today(), found.declaration.place or places.home())
    worst_first = list(edition.colours) if edition else []
    if by_table is None or not {by_table.colour, found.colour} <= set(worst_first):
        return True
    return worst_first.index(by_table.colour) > worst_first.index(found.colour)


@verb(needs="arrivals.override_propose", at=_at_override, part=_part_of_withdrawing)
def withdraw_override(override_id: int, why: str, *, by: Actor) -> None:
    """Take a human decision back, with a reason: the table's verdict stands again at once. Who proposed
    it may, until it is approved; afterwards whoever may approve. Whom that frees rings at headquarters;
    who freed `codes.free_alone` a day frees further only with a second person (`access.do_or_ask`)."""
    if not why.strip():
        raise codes.NoteMissing
    codes.wait_for_others()
    found = _open(override_id)
    own = not found.approved_at and found.proposed_by_id == (by.account_id or 0)
    if not own and not by.may(APPROVE, found.declaration.place):
        raise NotAllowed(permission=APPROVE)
    freed = codes.count_freed(_hold(found), WITHDRAW, by) if _eases(found) else 0
    found.withdrawn_at, found.withdrawn_why = clock.now(), why.strip()[:200]
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    audit.note(purpose=found.withdrawn_why)
    _tell(found, "withdrawn", by)
    if freed:
        shown = FREED.format(freed=freed, name=by.name, why=found.withdrawn_why)
        codes.ring("freed", f"override:{found.pk}", shown, found.declaration.place)
    if found.approved_at:
        stand_anew(found.declaration_id, by)


def _tell(found: Override, deed: str, by: Actor) -> None:
    fact = OverrideDecided(
        override_id=found.pk, deed=deed, account_id=by.account_id or 0, name=by.name,
        at=clock.now().isoformat(),
    )  # fmt: skip
    outbox.emit(fact, actor=by.name)


def _is_of_policy(place: str, class_code: str, colour: str) -> None:
    edition = policy.in_force(clock.today(), place or places.home())
    classes = {*edition.classes, NO_CLASS}
    for what, known in ((class_code, classes), (colour, edition.colours)):
        if what not in known:
            raise NotOnTheList(what=what)


def _open(override_id: int) -> Override:
    found = (
        Override.objects.select_for_update(of=("self",))
        .select_related("declaration__screening")
        .filter(pk=override_id, withdrawn_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound(what=Text("这条人工决定", "This human decision"))
    audit.note(subject=f"override:{override_id}", person_ids=[found.declaration.person_id])
    return found
