from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.kernel import bulk, clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import FactRow
from fangxian.lines.codes import api as codes_api
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes.services import ledger as codes_ledger
from tests.rooms.codes.town import TOWN, lay, official, standing


def test_nobody_is_restricted_without_a_standing(town):
    shown = codes_api.colours_of([town.wei])[town.wei]
    assert (shown.code, shown.standing_id, shown.rank) == ("green", None, 0)
    assert "汉阴县" in shown.words.zh


def test_the_worst_standing_that_holds_is_the_colour(town):
    lay(standing(town.wei, "orange"))
    assert town.colour(town.wei) == "orange"
    lay(standing(town.wei, origin="contact", key="contact:1"))
    assert town.colour(town.wei) == "red"
    codes.lower_standings([town.wei], "contact", "排除", by=SYSTEM)
    assert town.colour(town.wei) == "orange"
    assert town.colour(town.mei) == "green"


def test_a_standing_ends_by_itself(town):
    lay(standing(town.wei, origin="order", until=clock.now() + timedelta(days=2)))
    with clock.at("2022-05-12T07:59"):
        assert town.colour(town.wei) == "red"
    with clock.at("2022-05-12T08:00"):
        assert town.colour(town.wei) == "green"


def test_the_same_again_writes_nothing(town):
    row = standing(town.wei)
    assert lay(row) == codes_ledger.Raised(1, 0, 0)
    assert lay(row) == codes_ledger.Raised(0, 0, 1)
    assert lay(standing(town.wei, "orange")) == codes_ledger.Raised(0, 1, 0)
    assert FactRow.objects.filter(name="codes.StandingsChanged").count() == 2
    assert [one.ended_how for one in codes_pages.explain(town.wei, by=SYSTEM).standings] == [
        "",
        "replaced",
    ]


def test_the_ledger_tells_the_colour_of_any_past_moment(town):
    lay(standing(town.wei))
    with clock.at("2022-05-11T08:00"):
        codes.lower_standings([town.wei], "screening", "行程更正", by=SYSTEM)
        assert town.colour(town.wei) == "green"
        assert town.colour(town.wei, clock.now() - timedelta(hours=1)) == "red"
        assert town.colour(town.wei, clock.now() - timedelta(days=2)) == "green"
        told = codes_pages.explain(town.wei, at=clock.now() - timedelta(hours=1), by=SYSTEM)
        assert told.holding
        assert told.standings[0].ended_at is None


def test_an_explanation_cites_and_says_what_turns_it_back(town):
    lay(standing(town.wei))
    told = codes_pages.explain(town.wei, by=official(1, "codes.explain", place=TOWN))
    assert told.name == "韦**"
    assert told.holding[0].clause["clause"] == "第2条"
    assert "05-24 08:00 期满自动转码" in told.what_turns_back.zh
    with pytest.raises(NotAllowed):
        codes_pages.explain(town.wei, by=official(1, "codes.explain", place="610921101"))


def test_no_person_has_the_verbs_that_raise(town):
    for verb in (codes.raise_standings, codes.lower_standings):
        with pytest.raises(NotAllowed):
            verb([standing(town.wei)], by=NOBODY) if verb is codes.raise_standings else verb(
                [town.wei], "screening", "x", by=official(1, "codes.propose", "codes.approve")
            )


def test_a_bundle_lists_who_is_restricted_at_a_place(town):
    lay(standing(town.wei), standing(town.mei, "orange"), standing(town.lao, place="610921101"))
    guard = official(1, "codes.scan", place=TOWN)
    rows = {row.person_id: row.colour for row in codes_pages.standings_at(TOWN, by=guard)}
    assert rows == {town.wei: "red", town.mei: "orange"}


def test_an_orange_of_an_ended_notice_keeps_its_look(town):
    lay(standing(town.wei, "orange", until=None))
    with clock.at("2022-07-05T08:00"):  # the county's notice has ended, the national scheme rules
        shown = codes_api.colours_of([town.wei])[town.wei]
    assert (shown.code, shown.shape, shown.rank) == ("orange", "triangle", 2)


def test_sixty_thousand_are_raised_by_a_bounded_number_of_queries(town):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person (name, name_key, initials, sex, phone_sealed, phone_sound,"
            " place, address, occupations, filed_at, as_of, created_at)"
            " SELECT '某某', '', '', '', '', true, %s, '', '{}', now(), '{}', now()"
            " FROM generate_series(1, 60000) RETURNING id",
            [TOWN],
        )
        ids = [row[0] for row in cursor.fetchall()]
    bulk.check_keys("people_person")  # as the import does: keys are not checked by an empty plan
    rows = [standing(person) for person in ids]
    with CaptureQueriesContext(connection) as asked:
        assert lay(*rows).raised == 60_000
    assert lay(*rows).unchanged == 60_000
    assert codes_api.colours_of(ids)[ids[-1]].code == "red"
    assert len(asked) <= 120
