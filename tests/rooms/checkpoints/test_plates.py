"""A plate is the same plate however it is typed: on passes, at barriers, on the guard's phone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.vehicles import comparable, plate_kept, vehicle_of, vehicles_in

VECTORS = json.loads(
    (Path(__file__).parents[3] / "contracts/vectors/plates.json").read_text("utf-8")
)["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["text"])
def test_a_text_is_read_as_the_guards_phone_reads_it(vector):
    text = vector["text"]
    said = (list(vehicles_in(text)), vehicle_of(text), comparable(text))
    assert said == (vector["found"], vector["only"], vector["compared"])


PLATES = [
    "陕G12345",
    "粤Z1234港",
    "陕G1234挂",
    "陕GD12345",
    "京A0023领",
    "使014578",
    "WJ陕1234X",
    "京X0008应急",
]


@given(st.sampled_from(PLATES), st.data())
def test_any_writing_of_a_plate_is_the_plate(plate, data):
    between = st.sampled_from(["", "", "·", " ", "-", "•", "．"])
    wide = st.sampled_from([lambda sign: sign, lambda sign: _wide(sign), str.lower])
    typed = "".join(data.draw(wide)(sign) + data.draw(between) for sign in plate)
    assert vehicles_in(typed) == (plate,)
    assert vehicle_of(typed) == plate_kept(typed) == comparable(typed) == plate


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0) if sign.isascii() else sign


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["陕Ｇ８８８８８", "陕G·88888", "陕g 88888", "陕G88888"])
def test_a_pass_is_found_by_its_plate_as_people_write_it(typed):
    with clock.at("2022-05-10T08:00"):
        new = checkpoints.NewPass(
            plate=typed,
            route="安康—汉阴",
            since=date(2022, 5, 9),
            until=date(2022, 5, 15),
            place="610921",
        )
        made = checkpoints.pass_shown(checkpoints.issue_pass(new, by=SYSTEM), by=SYSTEM)
        assert made.plate == "陕G88888"
        for wanted in (
            "陕Ｇ８８８８８",
            "陕G·88888",
            "陕G88888",
            "陕g",
            made.number,
            made.number[:6],
        ):
            assert [row.id for row in checkpoints.passes(wanted, by=SYSTEM).rows] == [made.id]
        for nobody in ("陕G77777", "\0", "—", "陕\0"):
            found = checkpoints.passes(nobody, by=SYSTEM).rows
            assert found == () or nobody == "陕\0"
