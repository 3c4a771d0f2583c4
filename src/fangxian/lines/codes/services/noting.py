"""Human decisions of the rooms above, noted for the watch and for the day's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes.models import OtherDecision
from fangxian.lines.codes.scheme import scheme_or_none
from fangxian.lines.codes.services.watching import watch

DecisionStep = Literal["proposed", "approved", "withdrawn"]
STEPS = {"proposed": "提出人工改判", "approved": "批准人工改判", "withdrawn": "撤回人工改判"}


@dataclass(frozen=True, slots=True)
class DecisionNoted:
    """Who did what, when, about which decision (`key`), and what that decision says."""

    key: str
    step: DecisionStep
    account_id: int
    name: str
    at: datetime
    person_id: int
    place: str
    colour: str
    reason: str
    reason_words: Text
    note: str
    until: datetime


@verb(needs="codes.load", words=Text("记入人工认定日报", "noted a human decision"))
def note_decision(done: DecisionNoted, *, by: Actor) -> None:
    """Keep an operation by hand, once however often it is told, and look whether there are too many."""
    said = {
        "person_id": done.person_id,
        "place": done.place,
        "colour": done.colour,
        "reason": done.reason,
        "reason_zh": done.reason_words.zh[:80],
        "reason_en": done.reason_words.en[:80],
        "note": done.note[:400],
        "until": done.until,
    }
    OtherDecision.objects.update_or_create(key=done.key, defaults=said | _columns(done))
    audit.note(
        subject=done.key, person_ids=[done.person_id], place=done.place, purpose=STEPS[done.step]
    )
    if done.step == "withdrawn":
        return
    if scheme := scheme_or_none(clock.today()):  # no pack, no thresholds: the report still has it
        watch(scheme.edition, done.account_id)


def _columns(done: DecisionNoted) -> dict[str, Any]:
    if done.step == "withdrawn":
        return {"withdrawn_by": done.name[:80], "withdrawn_at": done.at}
    who = "proposed" if done.step == "proposed" else "decided"
    return {
        f"{who}_by_id": done.account_id,
        f"{who}_by": done.name[:80],
        f"{who}_at": done.at,
    }
