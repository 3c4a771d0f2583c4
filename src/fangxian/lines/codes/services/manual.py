"""A standing by hand: one asks, another agrees, for a listed reason, with an end. There is no
way to make anybody's colour better by hand: what is wrong is appealed or withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Concern, Part, verb
from fangxian.lines.codes.errors import (
    AlreadyDecided,
    AlreadyProposed,
    ColourUnknown,
    EndTooFar,
    NeedsAccount,
    NoteMissing,
    ReasonNotListed,
)
from fangxian.lines.codes.events import ManualStandingApproved, ManualStandingProposed
from fangxian.lines.codes.models import ManualStanding, Standing
from fangxian.lines.codes.rules import NewStanding
from fangxian.lines.codes.scheme import ManualReason, Scheme, manual_reasons, scheme_on
from fangxian.lines.codes.services import ledger
from fangxian.lines.codes.services.release_limit import (
    Hold,
    count_freed,
    takes_two,
    wait_for_others,
)
from fangxian.lines.codes.services.watching import ring, watch
from fangxian.lines.codes.wording import moment

KEY = "codes.manual:"
WITHDRAW = "codes.withdraw_manual"
TWIN = kept("同一理由的第 {number} 号已批准", "number {number}, for the same reason, was approved")
FREED = kept(
    "撤销人工认定,解除 {freed} 人(经办 {name}:{why})",
    "a colour set by hand was withdrawn, which freed {freed} (by {name}: {why})",
)
STATES = {
    "proposed": Text("待批准", "waiting"),
    "approved": Text("已批准", "approved"),
    "refused": Text("未批准", "refused"),
    "withdrawn": Text("已撤销", "withdrawn"),
}


def _place(person_id: int) -> str | None:
    return people.places_of([person_id]).get(person_id)


def _place_of(manual_id: int) -> str | None:
    return ManualStanding.objects.filter(pk=manual_id).values_list("place", flat=True).first()


@verb(
    needs="codes.propose", words=Text("提请人工认定", "proposed a colour"), at=_place, part="first"
)
def propose_manual(
    person_id: int, colour: str, reason: str, until: datetime, note: str, *, by: Actor
) -> int:
    """Ask that a person be restricted. Nothing holds until somebody else agrees."""
    account, place = _account(by), _place(person_id)
    if place is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    scheme = scheme_on(clock.today())
    _check(scheme, colour, reason, until, note)
    _only_one(person_id, reason, scheme)
    made = ManualStanding.objects.create(
        person_id=person_id,
        colour=colour,
        reason=reason,
        note=note.strip()[:300],
        until=until,
        place=place,
        proposed_by_id=account,
        proposed_by=by.name[:80],
        proposed_at=clock.now(),
    )
    _note(made)
    outbox.emit(
        ManualStandingProposed(proposal_id=made.pk, person_id=person_id, place=place), actor=by.name
    )
    watch(scheme.edition, account)
    return made.pk


def proposed_by(manual_id: int) -> int | None:
    """The account that asked for a standing by hand."""
    found = ManualStanding.objects.filter(pk=manual_id).values_list("proposed_by_id", flat=True)
    return found.first()


@verb(
    needs="codes.approve",
    words=Text("批准人工认定", "approved a colour"),
    at=_place_of,
    part="second",
    first=proposed_by,
)
def approve_manual(manual_id: int, *, by: Actor) -> int:
    """Agree to somebody else's proposal: from now on it holds. Returns the standing's id."""
    account, found = _account(by), _waiting(manual_id)
    if found.until <= clock.now():
        raise EndTooFar(longest=moment(found.until), days=0)
    scheme = scheme_on(clock.today())
    _settle(found, "approved", by, "")
    cause = manual_reasons(scheme.edition).get(found.reason)
    if cause is None:  # the pack has changed its list since
        raise ReasonNotListed(reason=found.reason, known="")
    ledger.raise_all([_standing(found, cause)], by)
    standing = Standing.objects.get(key=f"{KEY}{found.pk}", ended_at__isnull=True)
    outbox.emit(
        ManualStandingApproved(
            proposal_id=found.pk,
            person_id=found.person_id,
            standing_id=standing.pk,
            place=found.place,
        ),
        actor=by.name,
    )
    _settle_twins(found, by)
    watch(scheme.edition, account)
    return standing.pk


@verb(needs="codes.approve", words=Text("驳回人工认定", "declined a colour"), at=_place_of)
def refuse_manual(manual_id: int, why: str, *, by: Actor) -> None:
    """Decline a proposal, with the reason."""
    _account(by)
    if not why.strip():
        raise NoteMissing
    _settle(_waiting(manual_id), "refused", by, why)


def _part_of_withdrawing(manual_id: int, by: Actor) -> Part:
    """A proposal holds nobody; of those who are held so many a day are freed by one."""
    found = ManualStanding.objects.filter(pk=manual_id, state="approved").first()
    return "both" if found and takes_two(_hold(found), by) else ""


def _hold(found: ManualStanding) -> Hold:
    """The standing, under whichever of the person's records it holds by now."""
    records = people.records_of([found.person_id])[found.person_id]
    return Hold(records, "manual", f"{KEY}{found.pk}")


def _about(manual_id: int) -> Concern:
    found = ManualStanding.objects.filter(pk=manual_id).first()
    if found is None:
        return Concern()
    label = scheme_on(clock.today()).shade(found.colour, found.proposed_at, found.place).label
    until = clock.said(found.until)
    frees = Text(
        f"人工认定的{label.zh}码(原到 {until})不再算",
        f"{label.en}, set by hand until {until}, counts no more",
    )
    return Concern((found.person_id,), frees)


@verb(
    needs="codes.approve",
    words=Text("撤销人工认定", "withdrew a colour"),
    at=_place_of,
    part=_part_of_withdrawing,
    about=_about,
)
def withdraw_manual(manual_id: int, why: str, *, by: Actor) -> None:
    """Take a standing by hand, or a proposal, back, with a reason. What held rings at headquarters; who
    freed `codes.free_alone` a day frees further only with a second person (`access.do_or_ask`)."""
    wait_for_others()
    found = _locked(manual_id)
    if found.state not in {"proposed", "approved"}:
        raise AlreadyDecided(
            what=Text("这条人工认定", "This decision by hand"), state=STATES[found.state]
        )
    if not why.strip():
        raise NoteMissing
    held = found.state == "approved"
    freed = count_freed(_hold(found), WITHDRAW, by) if held else 0
    found.state, found.why = "withdrawn", why.strip()[:200]
    found.withdrawn_by, found.withdrawn_at = by.name[:80], clock.now()
    found.save(update_fields=["state", "why", "withdrawn_by", "withdrawn_at"])
    _note(found)
    ledger.end("origin = 'manual' AND key = %s", [f"{KEY}{found.pk}"], "withdrawn", why, by)
    if held:
        shown = FREED.format(freed=freed, name=by.name, why=found.why)
        ring("freed", f"{KEY}{found.pk}", shown, found.place)


def _check(scheme: Scheme, colour: str, reason: str, until: datetime, note: str) -> None:
    restricting = scheme.restricting
    if colour not in {shade.code for shade in restricting}:
        known = "、".join(shade.label.zh for shade in restricting)
        raise ColourUnknown(colour=colour, known=known)
    listed = manual_reasons(scheme.edition)
    if reason not in listed:
        known = "、".join(one.label.zh for one in listed.values())
        raise ReasonNotListed(reason=reason, known=known)
    longest: timedelta = listed[reason].longest
    if not clock.now() < until <= clock.now() + longest:
        raise EndTooFar(longest=moment(clock.now() + longest), days=longest.days)
    if not note.strip():
        raise NoteMissing


def _waiting_for(person_id: int, reason: str) -> QuerySet[ManualStanding]:
    """What waits for the same person, under whichever of their records, for the same reason."""
    records = people.records_of([person_id])[person_id]
    return ManualStanding.objects.filter(person_id__in=records, reason=reason, state="proposed")


def _only_one(person_id: int, reason: str, scheme: Scheme) -> None:
    """Two people who propose at once are seen one after the other. One that has lapsed is in
    nobody's way."""
    ledger.hold([people.kept_of([person_id])[person_id]])
    first = _waiting_for(person_id, reason).filter(until__gt=clock.now()).order_by("id").first()
    if first is not None:
        shade = scheme.shade(first.colour, first.proposed_at, first.place)
        raise AlreadyProposed(
            number=first.pk,
            who=first.proposed_by,
            when=moment(first.proposed_at),
            colour=shade.label.zh,
            until=moment(first.until),
        )


def _settle_twins(found: ManualStanding, by: Actor) -> None:
    """What waited for the same (lapsed, or of a record merged since) waits no more."""
    twins = _waiting_for(found.person_id, found.reason).exclude(pk=found.pk)
    twins.update(
        state="withdrawn",
        why=TWIN.format(number=found.pk),
        withdrawn_by=by.name[:80],
        withdrawn_at=clock.now(),
    )


def _standing(found: ManualStanding, cause: ManualReason) -> NewStanding:
    cited = cause.citation
    return NewStanding(
        person_id=found.person_id,
        colour=found.colour,
        reason=found.reason,
        words=Text(f"{cause.label.zh}:{found.note}", f"{cause.label.en}: {found.note}"),
        clause={
            "document": cited.document,
            "clause": cited.clause,
            "row": f"codes.manual_reason.{found.reason}",
            "source": cited.source,
            "mark": cited.mark,
            "pack": cited.pack,
            "proposed_by": found.proposed_by,
            "approved_by": found.decided_by,
        },
        source=f"{KEY}{found.pk}",
        origin="manual",
        since=clock.now(),
        until=found.until,
        place=found.place,
    )


def _settle(found: ManualStanding, state: str, by: Actor, why: str) -> None:
    found.state, found.why = state, why.strip()[:200]
    found.decided_by_id, found.decided_by = by.account_id, by.name[:80]
    found.decided_at = clock.now()
    found.save(update_fields=["state", "why", "decided_by_id", "decided_by", "decided_at"])
    _note(found)


def _waiting(manual_id: int) -> ManualStanding:
    found = _locked(manual_id)
    if found.state != "proposed":
        raise AlreadyDecided(
            what=Text("这条人工认定", "This decision by hand"), state=STATES[found.state]
        )
    return found


def _locked(manual_id: int) -> ManualStanding:
    """Its person is held before its row, as by whoever proposes and settles twins: no two wait for
    each other."""
    person = ManualStanding.objects.filter(pk=manual_id).values_list("person_id", flat=True).first()
    if person is not None:
        ledger.hold([person, people.kept_of([person])[person]])
    found = ManualStanding.objects.select_for_update().filter(pk=manual_id).first()
    if found is None:
        raise NotFound(what=Text("这条人工认定", "This decision by hand"))
    return found


def _account(by: Actor) -> int:
    if by.account_id is None:
        raise NeedsAccount
    return by.account_id


def _note(found: ManualStanding) -> None:
    audit.note(
        subject=f"{KEY}{found.pk}",
        person_ids=[found.person_id],
        purpose=found.note,
        state=found.state,
        colour=found.colour,
        reason=found.reason,
    )
