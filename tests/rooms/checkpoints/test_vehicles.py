"""A plate or a train, however it was written on a form or is typed at a barrier."""

from __future__ import annotations

import pytest

from fangxian.lines.checkpoints.vehicles import vehicle_of, vehicles_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("陕A12345", ("陕A12345",)),
        ("自驾 陕a·12345", ("陕A12345",)),
        ("陕A 12345", ("陕A12345",)),
        ("陕AD12345(新能源)", ("陕AD12345",)),
        ("陕A12345、川B54321", ("陕A12345", "川B54321")),
        ("K245次 12车厢", ("K245",)),
        ("G1834/G1835", ("G1834", "G1835")),
        ("MU2345", ("MU2345",)),
        ("陕A12345 转 K245", ("陕A12345",)),
        ("亲戚的车", ()),
        ("", ()),
    ],
)
def test_what_is_written_of_a_vehicle_is_read_as_a_guard_types_it(text, found):
    assert vehicles_in(text) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("陕a·12345", "陕A12345"),
        ("陕A D12345", "陕AD12345"),
        ("K245", "K245"),
        ("k245次", ""),  # a guard types the number of the train
        ("11010519491231002X", ""),
        ("E12345678", ""),
        ("FX1:6BF", ""),
        ("23456789ABCDEFGH", ""),
        ("陕A12345 川B54321", ""),
    ],
)
def test_a_vehicle_is_told_from_a_number_a_code_and_a_card(typed, found):
    assert vehicle_of(typed) == found
