"""What happened → who of the staff is told. A message names numbers, a place and a kind; what the things
are called is read by whoever looks, under their own permissions.

A unit is told by those who hold a post in it, and by those without a post whose grant is over just its
place, as in who may act (`tasks.rules.is_for`). Who did it is not told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fangxian.ground.access import reactions as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.notices import api as notices
from fangxian.ground.places import reactions as places
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PartTaken
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening

READ = "tasks.read"
RECEIVE = "tasks.receive"
ENACT = "policy.enact"
AT_ONCE = 500  # instructions of one message

ISSUED = Text("{n} 条新指令", "{n} new instructions")
ESCALATED = Text("{n} 条逾期,升级到您的单位", "{n} late, escalated to your unit")
REFUSED = Text("{n} 条被退回,等您处理", "{n} refused, waiting for you")
SENT_BACK = Text("{n} 条退回重办", "{n} sent back to be done again")
URGED = Text("{n} 条被催办", "You are reminded of {n}")
MENTIONED = Text("有人在一条指令里提到您", "Somebody mentioned you on an instruction")
SECOND_YES = Text("有一件两人办理的事等您同意", "An operation of two people waits for your yes")
GRANT = Text("有一项授权等您同意", "A grant of a role waits for your yes")
PACK = Text("有一份方案提请施行,等您批准", "A pack waits for your yes to come into force")
BY_HAND = Text("有一项人工认定等您同意", "A standing by hand waits for your yes")
OVERRIDE = Text("有一项人工改判等您同意", "A human decision waits for your yes")
SLIPPED = Text("卡口放行了应拦的人,请查看", "A barrier let somebody through who was to be stopped")
BURST = Text("人工改码报警,请查看", "An alarm on operations by hand")
AGREED = Text("您提的人工认定已同意", "The standing that you proposed was agreed to")
DECIDED = {
    "approved": Text("您提的人工改判已同意", "The decision that you proposed was agreed to"),
    "withdrawn": Text("您提的人工改判已撤回", "The decision that you proposed was withdrawn"),
}


# ------------------------------------------------------------------ instructions


def tell_issued(fact: tasks.InstructionsIssued) -> None:
    _tell_units("issued", ISSUED, tasks.issued_news(fact.instruction_ids))


def tell_escalated(fact: tasks.InstructionsClimbed) -> None:
    _tell_units("escalated", ESCALATED, tasks.escalated_news(fact.instruction_ids))


def tell_refused(fact: tasks.InstructionsRefused) -> None:
    """Who issued it; where that was the system, the headquarters of the place."""
    _tell_units("refused", REFUSED, tasks.refused_news(fact.instruction_ids))


def tell_sent_back(fact: tasks.InstructionsSentBack) -> None:
    _tell_units("sent_back", SENT_BACK, tasks.returned_news(fact.instruction_ids))


def tell_urged(fact: tasks.InstructionsUrged) -> None:
    _tell_units("urged", URGED, tasks.urged_news(fact.instruction_ids, fact.unit_ids))


def tell_reassigned(fact: tasks.InstructionsReassigned) -> None:
    """The unit that has them now: to it they are new."""
    news = tasks.issued_news(fact.instruction_ids)
    _tell_units("issued", ISSUED, [one for one in news if one.unit_id == fact.unit_id])


def tell_mentioned(fact: tasks.AccountMentioned) -> None:
    """Whom a comment speaks to, each comment once."""
    _tell_one(
        _Thing(
            "mention",
            notices.INSTRUCTION,
            fact.instruction_id,
            READ,
            tasks.place_of_instruction(fact.instruction_id),
            MENTIONED,
            step=str(fact.comment_id),
        ),
        access.open_among(fact.account_ids),
    )


def _tell_units(kind: str, words: Text, news: Sequence[tasks.UnitNews]) -> None:
    staff = _staff_of(news)
    told = []
    for one in news:
        to = (staff[one.unit_id] | access.open_among(one.accounts)) - one.by
        for start in range(0, len(one.ids), AT_ONCE):
            some = one.ids[start : start + AT_ONCE]
            told.append(
                notices.News(
                    key=f"tasks.{kind}:{some[0]}:{one.unit_id}:{one.step}",
                    kind=kind,
                    subject=notices.INSTRUCTION,
                    numbers=some,
                    needs=READ,
                    place=one.place,
                    words=Text(words.zh.format(n=len(some)), words.en.format(n=len(some))),
                    to=to,
                    red=one.urgent,
                    due=one.due,
                )
            )
    notices.tell(told)


def _staff_of(news: Iterable[tasks.UnitNews]) -> dict[int, frozenset[int]]:
    """Unit → the accounts that speak for it; 0, for what nobody issued: the home headquarters'."""
    home = duty.unit_for(places.home(), "headquarters")
    asked = {one.unit_id: duty.unit(one.unit_id) or home for one in news}
    units = {number: unit for number, unit in asked.items() if unit is not None}
    seated = duty.members_of([unit.id for unit in units.values()])
    spoken = access.speaking_for(RECEIVE, [unit.place for unit in units.values()])
    posted = duty.with_posts(one for some in spoken.values() for one in some)
    found: dict[int, frozenset[int]] = dict.fromkeys(asked, frozenset())
    for number, unit in units.items():
        held = {one.account_id for one in seated.get(unit.id, ()) if one.account_id}
        free = spoken.get(unit.place, frozenset()) - posted
        whole = unit.kind != "task_force"  # its place is the county's, and it is not the county
        found[number] = access.open_among(held) | (free if whole else frozenset())
    return found


# ------------------------------------------------------------------ two people


def tell_asked(fact: PartTaken) -> None:
    """Who may be the second of what was just asked for."""
    subject, _, number = fact.subject.rpartition(":")
    if subject not in WAITING or not number.isdigit():
        return
    asked, words = WAITING[subject][0](int(number)), WAITING[subject][1]
    if asked is None or not asked.waits:
        return
    to = access.holding(asked.needs, asked.place or places.home())
    _tell_one(
        _Thing("second_yes", subject, int(number), asked.needs, asked.place, words),
        to - {asked.asked_by_id},
    )


def _pack_waiting(enactment_id: int) -> access.AskedOfTwo | None:
    found = policy.proposed(enactment_id)
    return access.AskedOfTwo(ENACT, found.place, found.proposer_id, waits=True) if found else None


# Subject of a first part, as the audit names it → what waits under its number, and how it is said.
WAITING: dict[str, tuple[Callable[[int], access.AskedOfTwo | None], Text]] = {
    "access.asked": (access.asked_for, SECOND_YES),
    "access.grant": (access.grant_waiting, GRANT),
    "policy.enactment": (_pack_waiting, PACK),
}


def tell_by_hand_proposed(fact: codes.ManualStandingProposed) -> None:
    proposer = codes.proposed_by(fact.proposal_id)
    _tell_one(
        _Thing(
            "second_yes", "codes.manual", fact.proposal_id, "codes.approve", fact.place, BY_HAND
        ),
        access.holding("codes.approve", fact.place) - {proposer},
    )


def tell_by_hand_agreed(fact: codes.ManualStandingApproved) -> None:
    proposer = codes.proposed_by(fact.proposal_id)
    _tell_one(
        _Thing("decided", "codes.manual", fact.proposal_id, "codes.propose", fact.place, AGREED),
        {proposer} - {None},
    )


def tell_override(fact: screening.OverrideDecided) -> None:
    """The second of two when it is proposed; who proposed it when another decided."""
    row = screening.override_row(fact.override_id)
    if row is None:
        return
    if fact.deed == "proposed":
        needs, kind, words = "arrivals.override_approve", "second_yes", OVERRIDE
        to = access.holding(needs, row.place)
    else:
        needs, kind, words = "arrivals.override_propose", "decided", DECIDED[fact.deed]
        to = frozenset({row.proposed_by_id})
    thing = _Thing(kind, "screening.override", row.id, needs, row.place, words, step=fact.deed)
    _tell_one(thing, to - {fact.account_id})


# ------------------------------------------------------------------ alarms


def tell_slipped(fact: checkpoints.CrossingDiffers) -> None:
    thing = _Thing(
        "alarm",
        "checkpoints.crossing",
        fact.crossing_id,
        "checkpoints.manage",
        fact.place,
        SLIPPED,
        red=True,
    )
    _tell_one(thing, access.holding(thing.needs, fact.place))


def tell_burst(fact: codes.AlarmRaised) -> None:
    thing = _Thing(
        "alarm", "codes.alarm", fact.alarm_id, "codes.see_overrides", fact.place, BURST, red=True
    )
    _tell_one(thing, access.holding(thing.needs, fact.place or places.home()))


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing of a room, of which people are told."""

    kind: str
    subject: str
    number: int
    needs: str
    place: str
    words: Text
    red: bool = False
    step: str = ""


def _tell_one(thing: _Thing, to: Iterable[int | None]) -> None:
    notices.tell(
        [
            notices.News(
                key=f"{thing.subject}:{thing.number}:{thing.kind}:{thing.step}",
                kind=thing.kind,
                subject=thing.subject,
                numbers=(thing.number,),
                needs=thing.needs,
                place=thing.place,
                words=thing.words,
                to=access.open_among({one for one in to if one is not None}),
                red=thing.red,
            )
        ]
    )


# ------------------------------------------------------------------ whose phone it is


def silence_account(fact: access.AccountHandedOver | access.AccountConfirmed) -> None:
    """A password that was set by another wakes nobody's phone: its owner asks for it anew."""
    notices.end_reminders(account_id=fact.account_id)


def silence_device(fact: devices.DeviceRevoked) -> None:
    notices.end_reminders(device_id=fact.device_id)
