"""What one asks for and another agrees to: verbs whose part is "both"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fangxian.ground.access import acting, errors
from fangxian.ground.access.models import OperationAsked
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.masking import masked, masked_within
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, Operation, agreed, verb, whole_register

SEALED = "access.asked"


def do_or_ask(operation: str, given: Mapping[str, Any], because: str, *, by: Actor) -> int | None:
    """Do a verb where one may (None), else ask for it: the number under which another agrees.
    `given`: its arguments, plain values."""
    wanted = whole_register()[operation]
    if by.account_id is None or not wanted.takes_two(**given, by=by):
        wanted.call(**given, by=by)
        return None
    return ask_for(operation, given, because, by=by)


@verb(
    needs=PUBLIC,
    words=Text("提请两人办理的事", "asked for an operation of two people"),
    part="first",
)
def ask_for(operation: str, given: Mapping[str, Any], because: str, *, by: Actor) -> int:
    """Lay an operation of two people before a second. One who may not do it may not ask. Asked for
    twice it is one. Returns its number."""
    wanted = whole_register().get(operation)
    if wanted is None or by.account_id is None or not wanted.takes_two(**given, by=by):
        raise errors.NotForTwoPeople(operation=operation)
    place = _refuse(wanted, given, by)
    plain = json.dumps(dict(given), ensure_ascii=False, sort_keys=True)
    asked, _ = OperationAsked.objects.get_or_create(
        operation=operation,
        mark=crypto.blind_index(plain, about=SEALED),
        state="waiting",
        defaults={
            "given": masked_within(given),
            "sealed": crypto.seal(plain, about=SEALED),
            "place": place,
            "because": masked(because.strip())[:300],
            "asked_by_id": by.account_id,
            "asked_at": clock.now(),
        },
    )
    audit.note(
        subject=f"access.asked:{asked.pk}",
        operation=operation,
        given=asked.given,
        place=place,
        purpose=asked.because,
    )
    return asked.pk


def _asker(asked_id: int) -> int | None:
    return OperationAsked.objects.filter(pk=asked_id).values_list("asked_by_id", flat=True).first()


@verb(
    needs=PUBLIC,
    words=Text("作为第二人同意", "agreed as the second of two"),
    part="second",
    first=_asker,
)
def agree(asked_id: int, *, by: Actor) -> None:
    """The second person's part: it is done now. NeedsAnother for who asked; NothingAsked when it
    waits no more, or when who asked may not do it any more."""
    asked, operation = _waiting(asked_id, by)
    asker = acting.actor_of(asked.asked_by_id, "")
    if not asker.may(operation.needs, asked.place or None):
        raise errors.NothingAsked
    with agreed(asked.operation):
        operation.call(**json.loads(crypto.unseal(asked.sealed, about=SEALED)), by=by)
    _settle(asked, "done", by)


@verb(needs=PUBLIC, words=Text("撤回两人办理的提请", "dropped what was asked for"))
def drop_asked(asked_id: int, *, by: Actor) -> None:
    """Do without it: whoever may do it may say so, who asked as well."""
    asked, _ = _waiting(asked_id, by)
    _settle(asked, "dropped", by)


def _waiting(asked_id: int, by: Actor) -> tuple[OperationAsked, Operation]:
    asked = OperationAsked.objects.select_for_update(of=("self",)).filter(pk=asked_id).first()
    if asked is None:
        raise NotFound(what=Text("这次提请", "This request"))
    operation = whole_register().get(asked.operation)
    if operation is None:  # of a former release
        raise errors.NothingAsked
    if not by.may(operation.needs, asked.place or None):
        raise NotAllowed(permission=operation.needs)
    if asked.state != "waiting":
        raise errors.NothingAsked
    return asked, operation


def _refuse(operation: Operation, given: Mapping[str, Any], by: Actor) -> str:
    place = operation.place(**given)
    if not by.may(operation.needs, place):
        raise NotAllowed(permission=operation.needs)
    return place or ""


def _settle(asked: OperationAsked, state: str, by: Actor) -> None:
    asked.state, asked.decided_by_id, asked.decided_at = state, by.account_id, clock.now()
    asked.sealed = b""
    asked.save(update_fields=["state", "decided_by", "decided_at", "sealed"])
    audit.note(
        subject=f"access.asked:{asked.pk}",
        operation=asked.operation,
        state=state,
        place=asked.place,
    )
