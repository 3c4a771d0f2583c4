"""Several filings about one person's journeys: nobody is freed by what is not newer, says nothing,
or is of another journey."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.errors import WouldLower
from fangxian.lines.arrivals.models import Claim, Declaration, Stay
from fangxian.lines.screening import pages as screening_pages
from fangxian.lines.screening import reactions as screening
from fangxian.lines.screening.models import Screening
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 10)
RISKY, SAFE = "上海市浦东新区", "安康市汉滨区"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T12:00"):
        zones.add_by_hand("high", RISKY, date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM)
        yield


def row(origin, arrival="2022-05-08", filed_at="", **more):
    return wang(origin=origin, arrival=arrival, filed_at=filed_at, leaving="", **more)


def colour() -> str:
    arrivals.screen_all(by=SYSTEM)
    return Declaration.objects.get().colour


def told(counts) -> set[str]:
    return set(counts["told"]) - {"filed_now"}


@pytest.mark.parametrize("at", ["", "2022-05-08 09:00"])
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_places_filed_at_one_time_neither_is_newer_and_both_count(at, turned):
    rows = [row(RISKY, filed_at=at), row(SAFE, filed_at=at)]
    counts = take_in(*(reversed(rows) if turned else rows))
    assert told(counts) == {"both_places_count"}
    assert colour() == "red"
    assert Stay.objects.filter(journey="2022-05-08").count() == 1


origins = st.sampled_from([RISKY, SAFE, "上海市", "朝阳区", "某某新城", "不详", "", "西安市雁塔区"])
arrivals_on = st.sampled_from(["2022-05-07", "2022-05-08", "2022-04-25", "2022-02-20"])
same_time = st.lists(
    st.tuples(origins, arrivals_on, st.sampled_from(["是", "否"])),
    min_size=2,
    max_size=3,
    unique=True,
)


@settings(max_examples=25, deadline=None)
@given(same_time)
def test_the_order_of_rows_of_one_time_changes_no_verdict(some):
    found = set()
    for order in permutations(some):
        with transaction.atomic(), clock.at("2022-05-10T12:00"):
            take_in(
                *(
                    row(one, arrival, "2022-05-06 09:00", overseas=abroad)
                    for one, arrival, abroad in order
                )
            )
            arrivals.screen_all(by=SYSTEM)
            one = Declaration.objects.get()
            found.add((one.class_code, one.colour, one.uncertain, one.arrival))
            transaction.set_rollback(True)
    assert len(found) == 1


later_words = st.lists(
    st.tuples(
        st.sampled_from([RISKY, "上海市", "朝阳区", "不详", ""]), arrivals_on, st.integers(1, 3)
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=12, deadline=None)
@given(later_words)
def test_no_word_less_or_again_frees_a_red_arrival(some):
    with transaction.atomic(), clock.at("2022-05-10T12:00"):
        take_in(row(RISKY, "2022-05-08", "2022-05-08 09:00"))
        assert colour() == "red"
        for n, (origin, arrival, hours) in enumerate(some):
            at = f"2022-05-{9 + n // 2:02} {8 + hours + n:02}:00"
            take_in(row(origin, arrival, at, remark=str(n)))
            assert colour() == "red"
        transaction.set_rollback(True)


def test_of_other_fields_said_at_one_time_the_first_stays_and_it_is_told():
    counts = take_in(row(SAFE), row(SAFE, phone="13900000001", address="南街 1 号"))
    assert told(counts) == {"same_time"}
    [group] = [one for one in counts["told_of"] if one["code"] == "same_time"]
    assert "手机号" in group["sentence"]["zh"]
    assert "详细地址" in group["sentence"]["zh"]
    person = Declaration.objects.get().person_id
    assert people.states_by_id([person])[person].phone == "13891512345"


@pytest.mark.parametrize(
    "nothing", ["不详", "未知", "无", "/", "", "不清楚", "上海市", "上海", "浦东新区", "魔都"]
)
def test_what_says_nothing_or_less_lowers_nothing(nothing):
    take_in(row(RISKY, filed_at="2022-05-08 09:00"))
    take_in(row(nothing, filed_at="2022-05-09 09:00"))
    assert colour() == "red"
    assert Declaration.objects.get().origin.startswith("310115")


@pytest.mark.parametrize("doubtful", ["朝阳区", "某某新城", "Shanghai Pudongg", "北京市"])
def test_what_cannot_be_placed_counts_beside_what_is_known(doubtful):
    take_in(row(RISKY, filed_at="2022-05-08 09:00"))
    counts = take_in(row(doubtful, filed_at="2022-05-09 09:00"))
    assert told(counts) == {"both_places_count"}
    assert colour() == "red"


def test_what_cannot_be_placed_is_verified_though_a_harmless_place_is_known():
    take_in(row(SAFE, filed_at="2022-05-08 09:00"))
    take_in(row("某某新城", filed_at="2022-05-09 09:00"))
    assert colour() not in ("red", "green")
    take_in(row(SAFE, filed_at="2022-05-10 09:00"))  # said again, newer than all of it
    assert colour() == "green"


@pytest.mark.parametrize("via", ["不详", "湖北省", "朝阳区"])
def test_a_stay_on_the_way_is_not_lost_to_one_that_says_less(via):
    zones.add_by_hand(
        "high", "湖北省武汉市武昌区", date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM
    )
    take_in(row(SAFE, filed_at="2022-05-08 09:00", via="湖北省武汉市武昌区@2022-05-06"))
    assert colour() == "red"
    take_in(row(SAFE, filed_at="2022-05-09 09:00", via=via))
    assert colour() == "red"


def test_a_newer_precise_place_of_the_same_journey_replaces():
    take_in(row(RISKY, filed_at="2022-05-08 09:00"))
    take_in(row(SAFE, filed_at="2022-05-09 09:00"))
    assert colour() == "green"
    assert not Stay.objects.exists()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("times", [("2022-05-02 09:00", "2022-05-08 09:00"), ("", "")])
def test_a_second_journey_keeps_the_stays_of_the_first(turned, times):
    rows = [
        row(RISKY, "2022-05-02", times[0], via="湖北省武汉市@2022-05-01"),
        row(SAFE, "2022-05-08", times[1], town="蒲溪镇"),
    ]
    for one in reversed(rows) if turned else rows:
        take_in(one)
    assert colour() == "red"
    declared = Declaration.objects.get()
    assert (str(declared.arrival), declared.origin_text) == ("2022-05-08", SAFE)
    kept = {(one.text, str(one.end)) for one in Stay.objects.filter(journey="2022-05-02")}
    assert {(RISKY, "2022-05-02"), ("湖北省武汉市", "2022-05-01")} < kept
    assert {end for text, end in kept if "汉阴县" in text} == {"2022-05-08"}  # here, in between
    said = arrivals.dossier(declared.person_id, by=SYSTEM)
    assert said.stays == ()
    [earlier] = said.earlier
    assert str(earlier.arrival) == "2022-05-02"
    assert RISKY in {one.text for one in earlier.stays}


SILENT = ["", "不详", "不清楚"]


@pytest.mark.parametrize("known", [RISKY, SAFE])
@pytest.mark.parametrize("silent", SILENT)
@pytest.mark.parametrize("left", ["", "2022-04-30"])
def test_a_second_arrival_that_names_no_place_began_where_nobody_knows(known, silent, left):
    take_in(row(known, "2022-05-01", "2022-05-01 09:00") | {"leaving": left})
    counts = take_in(row(silent, "2022-05-10", "2022-05-10 09:00"))
    assert told(counts) == {"another_journey"}
    found = colour()
    one = Declaration.objects.get()
    assert (str(one.arrival), one.leaving, one.uncertain) == ("2022-05-10", None, True)
    assert found != "green"
    assert known in set(Stay.objects.filter(journey="2022-05-01").values_list("text", flat=True))
    take_in(row(SAFE, "2022-05-10", "2022-05-10 10:00"))  # found out
    assert colour() == ("red" if known == RISKY else "green")


@pytest.mark.parametrize("silent", SILENT)
def test_the_place_before_is_not_stretched_to_an_arrival_that_nobody_placed(silent):
    zones.add_by_hand(
        "high", "西安市雁塔区", date(2022, 5, 5), date(2022, 5, 20), "名单", by=SYSTEM
    )
    take_in(row("西安市雁塔区", "2022-04-12", "2022-04-12 09:00"))
    take_in(row(silent, "2022-05-09", "2022-05-09 09:00"))
    assert colour() not in ("red", "green")


@pytest.mark.parametrize("silent", ["", "不详"])
def test_a_known_person_who_drives_in_again_is_to_be_verified(silent):
    take_in(row(SAFE, "2022-05-01", "2022-05-01 09:00"))
    form = row(silent, "2022-05-10", "2022-05-10T09:00:00+08:00")
    arrivals.register({k: str(v) for k, v in form.items()}, by=SYSTEM, way_in="checkpoint")
    assert Claim.objects.get().graver


@pytest.mark.parametrize("again", ["", "不详", RISKY])
@pytest.mark.parametrize("day", ["2022-05-04", "2022-04-25", "2022-03-01", "2021-05-08"])
@pytest.mark.parametrize("at", ["2022-05-09 09:00", "2022-05-08 09:00", ""])
def test_a_word_less_or_again_with_an_earlier_day_pulls_nobody_into_the_past(again, day, at):
    take_in(row(RISKY, "2022-05-08", at and "2022-05-08 09:00"))
    before = (colour(), Declaration.objects.get().free_from)
    take_in(row(again, day, at))
    assert before[0] == "red"
    assert (colour(), Declaration.objects.get().free_from) == before
    assert str(Declaration.objects.get().arrival) == "2022-05-08"


@pytest.mark.parametrize(("again", "stands"), [(RISKY, "2022-05-07"), ("", "2022-05-08")])
def test_a_day_put_right_is_the_same_journey_but_not_by_a_word_that_says_less(again, stands):
    take_in(row(RISKY, "2022-05-08", "2022-05-08 09:00"))
    take_in(row(again, "2022-05-07", "2022-05-09 09:00"))
    assert str(Declaration.objects.get().arrival) == stands
    assert not Stay.objects.exists()
    take_in(row(again, "2022-05-09", "2022-05-09 10:00"))
    one = Declaration.objects.get()
    assert (str(one.arrival), one.origin_text) == ("2022-05-09", RISKY)


def test_an_unknown_journey_before_a_named_one_is_not_forgotten():
    take_in(row("", "2022-05-01", "2022-05-01 09:00"))
    take_in(row(SAFE, "2022-05-09", "2022-05-09 09:00"))
    assert colour() != "green"
    take_in(row(SAFE, "2022-05-01", "2022-05-10 09:00"))  # found out: the earlier one, too
    assert colour() == "green"


def test_who_came_from_abroad_before_still_did():
    take_in(row("", "2022-05-02", "2022-05-02 09:00", overseas="是", entry="2022-04-28"))
    before = colour()
    assert before != "green"
    take_in(row("英国", "2022-05-02", "2022-05-02 10:00", overseas="是"))
    take_in(row(SAFE, "2022-05-08", "2022-05-08 09:00", overseas="否"))
    assert colour() == before


def test_what_no_look_back_reaches_is_not_kept():
    take_in(row(RISKY, "2021-11-02", "2021-11-02 09:00"))
    take_in(row(SAFE, "2022-05-08", "2022-05-08 09:00"))
    assert {one.end for one in Stay.objects.all()} == {date(2022, 5, 8)}  # that in the county


@pytest.mark.parametrize("origin", [SAFE, RISKY])
def test_an_old_file_without_times_replaces_nothing(origin):
    take_in(row(RISKY))
    take_in(row(origin, "2022-05-01", phone="13900000001", address="旧址"))
    assert colour() == "red"
    one = Declaration.objects.get()
    assert (str(one.arrival), one.address_text) == ("2022-05-08", "北街 12 号")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("times", [("2022-05-08 09:00", "2022-05-09 09:00"), ("", "")])
def test_of_one_number_under_two_names_the_journeys_of_both_count(turned, times):
    rows = [row(RISKY, filed_at=times[0]), row(SAFE, filed_at=times[1], name="李桂兰")]
    counts = take_in(*(reversed(rows) if turned else rows))
    assert "two_names" in told(counts)
    assert colour() == "red"
    assert any(one.startswith("name:") for one in Declaration.objects.get().unresolved)
    take_in(row(SAFE, filed_at="2022-05-10 09:00", name="李桂兰"))  # a list settles nothing of it
    assert colour() == "red"


def test_taken_back_and_laid_again_the_same_stands():
    take_in(row(RISKY, "2022-05-02", ""))
    take_in(row(SAFE, "2022-05-08", ""))
    stays = set(Stay.objects.values_list("text", "end", "journey"))
    done = arrivals.import_file(
        as_csv(row(SAFE, "2022-05-08", "2022-05-10 09:00", remark="货车")), "又.csv", by=SYSTEM
    )
    arrivals.undo_import(done.batch_id, "传错了", by=SYSTEM)
    assert set(Stay.objects.values_list("text", "end", "journey")) == stays
    assert colour() == "red"


def test_a_file_that_lowers_somebody_is_taken_only_when_that_is_meant():
    take_in(row(RISKY, filed_at="2022-05-08 09:00"))
    assert colour() == "red"
    file = as_csv(row(SAFE, filed_at="2022-05-09 09:00"))
    looked = arrivals.look_at_file(file, by=SYSTEM)
    assert (looked["lowered"], looked["raised"]) == (1, 0)
    batch = arrivals.preview_file(file, "改.csv", by=SYSTEM)
    [one] = arrivals.lowered(batch, by=SYSTEM)
    assert (one.name, one.row, one.was, one.would) == ("王**", "2", "red", "green")
    for take in (arrivals.start_import, arrivals.commit_import):
        with pytest.raises(WouldLower, match=r"1 人.*王"):
            take(batch, by=SYSTEM)
    assert colour() == "red"
    done = arrivals.commit_import(batch, may_lower=True, by=SYSTEM)
    assert done.counts["lowered"] == 1
    assert colour() == "green"


def test_who_is_raised_is_told_and_taken():
    take_in(row(SAFE, filed_at="2022-05-08 09:00"))
    assert colour() == "green"
    counts = take_in(row(RISKY, filed_at="2022-05-09 09:00"))
    assert (counts["lowered"], counts["raised"]) == (0, 1)


def test_records_from_before_are_made_anew_from_what_was_filed():
    take_in(row(RISKY, "2022-05-02", "2022-05-02 09:00"))
    take_in(row(SAFE, "2022-05-08", "2022-05-08 09:00"))
    Stay.objects.all().delete()  # as a release stood that kept one journey a person
    assert colour() == "green"
    assert arrivals.rebuild_journeys(by=SYSTEM) == (1, 0)
    assert colour() == "red"


def as_of(day: str) -> str:
    with clock.at(f"{day}T12:00"):
        screening.screen_what_ended(clock.today(), by=SYSTEM)
        return Declaration.objects.get().colour


AHEAD = ["2022-05-12", "2022-05-24", "2022-05-25", "2022-06-20", "2022-07-05"]


@pytest.mark.parametrize("arrival", AHEAD)
@pytest.mark.parametrize("left", ["", "2022-05-09"])
def test_who_is_in_a_risk_area_today_is_red_however_far_ahead_they_announce_themselves(
    arrival, left
):
    take_in(row(RISKY, arrival) | {"leaving": left})
    assert colour() == "red"


@pytest.mark.parametrize("where", ["", "不详", "某某新城"])
def test_where_nobody_knows_they_were_is_to_be_verified_however_far_ahead_they_come(where):
    take_in(row(where, "2022-06-20") | {"leaving": "2022-05-09"})
    assert colour() not in ("red", "green")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("arrival", AHEAD)
@pytest.mark.parametrize("times", [("", ""), ("2022-05-08 09:00", "2022-05-10 09:00")])
def test_a_journey_ahead_frees_nobody_of_the_one_that_they_are_back_from(turned, arrival, times):
    rows = [row(RISKY, "2022-05-08", times[0]), row(SAFE, arrival, times[1])]
    take_in(*(reversed(rows) if turned else rows))
    assert colour() == "red"
    for one in reversed(rows) if turned else rows:
        take_in(one | {"remark": "再报"})
    assert colour() == "red"


@pytest.mark.parametrize("known", [False, True])
def test_who_came_from_abroad_is_not_freed_by_a_journey_ahead(known):
    back = row("", "2022-05-08", overseas="是", entry="2022-05-06")
    ahead = row(SAFE, "2022-07-01")
    if known:
        take_in(back)
        assert colour() == "red"
        take_in(ahead)
    else:
        take_in(back, ahead)
    assert colour() == "red"


@pytest.mark.parametrize("nearer", ["2022-05-12", "2022-05-20"])
@pytest.mark.parametrize("first", [RISKY, SAFE])
def test_of_two_arrivals_ahead_the_nearer_hides_nothing_and_is_not_hidden(nearer, first):
    second = SAFE if first == RISKY else RISKY
    take_in(row(first, "2022-06-20", "2022-05-09 09:00") | {"leaving": "2022-05-10"})
    take_in(row(second, nearer, "2022-05-10 09:00"))
    assert colour() == "red"


def test_who_left_long_before_today_and_before_they_come_is_free():
    take_in(
        row(RISKY, "2022-06-20") | {"leaving": "2022-04-20", "via": f"{SAFE}@2022-04-21~2022-06-19"}
    )
    assert colour() == "green"


def test_a_verdict_found_by_today_ends_by_itself_once_neither_day_reaches_it():
    take_in(
        row(RISKY, "2022-06-20") | {"leaving": "2022-05-09", "via": f"{SAFE}@2022-05-09~2022-06-19"}
    )
    assert colour() == "red"
    assert as_of("2022-05-12") == "red"
    assert as_of("2022-06-20") == "green"
    with clock.at("2022-06-20T13:00"):
        assert screening.screen_what_ended(clock.today(), by=SYSTEM) == {}


def test_a_verdict_found_by_today_is_found_again():
    take_in(row(RISKY, "2022-06-20"))
    assert colour() == "red"
    found = screening_pages.replay(Declaration.objects.get().screening_id, by=SYSTEM)
    assert (found.same, found.again["colour"]) == (True, "red")
    before = Screening.objects.get()
    before.verdict = {**before.verdict, "by": 2}  # as verdicts were found before
    before.save()
    assert screening_pages.replay(before.pk, by=SYSTEM).again["colour"] == "green"
