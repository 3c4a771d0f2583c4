"""An entrance sends a code that it read; the answer says what holds, once the visit is committed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fangxian.doors.entrance import devices, shapes
from fangxian.doors.entrance.refusals import UnknownDevice
from fangxian.doors.gate.batching import Batcher
from fangxian.doors.gate.bearers import Bearers
from fangxian.doors.gate.connecting import own_connection
from fangxian.doors.gate.gathering import Gathering, read
from fangxian.doors.gate.rsgi import HTTPProtocol, Scope
from fangxian.lines.venues import pages as venues

DECODER = msgspec.json.Decoder(shapes.Scan)
HAND = devices.hand("gate")


@own_connection
def write(held: Sequence[venues.Held]) -> list[venues.PresentedAnswer]:
    return venues.take_codes(held, by=HAND)


class Scans(Gathering[venues.Held, venues.PresentedAnswer]):
    """POST /gate/scan."""

    def __init__(self, bearers: Bearers) -> None:
        super().__init__(Batcher(write))
        self._bearers = bearers

    async def heard(self, scope: Scope, protocol: HTTPProtocol) -> venues.Held:
        entrance = await self._bearers.named(scope)
        if entrance is None:
            raise UnknownDevice
        return (await read(scope, protocol, DECODER)).held(entrance)

    def told(self, done: venues.PresentedAnswer) -> shapes.Scanned:
        return shapes.scanned(done)
