"""A hot route: hear one request, gather it with the others of the moment, answer when the whole
batch is committed."""

from __future__ import annotations

import logging
from typing import Generic, TypeVar

import msgspec

from fangxian.doors.entrance.refusals import Full, NotKept, Unreadable
from fangxian.doors.entrance.shapes import MOST_BYTES
from fangxian.doors.gate import batching
from fangxian.doors.gate.batching import Batcher
from fangxian.doors.gate.rsgi import HTTPProtocol, Scope, answer, body_of, refuse
from fangxian.kernel.errors import Refusal

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

log = logging.getLogger(__name__)
encode = msgspec.json.Encoder().encode


class Gathering(Generic[T, R]):
    """What a route says of itself: `heard` makes an item of a request, `event_context` JSON of its result;
    both may refuse."""

    def __init__(self, batcher: Batcher[T, R]) -> None:
        self.batcher = batcher

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Whatever fails, a client is told to come back with the same."""
        try:
            item = await self.heard(scope, protocol)
            body = encode(self.told(await self.batcher.put(item)))
        except Refusal as why:
            refuse(protocol, why)
        except batching.Full as full:
            refuse(protocol, Full(after=full.after))
        except Exception:
            log.exception("a batch was not kept")
            refuse(protocol, NotKept(after=1))
        else:
            answer(protocol, body)

    async def heard(self, scope: Scope, protocol: HTTPProtocol) -> T:
        raise NotImplementedError

    def told(self, done: R) -> msgspec.Struct:
        raise NotImplementedError


async def read(scope: Scope, protocol: HTTPProtocol, decoder: msgspec.json.Decoder[S]) -> S:
    """The body as its shape; Unreadable for anything else."""
    try:
        return decoder.decode(await body_of(scope, protocol, MOST_BYTES))
    except (msgspec.DecodeError, ValueError):
        raise Unreadable from None
