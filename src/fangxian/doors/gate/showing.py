"""A phone asks for a fresh code of somebody for whom the page "my code" gave it a pass."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.doors.entrance import devices, passes, shapes
from fangxian.doors.entrance.refusals import PassOver
from fangxian.doors.gate.batching import Batcher
from fangxian.doors.gate.connecting import own_connection
from fangxian.doors.gate.gathering import Gathering
from fangxian.doors.gate.rsgi import HTTPProtocol, Scope, bearer
from fangxian.lines.codes import pages as codes

LOOK = devices.look("gate")


@own_connection
def show(asked: Sequence[codes.CodeWanted]) -> list[codes.Shown | None]:
    return codes.show_many(asked, by=LOOK)


class Codes(Gathering[codes.CodeWanted, codes.Shown | None]):
    """GET /gate/code."""

    def __init__(self) -> None:
        super().__init__(Batcher(show))

    async def heard(self, scope: Scope, protocol: HTTPProtocol) -> codes.CodeWanted:
        asked = passes.read(bearer(scope))
        if asked is None:
            raise PassOver
        return asked

    def told(self, done: codes.Shown | None) -> shapes.Code:
        if done is None:
            raise PassOver
        return shapes.shown(done)
