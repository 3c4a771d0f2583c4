"""Whatever the order, whatever is repeated, however it is cut into batches: the same rows and
the same flags."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.kernel import clock
from fangxian.lines.venues import pages as venues_pages
from fangxian.lines.venues import reactions as venues
from fangxian.lines.venues import rules
from tests.rooms.venues.people import at_random, officer, stored, visit

CARD = bytes(range(16))


class _Undo(Exception):
    pass


def outcome(batches, rounds=frozenset()):
    """What stands after these batches, when the worker makes a round after some of them and
    after the last; the database is left as it was."""
    found = {}
    try:
        with transaction.atomic(), clock.at("2022-05-11T12:00"):  # the county's phones come home
            for number, batch in enumerate(batches):
                venues_pages.record_visits(batch, by=officer("record"))
                if number in rounds:
                    venues.compare_when_due()
            found = stored()
            raise _Undo
    except _Undo:
        return found


moments = st.tuples(
    st.integers(0, 2),
    st.sampled_from([0, 1, 3, 4, 5, 5.01, 6, 9, 60, 1440, 1443]),
    st.sampled_from([1, 2, None]),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(moments, min_size=1, max_size=14, unique=True), data=st.data())
def test_order_repeats_and_batches_change_nothing(market, clinic, drawn, data):
    from msgspec.structs import replace

    places = (market, clinic, 999_999)
    rows = [
        visit(places[where], minute, person, n, shown=CARD if card else None)
        for n, (where, minute, person, card, _) in enumerate(drawn)
    ]
    rows = [
        replace(row, client_id=at_random(n + 1)) if plain[4] else row
        for n, (row, plain) in enumerate(zip(rows, drawn, strict=True))
    ]
    straight = outcome([rows])
    assert len(straight) == len(rows)
    mixed = data.draw(
        st.permutations(rows + data.draw(st.lists(st.sampled_from(rows), max_size=8)))
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(mixed)), max_size=5)))
    edges = [0, *cuts, len(mixed)]
    batches = [mixed[a:b] for a, b in zip(edges, edges[1:], strict=False)]
    rounds = data.draw(st.frozensets(st.integers(0, len(mixed)), max_size=4))
    assert outcome(batches, rounds) == straight
    assert outcome([[row] for row in reversed(mixed)], rounds) == straight


@settings(max_examples=300)
@given(st.datetimes(min_value=__import__("datetime").datetime(1990, 1, 1)), st.binary(max_size=20))
def test_an_id_gives_its_moment_back(at, seed):
    from datetime import UTC

    at = rules.whole_milliseconds(at.replace(tzinfo=UTC))
    made = rules.id_at(at, seed)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((rules.moment_of(made) - at).total_seconds()) < 0.002
    assert rules.id_at(at, seed) == made


@given(st.uuids())
def test_only_version_seven_carries_a_time(key):
    assert (rules.moment_of(key) is None) or key.version == 7
