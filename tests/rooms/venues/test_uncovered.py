"""Premises without a code, and inspections."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.errors import AlreadyRechecked, DepartmentMissing, UnknownFinding
from tests.rooms.venues.people import officer

VILLAGE, OTHER = "610921102201", "610921103201"
pytestmark = pytest.mark.django_db


def entered():
    rows = [
        venues.NewPremises("老王理发店", VILLAGE, "正街 3 号"),
        venues.NewPremises("老王理发店", VILLAGE, "正街 3 号"),
        venues.NewPremises("棋牌室", VILLAGE),
        venues.NewPremises("小诊所", OTHER),
        venues.NewPremises("   ", VILLAGE),
    ]
    return venues.add_premises(rows, by=officer("find"))


def test_premises_are_listed_once_and_counted_where_they_lie():
    assert entered() == 3
    assert entered() == 0
    by = officer("read")
    assert {(c.place, c.count) for c in venues.uncovered_by_grid(by=by)} == {
        (VILLAGE, 2),
        (OTHER, 1),
    }
    assert venues.premises_without_code(VILLAGE, by=by).total == 2
    assert venues.premises_without_code(by=officer("read", place=OTHER)).total == 1


def test_they_are_copied_to_the_department_that_answers():
    entered()
    by = officer("read", "copy", "find")
    ids = [row.id for row in venues.premises_without_code(VILLAGE, by=by).rows]
    with pytest.raises(DepartmentMissing):
        venues.copy_to_department(ids, " ", by=by)
    with pytest.raises(DepartmentMissing):
        venues.copy_to_department([], "县文旅局", by=by)
    venues.copy_to_department(ids, "县文旅局", "三日内申领", by=by)
    assert venues.premises_without_code(by=by, copied=False).total == 1
    assert venues.premises_without_code(by=by, copied=True).rows[0].copied_to == "县文旅局"
    venues.settle_premises(ids[0], "已申领", by=by)
    (sent,) = venues.copies(by=by).rows
    assert (sent.count, sent.settled) == (2, 1)


def test_a_grid_worker_enters_only_their_own_grid():
    with pytest.raises(NotAllowed):
        venues.add_premises([venues.NewPremises("店", OTHER)], by=officer("find", place=VILLAGE))


def test_an_inspection_with_faults_falls_due_again(market):
    by = officer("inspect", "read")
    with pytest.raises(UnknownFinding):
        venues.inspect(market, ["不好看"], by=by)
    first = venues.inspect(market, ["逢进必扫", "逢扫必查"], "门口无人", by=by)
    assert [row.id for row in venues.inspections(by=by, due=True).rows] == [first]
    with clock.at("2022-05-14T09:00"):
        assert venues.inspections(by=by, due=True).rows[0].late
        second = venues.recheck(first, ["逢扫必查"], by=by)
        assert [row.id for row in venues.inspections(by=by, due=True).rows] == [second]
        with pytest.raises(AlreadyRechecked):
            venues.recheck(first, [], by=by)
        venues.recheck(second, [], by=by)
        assert venues.inspections(by=by, due=True).total == 0
    assert venues.inspections(market, by=by).total == 3


def test_an_inspector_looks_only_where_they_hold_it(market):
    with pytest.raises(NotAllowed):
        venues.inspect(market, [], by=officer("inspect", place=OTHER))
