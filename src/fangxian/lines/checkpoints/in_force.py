"""What the edition in force says of the barrier, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fangxian.ground.devices import api as devices
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import terms
from fangxian.lines.checkpoints.rules import OUTCOMES, UNCLEAR, UNKNOWN, Terms, graver, outcome_for

CHECKLIST = "checkpoint"
TURN_BACK = "checkpoint_turn_back_reasons"


def barrier_edition(place: str) -> policy.Edition:
    """What is in force at a barrier today."""
    return policy.in_force(clock.today(), place)


def terms_on(day: date, place: str) -> Terms | None:
    """What held at a barrier on a day; None when no pack was in force: what happened there is
    recorded all the same."""
    edition = policy.in_force_or_none(day, place)
    return terms_of(edition) if edition else None


def advised_on(
    at: datetime, place: str, colour: str, ticks: Sequence[str], verdict: str = ""
) -> str:
    """The outcome that the rules of that day ask for; where that day had none, those of today.
    "" when there are none either."""
    day = at.astimezone(clock.COUNTY_TIME).date()
    held = terms_on(day, place) or terms_on(clock.today(), place)
    return outcome_for(colour, ticks, held, verdict).outcome if held else ""


def terms_of(edition: policy.Edition) -> Terms:
    """Advice, checks and duties as this edition has them; what it does not say is absent."""
    checks = edition.checklists.get(CHECKLIST)
    advice = {
        colour: said for colour in edition.colours if (said := edition.value(terms.ADVICE, colour))
    }
    if said := edition.value(terms.UNKNOWN):
        advice[UNKNOWN] = said
    # Neither 待核 nor a code that proves nothing passes, whatever else a county says.
    unverified = edition.table.unverified
    for colour in {UNKNOWN, unverified.colour if unverified else UNKNOWN}:
        advice[colour] = graver(advice.get(colour, UNCLEAR), UNCLEAR)
    return Terms(
        advice=advice,
        checks=tuple(item.zh for item in checks.items) if checks else (),
        missing=edition.value(terms.MISSING) or "",
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
    return edition.must(terms.ANTIGEN)


def advice_cited(edition: policy.Edition, colour: str) -> policy.Citation | None:
    """The clause by which a colour ("unknown": a code that proves nothing) has its outcome."""
    found = edition.cited(terms.ADVICE, colour)
    return found.citation if found else None


def checks_cited(edition: policy.Edition) -> policy.Citation | None:
    """The clause by which a guard looks at what `checks_of` says."""
    found = edition.cited(terms.CHECKS)
    return found.citation if found else None


def clocks_may_differ(edition: policy.Edition) -> timedelta:
    """How far a phone's clock may be off before somebody is told to set it."""
    return edition.must(devices.CLOCK_MINUTES)


def change(place: str) -> timedelta:
    """So long before a shift begins who relieves is already of it, and so long after its end who is
    relieved still is; by what holds today."""
    return policy.setting(terms.CHANGE, clock.today(), place)


def list_early(place: str) -> timedelta:
    """So long before their shift a guard may fetch the list of people."""
    return policy.setting(terms.LIST_EARLY, clock.today(), place)


def list_lasts(place: str) -> timedelta:
    """How long a phone that hears nothing goes on advising by its list."""
    return policy.setting(devices.BUNDLE_HOURS, clock.today(), place)
