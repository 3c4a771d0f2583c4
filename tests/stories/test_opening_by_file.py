"""Opening day in five counties that are not the demo: from an empty system, by one file, to the first
instruction that is closed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from stdnum.cn import ric

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.places.models import Division, Register
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import audit, clock, home, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones
from fangxian.overview.opening import api as opening
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db
NOON = "2022-05-10T12:00"
EXAMPLE = ROOT / "docs" / "howto" / "county.yaml"
ZEKU, XIHUA, JIYUAN, QINGXU, HANYIN = "632323", "411622", "419001", "140121", "610921"

FILE = """\
county: {county}
grids:
  - {{village: "{village}", names: [一网格]}}
task_forces: [{{name: 信息数据专班, role: data_team}}]
accounts:
  - {{username: zhihuizhang, name: 赵指挥, role: headquarters_chief, phone: "13800000001"}}
  - {{username: zhanghao, name: 钱管理, role: account_officer, phone: "13800000002"}}
  - {{username: zhiban, name: 孙值班, role: headquarters}}
  - {{username: zhen, name: 李镇干, role: township, place: "{town}"}}
  - {{username: cun, name: 周支书, role: village, place: "{village}"}}
policy: {{disease: covid19}}
checkpoints: [{{name: 高速出口卡口, kind: motorway, place: "{town}", lanes: 2}}]
public_phones: {{指挥部: "0973-8750000"}}
sender: {{kind: file}}
later: [roster, households]
finish: true
"""


@pytest.fixture(autouse=True)
def _nothing_yet(settings):
    """The country to its townships, no county, no village, nobody."""
    settings.FANGXIAN_COUNTY = ""
    Division.objects.filter(level__in=("village", "grid")).delete()
    Register.objects.update(token=1, shipped="")
    home.look_again()
    with clock.at(NOON):
        yield


def written(folder: Path, county: str) -> Path:
    """A file of the county's own: its first township and village, by the shipped codes."""
    town = places.children_of(county)[0].code
    from fangxian.ground.places.sources import shipped_villages

    village = next(one[:12] for one in shipped_villages(county) if one.startswith(town))
    file = folder / "county.yaml"
    file.write_text(FILE.format(county=county, town=town, village=village), encoding="utf-8")
    return file


def set_up(file: Path) -> opening.Applied:
    done = opening.set_up_by_file(opening.read_county_file(file), by=opening.SETUP)
    outbox.settle()
    return done


def at_desk(username: str) -> Actor:
    account = access.account_named(username)
    account.must_change_password = False  # chosen at the first sign-in
    account.save(update_fields=["must_change_password"])
    return access.actor_for(account, "test", duty.units_of(account.pk))


@pytest.mark.parametrize("county", [ZEKU, XIHUA, JIYUAN, QINGXU, HANYIN])
def test_a_county_comes_from_nothing_to_its_first_closed_instruction(tmp_path, county):
    assert opening.checklist()[0].state == "missing"
    file = written(tmp_path, county)
    done = set_up(file)
    assert done.finished
    assert set(done.passwords) == {"zhihuizhang", "zhanghao", "zhiban", "zhen", "cun"}
    assert not [one.key for one in opening.checklist() if one.needed and one.state != "done"]
    assert home.county() == places.home() == county
    it_changes_nothing_the_second_time(file)
    the_first_instruction_is_closed(county)
    assert audit.verify().sound


def it_changes_nothing_the_second_time(file: Path) -> None:
    again = set_up(file)
    assert (again.changed, again.passwords, again.rejected) == ([], {}, [])


def the_first_instruction_is_closed(county: str) -> None:
    """申报 → 研判 → 下达 → 收到 → 办结 → 核验 → 销号."""
    town, village, desk = (at_desk(name) for name in ("zhen", "cun", "zhiban"))
    zones.add_by_hand("high", "上海市浦东新区", date(2022, 4, 20), by=SYSTEM)
    outbox.settle()
    [where] = village.scope("tasks.act").prefixes
    born = "110101198003070010"[:17]
    form = {
        "name": "陈归乡",
        "document_type": "居民身份证",
        "document_number": f"{born}{ric.calc_check_digit(born + '0')}",
        "phone": "13891501234",
        "origin": "上海市浦东新区",
        "leaving": "2022-05-09",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K1",
        "town": places.name_of(where[:9]),
        "village": places.name_of(where),
        "address": "二组",
        "overseas": "否",
        "method": "镇村录入",
    }
    filed = arrivals.register(form, by=town, way_in="township")
    outbox.settle()
    [mine] = [row for row in tasks.my_work(by=village).page.rows if row.kind == "control"]
    assert mine.place == where
    assert mine.because["document"]
    tasks.receive(mine.id, by=village)
    tasks.accept(mine.id, by=village, expected_stage="issued")
    seen = tasks.EvidenceGiven(
        at=clock.now(), place_text="二组", who="周支书", words="已见到本人", outcome="in_place"
    )
    assert tasks.act(mine.id, seen, by=village).stage == "acted"
    assert tasks.check(mine.id, by=town, expected_stage="acted") == "checked"
    assert tasks.close(mine.id, by=desk, expected_stage="checked") == "closed"
    assert filed.person_id


def test_the_documented_example_is_taken_as_it_stands():
    done = set_up(EXAMPLE)
    assert done.finished
    assert set(done.passwords) == {"zhihuizhang", "zhanghao", "zhiban", "zequ", "xiarideri"}
    assert [row.name for row in places.children_of("632323100200")] == ["一网格", "二网格"]
    assert set_up(EXAMPLE).changed == []


@pytest.mark.parametrize(
    ("before", "after", "line", "part"),
    [
        ("county: 632323", "county: 632399", 1, "不是县级区划"),
        ("role: township,", "role: townhip,", 9, "没有“townhip”这个角色"),
        ("name: 钱管理", "name: 赵指挥", 7, "必须是两个人"),
        ("kind: motorway", "kind: airport", 12, "airport"),
        ("disease: covid19", "disease: measles", 11, "没有施行中的方案"),
        ("sender: {kind: file}", "sender: {kind: pigeon}", 14, "不能用"),
        ("later: [roster", "later: [accounts, roster", 15, "不能跳过"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(
    tmp_path, before, after, line, part
):
    file = written(tmp_path, ZEKU)
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(Exception) as caught:  # noqa: PT011 which one depends on the line
        set_up(file)
    assert caught.value.code == "opening.line_refused", caught.value
    assert f"第 {line} 行" in caught.value.said.zh
    assert part in caught.value.said.zh
    assert caught.value.next_step.zh
    assert home.county() == ""
    assert access.account_named("zhihuizhang") is None


def test_a_key_that_nobody_knows_is_told_with_its_line(tmp_path):
    file = written(tmp_path, ZEKU)
    file.write_text(file.read_text(encoding="utf-8") + "chekpoints: []\n", encoding="utf-8")
    with pytest.raises(Exception, match="opening.file_odd") as caught:
        set_up(file)
    assert "第 17 行" in caught.value.said.zh


def test_every_act_is_a_line_of_the_audit_by_the_set_up(tmp_path):
    set_up(written(tmp_path, ZEKU))
    lines = AuditLine.objects.filter(actor=opening.SETUP.name, outcome="done")
    assert {
        "opening.set_up_by_file",
        "places.choose_home",
        "access.open_account",
        "access.grant",
    } <= {*lines.values_list("deed", flat=True)}
    assert {*lines.values_list("door", flat=True)} == {"setup"}


def test_a_wrong_county_is_put_right_until_somebody_has_an_account():
    opening.choose_county(XIHUA, by=opening.SETUP)
    assert len(duty.units(SYSTEM.scope("duty.read"), kind="township")) == 24
    opening.choose_county(ZEKU, by=opening.SETUP)
    assert {one.place[:6] for one in duty.units(SYSTEM.scope("duty.read"))} == {ZEKU}
    first = opening.FirstAccount("zhang", "张三", "headquarters_chief")
    assert opening.open_first(first, by=opening.SETUP)
    with pytest.raises(Exception, match="opening.county_fixed"):
        opening.choose_county(XIHUA, by=opening.SETUP)


def test_a_link_lets_one_browser_in_once_within_its_minutes_and_none_when_it_is_finished(tmp_path):
    token = opening.invite(by=SYSTEM).token
    secret = opening.enter(token, by=opening.SETUP)
    assert opening.is_visitor(secret)
    assert not opening.is_visitor(token)
    with pytest.raises(opening.LinkNotGood):  # once
        opening.enter(token, by=opening.SETUP)
    older, newer = opening.invite(by=SYSTEM).token, opening.invite(by=SYSTEM).token
    with pytest.raises(opening.LinkNotGood):  # a newer one takes its place
        opening.enter(older, by=opening.SETUP)
    with clock.at(clock.now() + opening.MINUTES), pytest.raises(opening.LinkNotGood):
        opening.enter(newer, by=opening.SETUP)
    with clock.at(clock.now() + opening.HOURS):
        assert not opening.is_visitor(secret)
    with pytest.raises(opening.StillMissing):
        opening.finish(by=opening.SETUP)
    set_up(written(tmp_path, ZEKU))
    assert not opening.is_visitor(secret)
    for call in (lambda: opening.invite(by=SYSTEM), lambda: opening.enter(newer, by=SYSTEM)):
        with pytest.raises(opening.SetUpFinished):
            call()
    assert isinstance(clock.now(), datetime)
