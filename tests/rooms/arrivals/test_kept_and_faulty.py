"""What was taken once and reads as faulty by today's rules is not dropped when filings are laid again:
what of it reads stands, and the words that do not are a stay to be verified."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import FIELDS
from fangxian.lines.arrivals.filing import SEALED, SEPARATOR
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, Stay
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.rereading import filed_for
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db
SAFE = "湖北省武汉市武昌区"
BAD_DAY = "上海市浦东新区@2022-05-32"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    zones.add_by_hand(
        "high", "上海市浦东新区", date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM
    )
    with clock.at("2022-05-10T08:00"):
        yield


def twice(again=(), **changes):
    """Two filings of one person, of which the first is the one to be changed."""
    take_in(wang(origin=SAFE, filed_at="2022-05-01 09:00", **changes))
    later = wang(origin=SAFE, leaving="", overseas="", filed_at="2022-05-02 09:00", remark="又报")
    take_in(later | dict(again))


def as_an_earlier_release_took_it(**cells):
    """The first filing holds what today's rules refuse."""
    filing = Filing.objects.order_by("pk")[0]
    said = crypto.unseal(bytes(filing.sealed_cells), about=SEALED).split(SEPARATOR)
    for field, text in cells.items():
        said[FIELDS.index(field)] = text
    filing.sealed_cells = crypto.seal(SEPARATOR.join(said), about=SEALED)
    filing.save()
    return filing


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("via", BAD_DAY, "上海市浦东新区 2022-05-32"),
        ("via", "上海市浦东新区@2022-05-09~2022-05-01", "2022-05-09~2022-05-01"),
        ("via", "上海市浦东新区@2022-07-01", "2022-07-01"),
        ("leaving", "2022-13-45", "2022-13-45"),
        ("leaving", "2022-05-09", "2022-05-09"),
        ("entry", "2022-06-30", "2022-06-30"),
        ("overseas", "大概吧也许", "大概吧也许"),
    ],
)
def test_words_of_where_and_when_become_a_stay_to_be_verified(field, text, words, caplog):
    twice()
    as_an_earlier_release_took_it(**{field: text})
    with caplog.at_level(logging.WARNING):
        assert arrivals.rebuild_journeys(by=SYSTEM) == (1, 1)
    assert "kept filings do not read" in caplog.text
    one = Declaration.objects.get()
    assert (one.class_code, one.uncertain) == ("unverified", True)
    assert words in " ".join(Stay.objects.values_list("text", flat=True))
    assert not Stay.objects.exclude(place="").filter(text__contains=words).exists()
    assert Filing.objects.count() == 2


def test_what_was_said_better_since_is_in_no_doubt():
    twice(again={"leaving": "2022-05-01"})
    as_an_earlier_release_took_it(leaving="2022-13-45")
    assert arrivals.rebuild_journeys(by=SYSTEM) == (1, 1)
    assert Declaration.objects.get().uncertain is False


def test_a_day_of_arrival_that_does_not_read_is_the_day_of_filing_at_the_latest():
    twice(again={"arrival": "2022-05-09", "filed_at": "2022-05-09 09:00"})
    as_an_earlier_release_took_it(arrival="五月初")
    assert arrivals.rebuild_journeys(by=SYSTEM) == (1, 1)
    one = Declaration.objects.get()
    assert (str(one.arrival), one.class_code) == ("2022-05-09", "unverified")
    assert date(2022, 5, 1) in set(Stay.objects.values_list("journey", flat=True))


def test_a_place_in_words_that_do_not_read_is_what_is_asked_first():
    twice()
    as_an_earlier_release_took_it(via=BAD_DAY)
    arrivals.rebuild_journeys(by=SYSTEM)
    [screening, *_] = arrivals.dossier(Declaration.objects.get().person_id, by=SYSTEM).screenings
    assert screening.verdict["doubt"]["possible"]["place"].startswith("310115")


def test_it_stays_so_until_somebody_says_better():
    twice()
    as_an_earlier_release_took_it(via=BAD_DAY)
    arrivals.rebuild_journeys(by=SYSTEM)
    take_in(wang(origin="", filed_at="2022-05-03 09:00", remark="别的"))
    assert Declaration.objects.get().class_code == "unverified"
    arrivals.rebuild_journeys(by=SYSTEM)
    assert Declaration.objects.get().class_code == "unverified"
    take_in(wang(origin=SAFE, via="湖北省武汉市武昌区", filed_at="2022-05-04 09:00", remark="问清"))
    assert Declaration.objects.get().uncertain is False


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "王秀英、王小明"},
        {"name": ""},
        {"name": "王" * 200},
        {"document_number": "61242319850615222Y"},
        {"document_number": ""},
        {"remark": "长" * 3000},
    ],
)
def test_who_it_was_and_what_decides_nothing_leaves_the_journey_as_it_stands(cells):
    twice(via="武汉市@2022-05-01")
    before = set(Stay.objects.values_list("text", "place"))
    person = Declaration.objects.get().person_id
    as_an_earlier_release_took_it(**cells)
    assert arrivals.rebuild_journeys(by=SYSTEM) == (1, 1)
    one = Declaration.objects.get()
    assert (one.person_id, one.uncertain) == (person, False)
    assert set(Stay.objects.values_list("text", "place")) == before
    assert people.states_by_id([person])[person].name == "王秀英"


def test_taking_a_file_back_tells_how_many_do_not_read():
    take_in(wang(origin=SAFE, filed_at="2022-05-01 09:00"))
    as_an_earlier_release_took_it(via=BAD_DAY)
    batch = arrivals.import_file(
        as_csv(wang(origin=SAFE, filed_at="2022-05-02 09:00", address="南街")), "二.csv", by=SYSTEM
    ).batch_id
    assert arrivals.undo_import(batch, "传错了", by=SYSTEM) == 1
    assert "1 条以前的填报按现在的规则读不懂" in ImportBatch.objects.get(pk=batch).why
    one = Declaration.objects.get()
    assert (one.address_text, one.class_code) == ("北街 12 号", "unverified")


cells = st.one_of(
    st.text(max_size=30).filter(lambda said: SEPARATOR not in said and "\x00" not in said),
    st.sampled_from(["2022-13-45", "上海@", "@2022-05-01", "1/2/3/4", "不详", "长" * 2500, "——"]),
)


@settings(max_examples=40, deadline=None)
@given(said=st.dictionaries(st.sampled_from([one for one in FIELDS if one != "filed_at"]), cells))
def test_whatever_a_cell_holds_no_filing_is_left_out(said):
    if not Filing.objects.exists():
        twice()
    as_an_earlier_release_took_it(**said)
    person = Filing.objects.first().person_id
    rows = filed_for([person], Known(places.home()))
    assert [one.filing.pk for one in rows] == list(
        Filing.objects.order_by("pk").values_list("pk", flat=True)
    )
