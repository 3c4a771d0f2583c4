"""What came of the instructions of a filter, counted."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Count

from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.outcomes import outcome_label
from fangxian.ground.tasks.queries.conditions import chosen, in_vain
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.ground.tasks.queries.funnel import Counted
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question

TRIED = Text("联系过、未成", "Tried in vain")
_REPORTED = Text("办结时所报的结果", "as reported when it was done")
_TRIED_MEANS = Text("有人联系或查找过但未成,仍未办结的", "tried at least once, still not done")


@question(needs="tasks.read")
def by_outcome(found: InstructionFilter, *, by: Actor) -> tuple[Counted, ...]:
    """How many of a list ended with which outcome, the most first, and how many were tried in
    vain and are still open. One query."""
    tried = replace(found, attempted=True)
    rows = Instruction.objects.filter(chosen(found, by)).exclude(outcome="", attempts=0)
    grouped = rows.values("outcome").annotate(n=Count("pk"), tried=Count("pk", in_vain()))
    counts = list(grouped.order_by("-n", "outcome"))
    made = [
        Counted(code, outcome_label(code), row["n"], replace(found, outcome=code), _REPORTED)
        for row in counts
        if (code := row["outcome"])
    ]
    if number := sum(row["tried"] for row in counts):
        made.append(Counted("attempted", TRIED, number, tried, _TRIED_MEANS))
    return tuple(made)
