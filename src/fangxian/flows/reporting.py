"""Human decisions on a screening (人工改判) → the watch on operations by hand and the day's report, which
codes keeps: ten by one hand in an hour ring, whichever page they were made on."""

from __future__ import annotations

from datetime import datetime, time
from typing import cast

from fangxian.ground.policy import reactions as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening

KEY = "arrivals.override:"  # as decisions of before are named
LAST_MINUTE = time(23, 59)  # the last day counts
FREE = kept("不再管控", "no measure")
CHANGED = kept("改判为“{label}”;{words}", "changed to “{label}”; {words}")


def report_override(fact: screening.OverrideDecided) -> None:
    """Nothing where the subject is no more, and the decision with it."""
    row = screening.override_row(fact.override_id)
    if row is None:
        return
    known = screening.override_reasons_ever(row.place).get(row.reason)
    done = codes.DecisionNoted(
        key=f"{KEY}{row.id}",
        step=cast("codes.DecisionStep", fact.deed),
        account_id=fact.account_id,
        name=fact.name,
        at=datetime.fromisoformat(fact.at),
        person_id=row.person_id,
        place=row.place,
        colour=row.colour,
        reason=row.reason,
        reason_words=known or Text(row.reason, row.reason),
        note=_note(row),
        until=datetime.combine(row.until, LAST_MINUTE, clock.COUNTY_TIME),
    )
    codes.note_decision(done, by=SYSTEM)


def _note(row: screening.OverrideRow) -> str:
    """改判为“健康监测”;孕 36 周。"""
    day = row.proposed_at.astimezone(clock.COUNTY_TIME).date()
    edition = policy.in_force_or_none(day, row.place, row.disease)
    classes = edition.classes if edition else {}
    label = classes[row.class_code].label.zh if row.class_code in classes else FREE
    return CHANGED.format(label=label, words=row.words)
