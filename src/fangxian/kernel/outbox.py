"""Facts go up by post: written in the transaction in which they happened, and for every
reaction wired to them one job deferred in that same transaction. A reaction takes effect
once, however often its job runs; one that fails stays due and can be seen."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from fangxian.kernel import audit, clock, facts
from fangxian.kernel.errors import Refusal
from fangxian.kernel.models import Reaction
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work

React = Callable[[Any], None]
Wiring = Mapping[type[Any], tuple[React, ...]]

log = logging.getLogger(__name__)

_soon: dict[str, tuple[React, ...]] = {}
_at_once: dict[str, tuple[React, ...]] = {}
_by_name: dict[str, React] = {}

# Every operation runs it: without the builder of queries.
TELL = "INSERT INTO kernel_factrow (name, payload, at, actor) VALUES (%s, %s, %s, %s) RETURNING id"
FORGOTTEN_AFTER = timedelta(seconds=60)


class OutsideTransaction(Refusal):
    code = "kernel.outside_transaction"
    status = 500
    sentence = Text("事实只能在事务内发出。", "A fact may only be emitted inside a transaction.")
    way_out = Text("请在动词内调用 emit。", "Call emit from inside a verb.")


def wire(*, soon: Wiring, at_once: Wiring) -> None:
    """Called once, by flows, when the house is put together."""
    _soon.clear()
    _at_once.clear()
    _soon.update({facts.name_of(kind): reactions for kind, reactions in soon.items()})
    _at_once.update({facts.name_of(kind): reactions for kind, reactions in at_once.items()})
    _by_name.update(
        {
            react.__name__: react
            for group in (*_soon.values(), *_at_once.values())
            for react in group
        }
    )


def emit(fact: Any, *, actor: str = "") -> None:
    """Tell a fact upward. Refuses to run outside a transaction."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    name = facts.name_of(type(fact))
    at = clock.now()
    plain = json.dumps(facts.to_plain(fact), ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(TELL, [name, plain, at, actor[:80]])
        number = cursor.fetchone()[0]
    with audit.aside():
        for react in _at_once.get(name, ()):
            react(fact)
    due = [
        Reaction(fact_id=number, name=react.__name__, deferred_at=at)
        for react in _soon.get(name, ())
    ]
    for reaction in Reaction.objects.bulk_create(due):
        run_reaction.defer(reaction_id=reaction.pk)


@jobs.task(
    name="fangxian.react", queue="reactions", retry=RetryStrategy(max_attempts=8, linear_wait=5)
)
def run_reaction(reaction_id: int) -> None:
    """Carry out one reaction, once. Its effect and its tick are one transaction."""
    try:
        with unit_of_work():
            due = (
                Reaction.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("fact")
                .filter(pk=reaction_id, done_at__isnull=True)
                .first()
            )
            if due is None:
                return
            _by_name[due.name](facts.from_plain(due.fact.name, due.fact.payload))
            due.done_at, due.error = clock.now(), ""
            due.save(update_fields=["done_at", "error"])
    except Exception as error:
        log.exception("reaction %s failed", reaction_id)
        failed = Reaction.objects.filter(pk=reaction_id).first()
        if failed:
            failed.attempts += 1
            failed.error = repr(error)[:2000]
            failed.save(update_fields=["attempts", "error"])
        raise


def defer_forgotten() -> int:
    """Post again what a killed worker left behind. Returns how many."""
    before = clock.now() - FORGOTTEN_AFTER
    left = list(Reaction.objects.filter(done_at__isnull=True, deferred_at__lt=before)[:1000])
    for reaction in left:
        with transaction.atomic():
            reaction.deferred_at = clock.now()
            reaction.save(update_fields=["deferred_at"])
            run_reaction.defer(reaction_id=reaction.pk)
    return len(left)


def settle(limit: int = 10_000) -> int:
    """Run every due reaction now, until none is left (commands, tests). Returns how many."""
    ran = 0
    while ran < limit:
        due = list(Reaction.objects.filter(done_at__isnull=True).order_by("pk")[:100])
        if not due:
            break
        for reaction in due:
            run_reaction(reaction_id=reaction.pk)
            ran += 1
    return ran
