"""Events about instructions: received, accepted, refused, acted upon with evidence."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace

from fangxian.doors.field.acts.bodies import Acted, Commented, Errand, Proof, Undone
from fangxian.doors.field.acts.event_context import EventContext
from fangxian.ground.devices.api import DONE, Settled
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

GONE = {
    "withdrawn": Text("这条指令已撤回,不必再办", "This instruction was withdrawn"),
    "closed": Text("这条指令已销号", "This instruction is closed"),
}
LATE = Text(
    "凭据已存;这条指令在此期间已是“{stage}”", "Kept; the instruction had become {stage} meanwhile"
)
TRIED = Text("已记一次“{tried}”,指令仍开着", "Noted: {tried}; the instruction stays open")
NO_OUTCOME = Text(
    "凭据已存;没有说结果,请打开指令补报",
    "Kept; it says no outcome: open the instruction and add it",
)
NO_PLACE = Text(
    "凭据已存;没有认出问到的地点,请打开指令补报",
    "Kept; the place found out was not recognised: open the instruction and add it",
)
NOT_OFFERED = Text(
    "凭据已存;选的地点现在不在所问的选项里,请打开指令重新选",
    "Kept; the question does not offer what was chosen: open the instruction and choose again",
)
NOT_LAST = Text(
    "没有撤回:别人已接着办,或已过十分钟,或这一步没有入账",
    "Not taken back: somebody went on, ten minutes have passed, or the step was not settled",
)
KEPT = Text("凭据已存,还不算办结:", "Kept, not yet done:")
SPOT = re.compile(r"(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)")
NOWHERE = Text("未说明地点", "place not given")


def received(told: EventContext) -> Settled:
    body: Errand = told.body
    return _settled(told, tasks.receive(body.instruction, by=told.by))


def accepted(told: EventContext) -> Settled:
    body: Errand = told.body
    return _settled(told, tasks.accept(body.instruction, by=told.by))


def refused(told: EventContext) -> Settled:
    body: Errand = told.body
    return _settled(told, tasks.refuse(body.instruction, body.reason, by=told.by))


def acted(told: EventContext) -> Settled:
    """The report with its evidence; one that comes too late is kept all the same."""
    body: Acted = told.body
    evidence = _evidence(told, body.evidence)
    if not (evidence.outcome and evidence.words.strip()):  # an app from before there were outcomes
        tasks.keep_evidence(body.instruction, evidence, by=told.by)
        return Settled("differs", NO_OUTCOME, _ref(body))
    try:
        _hold_choice(body, evidence, told)
        done = tasks.act(body.instruction, evidence, by=told.by)
    except (
        tasks.FoundPlaceMissing,
        tasks.FoundPlaceUnknown,
    ):  # it was asked: nothing of it is lost
        tasks.keep_evidence(body.instruction, _in_words(evidence), by=told.by)
        return Settled("differs", NO_PLACE, _ref(body))
    except tasks.NotBegun as early:
        tasks.keep_evidence(body.instruction, evidence, by=told.by)
        return Settled("differs", _kept(early.said), _ref(body))
    except tasks.EvidenceIncomplete as lacks:
        tasks.keep_evidence(body.instruction, evidence, by=told.by)
        return Settled("differs", _kept(lacks.said), _ref(body))
    except arrivals.AnswerNotOffered:
        tasks.keep_evidence(body.instruction, _in_words(evidence), by=told.by)
        return Settled("differs", NOT_OFFERED, _ref(body))
    if done.settled == "attempted":
        label = tasks.outcome_label(evidence.outcome)
        said = Text(TRIED.zh.format(tried=label.zh), TRIED.en.format(tried=label.en))
        return Settled("decided", said, _ref(body))
    if done.settled == "late" and done.stage in GONE:
        return Settled("differs", LATE.fill(stage=done.stage), _ref(body))
    return Settled("decided", DONE, _ref(body))


def undone(told: EventContext) -> Settled:
    """The step that is meant is taken back, no other."""
    body: Undone = told.body
    last = tasks.undoable(body.instruction, by=told.by)
    if last is None or last.act != body.step:
        return Settled("differs", NOT_LAST, _ref(body))
    tasks.undo(body.instruction, body.reason, by=told.by)
    return Settled("decided", DONE, _ref(body))


def commented(told: EventContext) -> Settled:
    """What was said stands, even where whom it was said to has no part in it any more."""
    body: Commented = told.body
    partners = tasks.partners(body.instruction, by=told.by)
    known = {one.account_id for one in partners}.intersection(body.mentions)
    tasks.comment(body.instruction, body.words, known, by=told.by)
    return Settled("decided", DONE, f"tasks.instruction:{body.instruction}")


def _kept(why: Text) -> Text:
    return Text(f"{KEPT.zh}{why.zh}", f"{KEPT.en} {why.en}")


def _hold_choice(body: Acted, evidence: tasks.EvidenceGiven, told: EventContext) -> None:
    if evidence.found_choice:
        subject = tasks.instruction(body.instruction, by=told.by).subject
        number = arrivals.declaration_of(subject)
        arrivals.hold_to_choices(number, evidence.found_choice, by=told.by)


def _settled(told: EventContext, stage: str) -> Settled:
    said = GONE.get(stage)
    return Settled("differs" if said else "decided", said or DONE, _ref(told.body))


def _ref(body: Errand) -> str:
    return f"tasks.instruction:{body.instruction}"


def _evidence(told: EventContext, proof: Proof) -> tasks.EvidenceGiven:
    """A phone's clock may run ahead: nothing was done later than now."""
    spot = SPOT.match(proof.place or "")
    place, choice = arrivals.as_reported(proof.found_choice or "", proof.found_place or "")
    return tasks.EvidenceGiven(
        at=min(proof.at, clock.now()),
        place_text=proof.place or NOWHERE.zh,
        who=told.by.name,
        words=proof.note or "",
        outcome=proof.outcome or "",
        found_place=place,
        found_choice=choice,
        latitude=float(spot[1]) if spot else None,
        longitude=float(spot[2]) if spot else None,
        photo=_photo(proof.photo or ""),
        companion=proof.companion or "",
    )


def _in_words(evidence: tasks.EvidenceGiven) -> tasks.EvidenceGiven:
    """A report whose place is no place that is known, with the place among its words."""
    said = " · ".join(filter(None, (evidence.words, evidence.found_place)))
    return replace(evidence, words=said, outcome="", found_place="", found_choice="")


def _photo(url: str) -> bytes | None:
    """The picture of a data URL; one that is none is handed on as it is, to be refused there."""
    if not url:
        return None
    try:
        return base64.b64decode(url.partition(",")[2], validate=True)
    except binascii.Error:
        return b"?"
