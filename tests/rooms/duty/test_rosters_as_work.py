"""Rows of a roster that nobody can place are work until they are put right; a roster that was the wrong
one is taken back."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding, Post
from fangxian.ground.duty.shift_words import Shift, cut, shift_of
from fangxian.ground.intake import api as intake
from fangxian.ground.intake.errors import AsideWhy, ImportUndone, PurposeUnsaid
from fangxian.ground.intake.models import PutBackRow
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotFound

from .cast import HOME, holding

HEADER = "日期,单位,姓名,电话"
GOOD = "2022-05-11,城关镇,皮一凡,13912345671"
LOST = "2022-05-11,县大数据专班,皮二凡,13912345672"


def take(*rows, header=HEADER, name="值班.csv", by=SYSTEM):
    return duty.import_roster("\n".join([header, *rows]).encode(), name, by=by)


def test_rows_nobody_can_place_are_kept_and_come_back_corrected(county):
    done = take(GOOD, LOST)
    assert (done.new, len(done.rejected)) == (1, 1)
    (row,) = duty.ROSTERS.rows(done.import_id, by=SYSTEM).rows
    assert (row.row, row.faults[0][0]) == (3, "duty.unknown_unit")
    assert ("电话", "139****") in row.cells
    assert take(GOOD, LOST).unchanged == 1
    assert PutBackRow.objects.count() == 1  # the same row again is the same work
    with pytest.raises(PurposeUnsaid):
        duty.ROSTERS.file(done.import_id, purpose="", by=SYSTEM)
    book = duty.ROSTERS.file(done.import_id, purpose="退给大数据局", by=SYSTEM)
    (sheet,) = intake.sheets(book, 10_000_000)
    assert "没有单位" in str(sheet.rows[1])
    titles, cells = (list(map(str, line)) for line in sheet.rows[:2])
    cells[titles.index("单位")] = "城关镇"
    corrected = ",".join(cell.replace(",", "，") for cell in cells)
    again = take(corrected, header=",".join(titles), name="改好.csv")
    assert (again.new, again.rejected, again.sheets[0].unread) == (1, (), ())
    assert PutBackRow.objects.get().settled_how == "corrected"
    assert duty.ROSTERS.imports(by=SYSTEM).rows[-1].open_rows == 0


def test_who_may_not_show_numbers_corrects_what_is_beside_them(county):
    done = take(LOST)
    clerk = holding("duty.edit duty.read", HOME)
    book = duty.ROSTERS.file(done.import_id, purpose="", by=clerk)
    (sheet,) = intake.sheets(book, 10_000_000)
    titles, cells = (list(map(str, line)) for line in sheet.rows[:2])
    assert "13912345672" not in cells
    cells[titles.index("单位")] = "城关镇"
    line = ",".join(cell.replace(",", "，") for cell in cells)
    assert take(line, header=",".join(titles), by=clerk).new == 1
    from fangxian.ground.access import api as access

    assert access.open_phone(Holding.objects.get().phone_sealed) == "13912345672"


def test_rows_are_seen_by_their_own_area_and_set_aside_with_a_reason(county):
    done = take(LOST)
    (row,) = duty.ROSTERS.rows(done.import_id, by=SYSTEM).rows
    with pytest.raises(NotFound):
        duty.ROSTERS.rows(done.import_id, by=holding("duty.edit", "610922"))
    with pytest.raises(AsideWhy):
        duty.ROSTERS.set_aside([row.id], " ", by=SYSTEM)
    assert duty.ROSTERS.set_aside([row.id], "重复", by=holding("duty.edit", "610922")) == 0
    assert duty.ROSTERS.set_aside([row.id], "重复", by=SYSTEM) == 1
    assert duty.ROSTERS.rows(done.import_id, by=SYSTEM).total == 0


def test_a_roster_is_taken_back_with_a_reason_and_once(county):
    before = Post.objects.count()
    done = take(GOOD, "2022-05-12,城关镇,皮三凡,13912345673")
    with pytest.raises(intake.UndoUnexplained):
        duty.undo_roster(done.import_id, "", by=SYSTEM)
    assert duty.undo_roster(done.import_id, "传错了", by=SYSTEM) == (2, 0)
    assert (Holding.objects.count(), Post.objects.count()) == (0, before)
    with pytest.raises(ImportUndone):
        duty.undo_roster(done.import_id, "再来", by=SYSTEM)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("夜班", Shift("夜班", 12)),
        ("白班", Shift("白班")),
        ("20:00-8:00", Shift("20:00–次日8:00", 8)),
        ("20：00—次日8：30", Shift("20:00–次日8:30", 9)),
        ("8:00-20:00", Shift("8:00–20:00")),
        ("晚8点至次日8点", Shift("20:00–次日8:00", 8)),
        ("夜间（20时—次日8时）", Shift("夜间 20:00–次日8:00", 8)),
        ("全天", Shift("全天")),
        ("张三", None),
        ("5.8", None),
        ("2022-05-08", None),
    ],
)
def test_words_for_part_of_a_day(text, shift):
    assert shift_of(text) == shift


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("5.8夜班", "5.8", "夜班"),
        ("5月8日 20:00-8:00", "5月8日", "20:00–次日8:00"),
        ("5.9(白班)", "5.9", "白班"),
    ],
)
def test_a_day_with_its_shift_is_both(text, day, words):
    assert cut(text) == (day, shift_of(words.replace("–次日", "-")) or shift_of(words))


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (HEADER, "5.8夜班,城关镇", "5.9白班,城关镇"),
        ("日期,班次,单位,姓名,电话", "5月8日,夜班,城关镇", "5月9日,白班,城关镇"),
    ],
)
def test_nights_and_days_are_told_apart(county, header, first, second):
    take(f"{first},皮一凡,13912345671", f"{second},皮二凡,13912345672", header=header)
    kept = {(one.post.title, one.since, one.holder_name) for one in Holding.objects.all()}
    assert kept == {
        ("值班人员(夜班)", date(2022, 5, 8), "皮一凡"),
        ("值班人员(白班)", date(2022, 5, 9), "皮二凡"),
    }


def test_after_midnight_the_night_is_still_on_duty(county):
    rows = [f"2022-05-{n:02},20:00-8:00,城关镇,皮一凡,13912345671" for n in (8, 9)]
    done = take(*rows, header="日期,值班时间,单位,姓名,电话")
    assert (done.new, done.rejected, done.unchanged) == (2, (), 0)
    unit = Holding.objects.first().post.unit_id
    for moment, shown in (
        ("2022-05-10T07:00", 1),
        ("2022-05-10T09:00", 0),
        ("2022-05-09T02:00", 2),
    ):
        with clock.at(moment):
            assert len(duty.members(unit)) == shown


def test_who_was_charged_since_stays(county):
    done = take(GOOD, "2022-05-12,城关镇,皮三凡,13912345673")
    held = Holding.objects.earliest("since")
    grid = county.grid()
    role = duty.charge_roles()[0].code
    subject = duty.ChargeSubject("grid", grid)
    duty.charge(role, duty.Answerer(holding_id=held.pk), [subject], by=SYSTEM)
    assert duty.undo_roster(done.import_id, "传错了", by=SYSTEM) == (1, 1)
    assert Holding.objects.get() == held


@pytest.mark.parametrize(
    ("span", "title", "hour"),
    [
        ("8:00-20:00", "值班人员(8:00–20:00)", None),
        ("20:00-次日8:00", "值班人员(20:00–次日8:00)", 8),
        ("20:00-8:00", "值班人员(20:00–次日8:00)", 8),
        ("8：00—20：00", "值班人员(8:00–20:00)", None),
        ("20：00～次日8：00", "值班人员(20:00–次日8:00)", 8),
        ("20:00至次日8:00", "值班人员(20:00–次日8:00)", 8),
        ("夜班20:00-次日8:00", "值班人员(夜班 20:00–次日8:00)", 8),
    ],
)
@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("said", ["日期", "班次", "时间", "值班时间"])
def test_a_span_of_hours_is_the_shift_of_its_day(county, span, title, hour, joined, said):
    if joined and said in ("日期", "值班时间"):
        done = take(f"5月8日 {span},城关镇,皮一凡,13912345671", header=f"{said},单位,姓名,电话")
    elif said != "日期":
        row = f"5月8日,{span},城关镇,皮一凡,13912345671"
        done = take(row, header=f"日期,{said},单位,姓名,电话")
    else:
        return
    assert [one.sentence.zh for one in done.rejected] == []
    (held,) = Holding.objects.all()
    assert (held.post.title, held.since, held.until, held.until_hour) == (
        title,
        date(2022, 5, 8),
        date(2022, 5, 8),
        hour,
    )
