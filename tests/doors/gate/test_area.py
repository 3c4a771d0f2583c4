"""A device writes down whoever comes, wherever it was carried: of a venue outside the area for which
it was handed out the visit is kept, marked, shown and counted."""

from __future__ import annotations

import pytest

from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.models import Visit
from fangxian.lines.venues.rules import NO_VENUE, OUTSIDE_DUTY
from tests.doors.gate.people import scan
from tests.doors.gate.speaking import Ordinary
from tests.rooms.venues.people import officer, opened

ELSEWHERE = "610921102202"


@pytest.fixture
def doors(gate):
    return {"hot": gate, "ordinary": Ordinary()}


@pytest.fixture
def of_a_village(entrance):
    """The terminal of the next village, held by somebody of the whole county or of the village."""

    def enrol(grant: str) -> str:
        account = access.Account.objects.create_user(f"cun{grant}", password="x", name="邻村门口")
        access.grant(account.pk, "headquarters", grant, since=clock.today(), by=SYSTEM)
        actor = access.actor_for(account, "test")
        return devices.enrol("入口二号", ["venue"], ELSEWHERE, by=actor).token

    return enrol


@pytest.mark.parametrize("door", ["hot", "ordinary"])
@pytest.mark.parametrize("grant", ["610921", ELSEWHERE])
def test_a_visit_outside_the_device_s_area_is_kept_and_marked(
    doors, entrance, of_a_village, door, grant
):
    token = of_a_village(grant)
    own = opened("邻村超市", "商场和超市", ELSEWHERE)
    for n, venue in enumerate((entrance.market, own, 999_999)):
        said = doors[door].ask("POST", "/scan", scan(entrance, n, venue=venue), token)
        assert (said.status, said.json["verdict"]) == (200, "good")
    flags = dict(Visit.objects.values_list("venue_id", "flags"))
    assert flags == {entrance.market: OUTSIDE_DUTY, own: 0, 999_999: NO_VENUE}
    day = clock.today()
    wanted = venues.VisitsWanted(day, day, venue_id=entrance.market, doubtful=True)
    (row,) = venues.visits(wanted, "核对", by=officer("trace")).rows
    assert [one.zh for one in row.doubts] == ["登记人(终端)不管这个场所"]
    counted = {one.venue_id: one.flagged for one in venues.busiest(day, by=officer("read"))}
    assert counted[entrance.market] == 1


def test_the_county_s_own_device_is_at_home_everywhere(gate, entrance):
    assert gate.ask("POST", "/scan", scan(entrance, 1), entrance.token).status == 200
    assert Visit.objects.get().flags == 0
