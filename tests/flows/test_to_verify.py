"""待核: who cannot be placed is neither green nor restricted, from the ledger to the barrier."""

from __future__ import annotations

import pytest

from fangxian.flows import coding
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks.models import StageEntry
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.checkpoints.in_force import terms_of
from fangxian.lines.checkpoints.rules import outcome_for
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.models import Screening
from tests.doors.command.ledgers import number_of

pytestmark = pytest.mark.django_db

CHAOYANG = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-05-01,2022-05-09"
ORIGINS = ["朝阳区", "", "不详", "闸北区", "北京市朝阳区"]
HARMLESS = ("没有限制", "No restriction", "其他地区")


def five(county):
    """Five people who differ in nothing but where they came from."""
    rows = [
        {"姓名": f"酉测{at}", "证件号码": number_of(at + 1), "出发地": origin}
        for at, origin in enumerate(ORIGINS)
    ]
    done = arrivals.import_file(county.sheet(*rows), "台账.csv", by=SYSTEM)
    assert done.counts["rejected"] == 0, done.counts
    outbox.settle()
    return [one.person_id for one in Declaration.objects.order_by("id")]


def test_nobody_is_harmless_because_nothing_is_known(county):
    county.lists(CHAOYANG)
    persons = five(county)
    found = list(Declaration.objects.order_by("id"))
    assert [(one.class_code, one.colour, one.uncertain) for one in found[:4]] == [
        ("unverified", "grey", True)
    ] * 4
    assert (found[4].colour, found[4].uncertain) == ("red", False)
    for person in persons[:4]:
        told = codes.explain(person, by=SYSTEM)
        assert (told.colour.code, told.colour.label.zh, told.colour.shape) == (
            "grey",
            "待核",
            "question",
        )
        [held] = told.holding
        assert held.clause["clause"].startswith("行程不明的先核实")
        assert not any(word in f"{told.colour.words.zh}{held.words.en}" for word in HARMLESS)
        file = arrivals.dossier(person, by=SYSTEM)
        assert file.class_code == "unverified"
        assert "其他地区" not in str(file.screenings[0].verdict)


def test_they_are_counted_as_their_own(county):
    county.lists(CHAOYANG)
    five(county)
    done = arrivals.screen_all(by=SYSTEM)
    assert (done.decided, done.uncertain, done.changed) == (5, 4, 0)
    counted = arrivals.summary(clock.today(), by=SYSTEM).as_dict()
    assert counted["uncertain"] == 4
    assert counted["by_class"]["unverified"] == counted["by_colour"]["grey"] == 4
    assert counted["lists_until"] == "2022-05-09"
    assert arrivals.chips(arrivals.LedgerFilter(), by=SYSTEM).uncertain == 4


def test_township_and_village_are_told_what_to_ask_first(county):
    county.lists(CHAOYANG)
    five(county)
    asked = [one for one in county.open() if one.kind == "verify"]
    assert len(asked) == 4
    first = [one.body_zh.splitlines()[0] for one in asked]
    assert first[0].startswith("先问:是否来自 北京市朝阳区(高风险)?")
    assert first[1].startswith("先问:请问清出发地")
    assert "“不详”" in first[2]
    assert "闸北区" in first[3]
    for one in asked:
        assert one.title_zh.endswith("行程待核实")
        assert {receipt.level for receipt in one.receipts.all()} == {"township", "village"}
        assert one.received_due > one.issued_at
        assert "· " not in one.body_zh  # no measure is imposed


def test_a_correction_withdraws_the_question(county):
    county.lists(CHAOYANG)
    county.files(出发地="朝阳区")
    [asked] = county.open()
    county.files(出发地="吉林省长春市朝阳区", 填报时间="2022-05-09 12:00")
    assert county.open() == []
    assert StageEntry.objects.get(instruction=asked, act="withdraw")
    [person] = [one.person_id for one in Declaration.objects.all()]
    assert codes.colours_of([person])[person].code == "green"


def test_a_correction_to_the_grave_place_is_controlled(county):
    county.lists(CHAOYANG)
    county.files(出发地="朝阳区")
    [asked] = county.open()
    county.files(出发地="北京市朝阳区", 填报时间="2022-05-09 12:00")
    [order] = county.open()
    assert (order.kind, StageEntry.objects.get(instruction=asked, act="withdraw").reason) == (
        "control",
        "行程已核实,判定不再存疑",
    )


def test_what_is_certain_is_controlled_while_the_rest_is_asked(county):
    """Beijing is grave enough to act on now; an unknown later stop could make it longer."""
    county.lists(CHAOYANG)
    county.files(出发地="北京市朝阳区", 途经地="不详@2022-05-08~2022-05-09")
    one = Declaration.objects.get()
    assert (one.colour, one.uncertain) == ("red", True)
    [order] = county.open()
    assert order.kind == "control"
    assert "“不详”" in order.body_zh


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"是否入境": "", "入境日期": "2022-05-07", "出发地": "湖北省武汉市武昌区"}, "overseas"),
        ({"是否入境": "否", "入境日期": "2022-05-07", "出发地": "湖北省武汉市武昌区"}, "overseas"),
        ({"是否入境": "否", "出发地": "香港特别行政区"}, "overseas"),
        ({"是否入境": "", "出发地": "泰国曼谷"}, "place"),
        ({"是否入境": "否", "出发地": "泰国曼谷"}, "place"),
    ],
)
def test_contradictions_about_coming_from_abroad_are_to_be_verified(county, said, kind):
    county.lists(CHAOYANG)
    county.files(**said)
    [kept] = Screening.objects.all()
    assert kept.class_code == "unverified"
    assert kind in {one["kind"] for one in kept.verdict["doubt"]["asked"]}


def test_a_country_is_no_riddle_for_who_comes_from_abroad(county):
    county.files(出发地="泰国曼谷", 是否入境="是", 入境日期="2022-05-07")
    one = Declaration.objects.get()
    assert (one.class_code, one.uncertain) == ("inbound_traveller", False)


def test_a_verdict_is_decided_again_from_what_it_kept(county):
    county.lists(CHAOYANG)
    five(county)
    for kept in Screening.objects.all():
        assert screening.replay(kept.pk, by=SYSTEM).same
    [first, *_] = Screening.objects.order_by("id")
    assert first.facts["stays"][0][4]["candidates"] == ["110105", "220104"]
    assert first.verdict["doubt"]["possible"]["place"] == "110105"


def test_a_barrier_refers_and_never_passes(county):
    edition = policy.in_force(clock.today(), "610921")
    terms = terms_of(edition)
    assert outcome_for("grey", terms.checks, terms).outcome == "refer"
    assert "grey" not in {one.code for one in codes.Scheme(edition).restricting}
    assert [(one.code, one.rank, one.number) for one in codes.Scheme(edition).shades] == [
        ("red", 3, 2),
        ("orange", 2, 1),
        ("grey", 1, 3),
        ("green", 0, 0),
    ]


def test_it_lasts_as_long_as_it_could_restrict(county):
    county.lists(CHAOYANG)
    county.files(出发地="不详")
    [person] = [one.person_id for one in Declaration.objects.all()]
    [held] = codes.explain(person, by=SYSTEM).holding
    assert held.until == clock.parse("2022-06-07T00:00!").shown  # 28 days: the longest course
    with clock.at("2022-06-07T08:00"):
        coding.colour_what_ran_out()
        assert codes.colours_of([person])[person].code == "green"


def test_who_takes_back_that_they_came_from_abroad_is_believed_from_then_on(county):
    abroad = {"出发地": "湖北省武汉市武昌区", "是否入境": "是", "入境日期": "2022-05-07"}
    county.files(**abroad)
    county.files(出发地="湖北省武汉市武昌区", 是否入境="否", 填报时间="2022-05-09 12:00")
    one = Declaration.objects.get()
    assert (one.entry.isoformat(), one.uncertain, one.colour) == ("2022-05-07", False, "green")
