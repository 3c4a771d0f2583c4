"""A made-up ledger is one the county could have got: sound documents, real places, real faults."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.overview.drills import api as drills

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return drills.make_ledger(drills.Plan(rows=4_000, seed=7))


def test_the_same_plan_gives_the_same_ledger(made):
    assert drills.make_ledger(drills.Plan(rows=4_000, seed=7)).rows == made.rows
    assert drills.make_ledger(drills.Plan(rows=50, seed=8)).rows != made.rows[:50]


def test_documents_pass_their_check_unless_they_were_spoilt():
    clean = drills.make_ledger(drills.Plan(rows=1_500, seed=3, faults=0))
    faulty = [
        row["证件号码"]
        for row in clean.rows
        if not isinstance(
            people.normalise_document(row["证件类型"], row["证件号码"]), people.DocumentKey
        )
    ]
    assert faulty == []


def test_repeats_and_faults_are_as_many_as_in_life(made):
    numbers = Counter(row["证件号码"] for row in made.rows)
    repeated = sum(count - 1 for count in numbers.values() if count > 1)
    assert 0.2 < repeated / len(made.rows) < 0.4
    assert set(made.spoilt) == set(drills.FAULTS)
    for kind, count in made.spoilt.items():
        assert 0.004 < count / len(made.rows) < 0.02, kind


def test_places_are_real_and_most_resolve():
    clean = drills.make_ledger(drills.Plan(rows=800, seed=5, faults=0))
    unknown = Counter(
        row["出发地"]
        for row in clean.rows
        if row["是否入境"] == "否" and places.resolve_name(row["出发地"]) is None
    )
    assert sum(unknown.values()) / len(clean.rows) < 0.02, unknown.most_common(10)
    villages = {
        village.name
        for town in places.children_of("610921")
        for village in places.children_of(town.code)
    }
    assert {row["目的村(社区)"] for row in clean.rows} <= villages


def test_nobody_files_in_the_future_and_days_are_in_order():
    until = datetime(2022, 5, 10, 7, 30)
    plan = drills.Plan(
        rows=600,
        seed=2,
        faults=0,
        first=date(2022, 4, 20),
        last=date(2022, 5, 13),
        filed_until=until,
    )
    for row in drills.make_ledger(plan).rows:
        assert row["填报时间"] <= f"{until:%Y-%m-%d %H:%M}"
        assert row["离开出发地日期"] <= row["抵达日期"]
        assert "2022-04-20" <= row["抵达日期"] <= "2022-05-13"


def test_a_year_of_the_county_is_made(tmp_path):
    made = drills.make_ledger(drills.Plan(rows=60_900))
    drills.write_csv(made.rows, tmp_path / "ledger.csv")
    assert len(made.rows) == 60_900


def test_the_files_hold_what_was_made(made, tmp_path):
    drills.write_xlsx(made.rows[:200], tmp_path / "ledger.xlsx", title="蒲溪镇来汉人员台账")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "ledger.xlsx")).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0][0] == "蒲溪镇来汉人员台账"
    assert tuple(rows[1]) == drills.COLUMNS
    assert len(rows) == 202
    assert any(isinstance(row[6], date | datetime) for row in rows[2:])
    drills.write_csv(made.rows, tmp_path / "old.csv", encoding="gb18030")
    assert (tmp_path / "old.csv").read_text("gb18030").count("\n") == 4_001
