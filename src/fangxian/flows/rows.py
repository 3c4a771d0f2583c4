"""What an instruction is made of: what stands of a subject, and what its own room adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fangxian.ground.people import reactions as people
from fangxian.ground.policy import reactions as policy
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.screening import reactions as screening

NO_QUESTION = Text("", "")


@dataclass(frozen=True, kw_only=True)
class InstructionRow(screening.CourseRow):
    """A subject as an instruction speaks of it."""

    name: str  # masked
    unproven: bool  # strangers' words are all that is known
    coarse: Text  # what to ask where a place on the way was said too coarsely
    arrives: date | None  # when they said that they come; None: nobody said


def instruction_rows(kind: str, numbers: Sequence[int]) -> list[InstructionRow]:
    """What stands of these subjects of a kind. Two queries, and two of arrivals."""
    found = screening.courses(kind, numbers)
    names = people.names_of([row.person_id for row in found])
    unproven = arrivals.unproven_among(numbers) if kind == arrivals.KIND else frozenset[int]()
    coming = arrivals.arrival_days(numbers) if kind == arrivals.KIND else dict[int, date]()
    return [
        InstructionRow(
            **vars(row),
            name=names.get(row.person_id, ""),
            unproven=row.ref.number in unproven,
            arrives=coming.get(row.ref.number),
            coarse=_coarse(row.stay) if row.uncertain and row.stay else NO_QUESTION,
        )
        for row in found
    ]


def _coarse(stay: policy.Stay) -> Text:
    """The question about the stay by which a row holds perhaps."""
    return arrivals.where_exactly(stay)
