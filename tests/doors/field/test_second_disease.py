"""A pack of another disease says nothing of codes: what a guard's phone is told then stands in the house's own file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fangxian.doors.field.bundle.policy import policy_of
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 10)


def test_phones_accept_a_code_past_its_end_whatever_the_disease():
    with clock.at("2022-05-10T08:00"):
        edition = policy.in_force(DAY, "610921")
        of_codes = {
            key for key in edition.values if key.startswith(("codes.", "checkpoints.antigen"))
        }
        assert "codes.grace_minutes" in of_codes
        values = {key: one for key, one in edition.values.items() if key not in of_codes}
        told = policy_of(replace(edition, values=values), "610921")
    assert told["code_grace_minutes"] == edition.house["codes.grace_minutes"].value > 0
    assert told["antigen_minutes"] == edition.house["checkpoints.antigen_minutes"].value
