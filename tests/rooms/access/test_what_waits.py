"""A grant that waits says what it gives and who may agree: nobody is asked who would be refused."""

from __future__ import annotations

import pytest

from fangxian.ground.access import errors
from fangxian.ground.access import pages as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NeedsAnother, OneHand
from tests.rooms.access.officers import COUNTY, TOWN, of, old_account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may(db):
    access.bootstrap()
    with clock.at("2022-05-10T08:00"):
        yield


def officer(username: str, role: str = "account_officer", place: str = COUNTY) -> int:
    return signed_in(old_account(username, role, place).pk)


def test_who_is_named_may_agree_and_who_is_not_is_refused():
    first, whose = officer("guan1"), officer("li", "account_officer")
    others = {
        "guan2": officer("guan2"),
        "zhang": officer("zhang", "headquarters_chief"),
        "wu": officer("wu", "reader"),
        "xian": officer("xian", "account_officer", "610921103"),
    }
    given = access.grant(whose, "township", TOWN, by=of(first))
    [row] = access.waiting_grants(by=SYSTEM)
    assert row.second.names == ("guan2", "zhang")
    assert row.second.more == 0
    for by, refusal in ((first, NeedsAnother), (whose, NeedsAnother)):
        with pytest.raises((refusal, OneHand)):
            access.approve_grant(given, by=of(by))
    access.approve_grant(given, by=of(others["guan2"]))
    assert access.waiting_grants(by=SYSTEM) == ()


def test_who_may_not_give_a_chief_s_role_is_not_named():
    first, whose = officer("zhang1", "headquarters_chief"), officer("li", "reader")
    other, chief = officer("guan2"), officer("zhang2", "headquarters_chief")
    given = access.grant(whose, "headquarters_chief", COUNTY, by=of(first))
    [row] = access.waiting_grants(by=SYSTEM)
    assert row.second.names == ("zhang2",)
    with pytest.raises(errors.NotYoursToGive):
        access.approve_grant(given, by=of(other))
    access.approve_grant(given, by=of(chief))


def test_what_it_gives_is_said_in_words():
    first, whose = officer("guan1"), officer("li", "reader")
    access.grant(whose, "township", TOWN, by=of(first))
    [row] = access.waiting_grants(by=SYSTEM)
    assert "明文" in row.gives.zh
    assert "改人的颜色" in row.gives.zh
    assert "管账号" not in row.gives.zh
    assert "in clear" in row.gives.en
