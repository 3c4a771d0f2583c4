"""What the edition in force says of the barrier, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.rules import OUTCOMES, UNCLEAR, UNKNOWN, Terms, graver, outcome_for

ADVICE = "checkpoints.advice"
CHECKLIST = "checkpoint"
CLOCK_MINUTES = 2  # where no pack says: as far as a code's own moment may lie ahead
TURN_BACK = "checkpoint_turn_back_reasons"


def edition_at(place: str) -> policy.Edition:
    """What is in force at a barrier today."""
    return policy.in_force(clock.today(), place)


def terms_on(day: date, place: str) -> Terms | None:
    """What held at a barrier on a day; None when no pack was in force: what happened there is
    recorded all the same."""
    try:
        return terms_of(policy.in_force(day, place))
    except policy.NotInForce:
        return None


def advised_on(
    at: datetime, place: str, colour: str, ticks: Sequence[str], verdict: str = ""
) -> str:
    """The outcome that the rules of that day ask for; where that day had none, those of today.
    "" when there are none either."""
    day = at.astimezone(clock.COUNTY_TIME).date()
    terms = terms_on(day, place) or terms_on(clock.today(), place)
    return outcome_for(colour, ticks, terms, verdict).outcome if terms else ""


def terms_of(edition: policy.Edition) -> Terms:
    """Advice, checks and duties as this edition has them; what it does not say is absent."""
    checks = edition.checklists.get(CHECKLIST)
    advice = {
        colour: str(said)
        for colour in (*edition.colours, UNKNOWN)
        if (said := value(edition, f"{ADVICE}.{colour}"))
    }
    # Neither 待核 nor a code that proves nothing passes, whatever else a county says.
    unverified = edition.table.unverified
    for colour in {UNKNOWN, unverified.colour if unverified else UNKNOWN}:
        advice[colour] = graver(advice.get(colour, UNCLEAR), UNCLEAR)
    return Terms(
        advice=advice,
        checks=tuple(item.zh for item in checks.items) if checks else (),
        missing=str(value(edition, f"{ADVICE}.missing") or ""),
        must={outcome: must(edition, outcome) for outcome in OUTCOMES},
    )


def checks_of(edition: policy.Edition) -> tuple[Text, ...]:
    """What a guard looks at, in the order of the list (两码一证)."""
    found = edition.checklists.get(CHECKLIST)
    return found.items if found else ()


def must(edition: policy.Edition, outcome: str) -> tuple[Text, ...]:
    """What the guard does at an outcome."""
    found = edition.checklists.get(f"{CHECKLIST}_{outcome}")
    return found.items if found else ()


def turn_back_reasons(edition: policy.Edition) -> tuple[Text, ...]:
    found = edition.checklists.get(TURN_BACK)
    return found.items if found else ()


def antigen_takes(edition: policy.Edition) -> timedelta:
    """How long an antigen test has to lie. NoSuchValue when no layer says."""
    return timedelta(minutes=int(edition.read("checkpoints.antigen_minutes").value))


def clocks_may_differ(edition: policy.Edition) -> timedelta:
    """How far a phone's clock may be off before somebody is told to set it."""
    return timedelta(minutes=int(value(edition, "field.clock_minutes") or CLOCK_MINUTES))


def value(edition: policy.Edition, key: str) -> Any:
    found = edition.values.get(key)
    return found.value if found else None
