"""Whom the public calls: an office's number, on notices and receipts, nearest first."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.errors import PhoneOdd
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from tests.rooms.duty.cast import HOME, holding

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(county) -> dict[str, int]:
    return duty.units_for(county.village())


def test_the_nearest_unit_with_a_phone_is_called(county, units):
    village = county.village()
    assert duty.phones_for([village]) == {village: ""}
    duty.set_public_phone(units["headquarters"], "12345", by=SYSTEM)
    assert duty.phones_for([village]) == {village: "12345"}
    duty.set_public_phone(units["township"], "（0915）5212345", by=SYSTEM)
    assert duty.phones_for([village, HOME]) == {village: "(0915)5212345", HOME: "12345"}
    near = duty.whom_to_call(village)
    assert [one.kind for one in near] == ["village", "township", "headquarters"]
    assert [one.public_phone for one in near] == ["", "(0915)5212345", "12345"]
    duty.set_public_phone(units["township"], "", by=SYSTEM)
    assert duty.phones_for([village]) == {village: "12345"}


@pytest.mark.parametrize("odd", ["打给王主任", "12", "1" * 20, "0915-521x"])
def test_what_cannot_be_dialled_is_not_kept(units, odd):
    with pytest.raises(PhoneOdd):
        duty.set_public_phone(units["village"], odd, by=SYSTEM)


def test_only_who_edits_duty_there_sets_it(county, units):
    elsewhere = holding("duty.edit", "610921199")
    with pytest.raises(NotAllowed):
        duty.set_public_phone(units["village"], "0915-5212345", by=elsewhere)
