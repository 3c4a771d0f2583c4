"""Whether a code is good, for a device that asks; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fangxian.doors.entrance import shapes
from fangxian.doors.entrance.refusals import UnknownDevice
from fangxian.doors.gate.batching import Batcher
from fangxian.doors.gate.bearers import Bearers
from fangxian.doors.gate.connecting import own_connection
from fangxian.doors.gate.gathering import Gathering, read
from fangxian.doors.gate.rsgi import HTTPProtocol, Scope

DECODER = msgspec.json.Decoder(shapes.Check)


@own_connection
def check(texts: Sequence[str]) -> list[shapes.Checked]:
    """Beside the loop, for twice a minute the keys are looked up again."""
    return [shapes.checked(text) for text in texts]


class Checks(Gathering[str, shapes.Checked]):
    """POST /gate/verify."""

    def __init__(self, bearers: Bearers) -> None:
        super().__init__(Batcher(check))
        self._bearers = bearers

    async def heard(self, scope: Scope, protocol: HTTPProtocol) -> str:
        if await self._bearers.named(scope) is None:
            raise UnknownDevice
        return (await read(scope, protocol, DECODER)).code

    def told(self, done: shapes.Checked) -> shapes.Checked:
        return done
