"""A screening colours at once, a better one frees at once, an undone import leaves nothing."""

from __future__ import annotations

import pytest

from fangxian.flows import segments
from fangxian.flows.coding import colour_at_once, uncolour_what_was_undone
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals_pages
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes import reactions as codes_reactions
from fangxian.lines.codes.models import Decision
from fangxian.lines.screening import reactions as screening

AREA = "medium,上海市,上海市,嘉定区,真新街道,2022-05-01,2022-05-09"


@pytest.fixture(autouse=True)
def _a_fresh_worker():
    segments._Turned.on = None
    yield
    segments._Turned.on = None


def person() -> int:
    return Declaration.objects.get().person_id


def test_a_verdict_is_a_standing_with_its_clause_and_end(county):
    county.lists(AREA)
    county.files()
    told = codes.explain(person(), by=SYSTEM)
    held = told.holding[0]
    assert (told.colour.code, held.origin) == ("red", "screening")
    assert held.clause["document"]
    assert held.clause["row"] == "hanyin-3"
    assert "集中隔离至 05-22" in held.words.zh
    assert "(上海市嘉定区,至 05-08)" in held.words.zh  # which place decided, and until which day
    assert "(Jiading District, Shanghai, until 05-08)" in held.words.en
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in held.words.en)
    assert held.until == clock.parse("2022-05-23T00:00!").shown
    assert held.source.startswith("screening.screening:")


def test_screening_again_writes_nothing(county):
    county.lists(AREA)
    county.files()
    before = codes.explain(person(), by=SYSTEM).standings
    arrivals_pages.screen_all(by=SYSTEM)
    declaration = Declaration.objects.get()
    colour_at_once(
        screening.VerdictsChanged(kind=arrivals.KIND, numbers=(declaration.pk,), on="2022-05-10")
    )
    assert codes.explain(person(), by=SYSTEM).standings == before


def test_a_corrected_itinerary_frees(county):
    county.lists(AREA)
    county.files()
    county.files(出发地="西安市雁塔区", 填报时间="2022-05-09 12:00")
    told = codes.explain(person(), by=SYSTEM)
    assert told.colour.code != "red" or not told.holding
    county.files(出发地="安康市汉滨区", 填报时间="2022-05-09 13:00")
    told = codes.explain(person(), by=SYSTEM)
    assert told.colour.code == "green"
    assert {row.ended_how for row in told.standings} <= {"lowered", "replaced"}


def test_a_course_that_is_over_is_green(county):
    county.lists(AREA)
    county.files()
    with clock.at("2022-05-22T23:59"):
        assert codes.colours_of([person()])[person()].code == "red"
    with clock.at("2022-05-23T00:00"):
        found = codes.colours_of([person()])[person()]
        assert (found.code, found.undecided) == ("grey", False)  # nobody looked yet what it hid
        assert codes.explain(person(), by=SYSTEM).colour == found
        segments.turn_segments()
        assert codes.colours_of([person()])[person()].code == "green"
    with clock.at("2022-05-22T23:59"):
        assert codes.colours_of([person()], clock.now())[person()].code == "red"


def test_whose_course_is_still_to_come_is_red_from_the_verdict_on(county):
    """From a listed place, arriving on the 14th, at the barrier on the 10th."""
    county.lists(AREA)
    county.files(抵达日期="2022-05-14", 离开出发地日期="")
    held = codes.explain(person(), by=SYSTEM).holding[0]
    assert codes.colours_of([person()])[person()].code == "red"
    assert held.words.zh.endswith(":自 05-14 起集中隔离至 05-28。")
    assert held.until == clock.parse("2022-05-29T00:00!").shown
    with clock.at("2022-05-12T08:00"):  # said once, on whatever day it is said again
        declaration = Declaration.objects.get()
        colour_at_once(
            screening.VerdictsChanged(
                kind=arrivals.KIND, numbers=(declaration.pk,), on="2022-05-12"
            )
        )
        assert len(codes.explain(person(), by=SYSTEM).standings) == 1


def test_an_undone_import_lifts_what_it_laid(county):
    county.lists(AREA)
    county.files()
    number, somebody = Declaration.objects.get().pk, person()
    uncolour_what_was_undone(arrivals.ImportUndone(batch_id=1, withdrawn=(number,)))
    left = codes.colours_of([somebody])[somebody]
    assert (left.standing_id, left.code, left.undecided) == (None, "grey", True)


def test_who_was_screened_and_found_free_is_free_by_that_decision(county):
    county.files()
    found = codes.colours_of([person()])[person()]
    assert (found.code, found.words.zh.startswith("已经判定,没有限制措施")) == ("green", True)


def test_merged_records_share_what_was_laid_on_them(county):
    from fangxian.flows.coding import join_codes, part_codes
    from fangxian.ground.people import reactions as people
    from tests.flows.county import MEI

    county.lists(AREA)
    county.files()
    gone = person()
    county.files(姓名="梅小花", 证件号码=MEI, 出发地="安康市汉滨区")
    kept = Declaration.objects.exclude(person_id=gone).get().person_id
    join_codes(people.PersonsMerged(kept_id=kept, gone_id=gone, record_id=1))
    assert codes.colours_of([kept])[kept].code == "red"
    part_codes(people.MergeUndone(kept_id=kept, gone_id=gone, record_id=1))
    assert codes.colours_of([kept])[kept].code == "green"


def test_where_no_policy_is_in_force_nobody_is_found_free(county):
    """Their course is over and no pack says what holds now: 待核, and what was laid is not ended as
    if somebody had decided."""
    county.lists(AREA)
    county.files()
    key = f"arrivals.declaration:{Declaration.objects.get().pk}"
    Decision.objects.all().delete()
    with clock.at("2023-03-01T08:00"):
        with pytest.raises(policy.NotInForce):
            policy.in_force(clock.today(), "610921")
        segments.turn_segments()
        colour_at_once(
            screening.VerdictsChanged(kind=arrivals.KIND, numbers=(int(key.split(":")[1]),), on="x")
        )
        assert not Decision.objects.exists()
        assert codes_reactions.open_keys(person(), "screening") == {key}
