"""Who is told of what happened on the stage, and nothing else that would follow of it: its orders are
made by hand, and a settled house would replace them by its own."""

from __future__ import annotations

from fangxian.kernel import outbox
from fangxian.kernel.models import Reaction


def notified() -> None:
    due = Reaction.objects.filter(done_at__isnull=True, name__startswith="tell_").order_by("pk")
    for number in list(due.values_list("pk", flat=True)):
        outbox.run_reaction(reaction_id=number)
