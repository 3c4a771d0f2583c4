"""Whether an official has acted on what is known of somebody."""

from __future__ import annotations

from collections.abc import Collection

from fangxian.ground.tasks import api as tasks
from fangxian.lines.arrivals.subject_keys import BY_ITSELF
from fangxian.lines.codes import api as codes
from fangxian.lines.screening import api as screening

OURS = ("arrivals.", "people.person:")  # what is asked by itself, of a declaration or a claim


def taken_up(person_ids: Collection[int]) -> set[int]:
    """Those of these people about whom an addressee received an instruction or did more, whom a
    barrier held, or of whom somebody decided by hand. Four queries."""
    laid = codes.origins_holding(person_ids)
    return {
        *tasks.taken_up(person_ids, subjects=OURS),
        *screening.decided_by_hand(person_ids),
        *(person for person, origins in laid.items() if origins - BY_ITSELF),
    }
