"""A verb is a deed: one permission, one transaction, one audit line. A reading is a look at
a person's data: one permission, one audit line. A question reads nothing personal.

    @verb(needs="tasks.receive")
    def receive(instruction_ids: Sequence[int], *, by: Actor) -> Received: ...

`at` picks the place that the permission must hold over from the call's arguments; a verb
without it needs the permission somewhere and limits itself to `by.scope(...)`.
"""

from __future__ import annotations

import functools
import inspect
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar

from django.db import DataError, OperationalError

from fangxian.kernel import audit, clock, outages, outbox, work
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import DoesNotFit, NotAllowed, TooNewForSecond
from fangxian.kernel.facts import fact

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"
TIMES = 4  # how often a deed is begun that others stopped in the middle


@fact
class PartTaken:
    """Somebody took one part of a deed of two people (`subject`, as the audit names it), from
    an address and a device told by keyed marks."""

    subject: str
    account_id: int
    address: str
    device: str


@dataclass(frozen=True)
class Deed:
    """An entry of the register of all verbs, readings and questions."""

    name: str  # room.function
    needs: str
    kind: str  # verb | reading | question
    call: Callable[..., Any]


REGISTER: dict[str, Deed] = {}


Part = Literal["", "first", "second"]


def verb(
    *, needs: str, at: Callable[..., str | None] | None = None, part: Part = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A deed that changes something. `part`: of two people; the second is somebody whose
    account is not new (TooNewForSecond), and it is told who did which part from where."""
    return _deed("verb", needs, at, part)


def reading(
    *, needs: str, at: Callable[..., str | None] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A look at personal data, written into the audit."""
    return _deed("reading", needs, at)


def question(
    *, needs: str, at: Callable[..., str | None] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A look at counts and public things: permission only."""
    return _deed("question", needs, at)


def _deed(
    kind: str, needs: str, at: Callable[..., str | None] | None, part: Part = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{_room_of(function.__module__)}.{function.__name__}"
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs["by"]
            assert isinstance(by, Actor)
            where = _place(signature, at, args, kwargs) if at else None
            if needs != PUBLIC and not by.may(needs, where):
                _write_refusal(name, by, where)
                raise NotAllowed(permission=needs)
            if part == "second":
                _refuse_the_new(name, by, where)
            try:
                if kind == "question":
                    return function(*args, **kwargs)
                return _carried_out(
                    functools.partial(function, *args, **kwargs),
                    functools.partial(_noted, name, by, kind, where, part),
                    again=not any(isinstance(one, Iterator) for one in (*args, *kwargs.values())),
                )
            except (DataError, UnicodeEncodeError) as fault:
                raise DoesNotFit from fault

        REGISTER[name] = Deed(name, needs, kind, run)
        return run

    return wrap


def _carried_out(
    deed: Callable[[], R], noted: Callable[[], AbstractContextManager[None]], *, again: bool
) -> R:
    """Do it. Where two deeds crossed and the database stopped this one, nothing of it is left:
    the outermost does it again from its start, unless what it was given can be read only once."""
    left = TIMES if again and not work.running() else 1
    while True:
        left -= 1
        try:
            with noted():
                return deed()
        except OperationalError as fault:
            if not left or not outages.collided(fault):
                raise
            time.sleep(random.uniform(0.02, 0.2))  # noqa: S311 so that the two do not meet again


def _room_of(module: str) -> str:
    """`fangxian.lines.arrivals.services.x` is of the room `arrivals`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 3 else parts[1]


def _place(
    signature: inspect.Signature, at: Callable[..., str | None], args: Any, kwargs: Any
) -> str | None:
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    wanted = inspect.signature(at).parameters
    return at(**{name: bound.arguments[name] for name in wanted})


@contextmanager
def _noted(name: str, by: Actor, kind: str, where: str | None, part: Part) -> Iterator[None]:
    """Run as one unit of work, with its line in the audit."""
    line = audit.Note(name, by, "read" if kind == "reading" else "done", place=where or "")
    token = audit._open.set([*audit._open.get(), line])
    try:
        with work.one_look() if kind == "reading" else work.unit_of_work() as lines:
            yield
            lines.append(line)
            if part and by.account_id is not None:
                outbox.emit(
                    PartTaken(
                        subject=line.subject, account_id=by.account_id, address=by.address,
                        device=by.device,
                    )
                )  # fmt: skip
    finally:
        audit._open.reset(token)


def _refuse_the_new(name: str, by: Actor, where: str | None) -> None:
    """TooNewForSecond while the account is one that was made, or taken over, just now."""
    if by.second_from and clock.now() < by.second_from:
        _write_refusal(name, by, where)
        raise TooNewForSecond(until=clock.said(by.second_from))


def _write_refusal(name: str, by: Actor, where: str | None) -> None:
    work.refuse(audit.Note(name, by, "refused", place=where or ""))
