"""A verb is an operation: one permission, one transaction, one audit line. A reading is a look at
a person's data: one permission, one audit line. A question reads nothing personal.

    @verb(needs="tasks.receive", words=Text("收到指令", "received"))
    def receive(instruction_ids: Sequence[int], *, by: Actor) -> Received: ...

`at` picks the place that the permission must hold over from the call's arguments; a verb
without it needs the permission somewhere and limits itself to `by.scope(...)`. `words` is
what was done, in the county's words: for the audit and for “who looked”.
"""

from __future__ import annotations

import functools
import inspect
import random
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar

from django.db import DataError, OperationalError
from django.utils.module_loading import autodiscover_modules

from fangxian.kernel import audit, clock, outages, outbox, work
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import (
    DoesNotFit,
    NeedsAnother,
    NotAllowed,
    OneHand,
    Refusal,
    TakesTwo,
    TooNewForPair,
)
from fangxian.kernel.facts import fact
from fangxian.kernel.text import Text

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"
TIMES = 4  # how often an operation is begun that others stopped in the middle

_agreed: ContextVar[str] = ContextVar("agreed", default="")  # the verb that two people agreed on


@fact
class PartTaken:
    """Somebody took one part of an operation of two people (`subject`, as the audit names it), from
    an address and a device told by keyed marks."""

    subject: str
    account_id: int
    address: str
    device: str


Part = Literal["", "first", "second", "both"]
First = int | Collection[int | None] | None
At = Callable[..., str | None] | None


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom an operation that waits for a second person is about, and what becomes of them by it."""

    person_ids: tuple[int, ...] = ()
    frees: Text | None = None


About = Callable[..., Concern] | None


@dataclass(frozen=True)
class Two:
    """How a verb is part of an operation of two people.

    part   "first", "second", or "both": one asks for the verb as it is, another agrees
           (`access.ask_for`, `access.agree`). A function of the call's arguments where it varies.
    first  for the second part: the account that took the first, or all that may not take the
           second, from the call's arguments. NeedsAnother for these, OneHand for who counts as one.
    about  of one that is asked for: what the second person reads of it, from the call's arguments.
    """

    part: Part | Callable[..., Part] = ""
    first: Callable[..., First] | None = None
    about: About = None


ALONE = Two()


@dataclass(frozen=True)
class Operation:
    """An entry of the register of all verbs, readings and questions."""

    name: str  # room.function
    needs: str
    kind: str  # verb | reading | question
    call: Callable[..., Any]
    words: Text | None  # a question has none
    at: At = None
    two: Two = ALONE

    def place(self, **given: Any) -> str | None:
        """Where the permission must hold for a call with these arguments; None: anywhere."""
        signature = inspect.signature(self.call)
        return _asked(signature, self.at, (), given) if self.at else None

    def takes_two(self, **given: Any) -> bool:
        """Whether a call with these arguments, `by` among them, is asked for by one and agreed to
        by another."""
        return _part_of(inspect.signature(self.call), self.two, (), given) == "both"

    def concern(self, **given: Any) -> Concern:
        """What a second person reads of a call with these arguments, while it waits for them."""
        if self.two.about is None:
            return Concern()
        return _asked(inspect.signature(self.call), self.two.about, (), given)


REGISTER: dict[str, Operation] = {}


@functools.cache
def whole_register() -> dict[str, Operation]:
    """REGISTER with the operations of every room that is installed, whichever of them this process has
    needed so far: the terminal loads a room when a command calls it."""
    for face in ("api", "pages", "reactions"):
        autodiscover_modules(face)
    return REGISTER


def verb(
    *,
    needs: str,
    words: Text,
    at: At = None,
    part: Part | Callable[..., Part] = "",
    first: Callable[..., First] | None = None,
    about: About = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An operation that changes something. `part`, `first` and `about`: of two people, see Two. Neither is
    somebody whose account is new or was just in another's hands (TooNewForPair), nor are both one
    account (NeedsAnother) or one hand (OneHand), and it is told who did which part from where."""
    return _operation("verb", needs, words, at, Two(part, first, about))


def reading(
    *, needs: str, words: Text, at: At = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A look at personal data, written into the audit."""
    return _operation("reading", needs, words, at)


def question(*, needs: str, at: At = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A look at counts and public things: permission only."""
    return _operation("question", needs, None, at)


def _operation(
    kind: str, needs: str, words: Text | None, at: At, two: Two = ALONE
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{_room_of(function.__module__)}.{function.__name__}"
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs["by"]
            assert isinstance(by, Actor)
            where = _asked(signature, at, args, kwargs) if at else None
            if needs != PUBLIC and not by.may(needs, where):
                _write_refusal(name, by, where)
                raise NotAllowed(permission=needs)
            part = _part_of(signature, two, args, kwargs)
            first = _asked(signature, two.first, args, kwargs) if part and two.first else None
            if refusal := _no_pair(name, part, first, by):
                _write_refusal(name, by, where)
                raise refusal
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

        REGISTER[name] = Operation(name, needs, kind, run, words, at, two)
        return run

    return wrap


def _carried_out(
    operation: Callable[[], R], noted: Callable[[], AbstractContextManager[None]], *, again: bool
) -> R:
    """Do it. Where two operations crossed and the database stopped this one, nothing of it is left:
    the outermost does it again from its start, unless what it was given can be read only once."""
    left = TIMES if again and not work.running() else 1
    while True:
        left -= 1
        try:
            with noted():
                return operation()
        except OperationalError as fault:
            if not left or not outages.collided(fault):
                raise
            time.sleep(random.uniform(0.02, 0.2))  # noqa: S311 so that the two do not meet again


def _room_of(module: str) -> str:
    """`fangxian.lines.arrivals.services.x` is of the room `arrivals`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 3 else parts[1]


def _part_of(signature: inspect.Signature, two: Two, args: Any, kwargs: Any) -> Part:
    return two.part if isinstance(two.part, str) else _asked(signature, two.part, args, kwargs)


def _asked(signature: inspect.Signature, of: Callable[..., R], args: Any, kwargs: Any) -> R:
    """What a function says of those arguments of the call that it names."""
    bound = signature.bind_partial(*args, **kwargs)
    bound.apply_defaults()
    wanted = inspect.signature(of).parameters
    return of(**{name: bound.arguments[name] for name in wanted})


@contextmanager
def _noted(name: str, by: Actor, kind: str, where: str | None, part: Part) -> Iterator[None]:
    """Run as one unit of work, with its line in the audit."""
    line = audit.Note(name, by, "read" if kind == "reading" else "done", place=where or "")
    token = audit._open.set([*audit._open.get(), line])
    try:
        with work.one_look() if kind == "reading" else work.unit_of_work() as lines:
            yield
            lines.append(line)
            if part in {"first", "second"} and by.account_id is not None:
                outbox.emit(
                    PartTaken(
                        subject=line.subject,
                        account_id=by.account_id,
                        address=by.address,
                        device=by.device,
                    )
                )
    finally:
        audit._open.reset(token)


@contextmanager
def agreed(name: str) -> Iterator[None]:
    """Within: two people have agreed on this verb."""
    token = _agreed.set(name)
    try:
        yield
    finally:
        _agreed.reset(token)


def is_agreed(name: str) -> bool:
    """Whether what runs now was agreed on by two people."""
    return _agreed.get() == name


def _no_pair(name: str, part: str, first: First, by: Actor) -> Refusal | None:
    """Neither part by an account that was made, or taken over, just now; not both by one hand.
    The terminal on the machine and the system are nobody's account."""
    if not part or by.account_id is None:
        return None
    if by.pair_from and clock.now() < by.pair_from:
        return TooNewForPair(until=clock.said(by.pair_from))
    taken = {first} if first is None or isinstance(first, int) else {*first}
    if taken & by.hand:
        return NeedsAnother() if by.account_id in taken else OneHand()
    return TakesTwo() if part == "both" and not is_agreed(name) else None


def _write_refusal(name: str, by: Actor, where: str | None) -> None:
    work.refuse(audit.Note(name, by, "refused", place=where or ""))
