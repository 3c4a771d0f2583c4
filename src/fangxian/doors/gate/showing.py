"""A phone asks for a fresh code of somebody for whom the page "my code" gave it a pass."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.doors.entrance import devices, passes, shapes
from fangxian.doors.entrance.passes import Holder
from fangxian.doors.entrance.refusals import NotOnRecord, PassOver
from fangxian.doors.gate.asgi import Receive, Scope, bearer
from fangxian.doors.gate.batching import Batcher
from fangxian.doors.gate.connecting import own_connection
from fangxian.doors.gate.gathering import Gathering
from fangxian.lines.codes import api as codes

LOOK = devices.look("gate")


@own_connection
def show(holders: Sequence[Holder]) -> list[codes.Shown | None]:
    """One reading for the own phones and one for the families'."""
    wanted: dict[int, dict[int, int]] = {}
    for one in holders:
        wanted.setdefault(one.kind, {})[one.person_id] = one.kind
    made = {kind: codes.show_many(people, by=LOOK) for kind, people in wanted.items()}
    return [made[one.kind].get(one.person_id) for one in holders]


class Codes(Gathering[Holder, codes.Shown | None]):
    """GET /gate/code."""

    def __init__(self) -> None:
        super().__init__(Batcher(show))

    async def heard(self, scope: Scope, receive: Receive) -> Holder:
        holder = passes.read(bearer(scope))
        if holder is None:
            raise PassOver
        return holder

    def told(self, done: codes.Shown | None) -> shapes.Code:
        if done is None:
            raise NotOnRecord
        return shapes.shown(done)
