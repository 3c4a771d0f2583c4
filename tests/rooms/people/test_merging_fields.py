"""The better word wins field by field, then the newest filing, whatever order filings arrive in."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.people.rules import (
    FIELDS,
    PersonFiling,
    mask_name,
    mask_number,
    mask_phone,
    merge,
    undecided,
)
from fangxian.ground.people.stamps import Provenance, Stamp, exceptions, stamp_of, times_from
from fangxian.kernel.clock import COUNTY_TIME

NOON = datetime(2022, 5, 1, 12, tzinfo=COUNTY_TIME)
texts = st.sampled_from(["", "甲", "乙", "丙"])
one = st.builds(
    lambda minute, name, phone, address: PersonFiling(
        NOON + timedelta(minutes=minute), name=name, phone=phone, address=address
    ),
    st.integers(0, 50),
    texts,
    texts,
    texts,
)
filings = st.lists(one, min_size=1, max_size=6, unique_by=lambda filing: filing.at)
worded = st.lists(
    st.tuples(one, st.sampled_from(list(Provenance))),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: pair[0].at,
)


def merged(some):
    state = None
    for filing in some:
        state, _ = merge(state, filing)
    return state


@given(filings, st.randoms())
def test_any_order_of_filings_ends_in_the_same_state(some, dice):
    shuffled = list(some)
    dice.shuffle(shuffled)
    assert merged(some) == merged(shuffled)


@given(worded, st.randoms())
def test_each_field_stands_by_the_best_word_and_of_that_by_the_newest(some, dice):
    """In whatever order they come: what a stranger says last is never what stands."""
    dice.shuffle(some)
    state = None
    for filing, word in some:
        state, _ = merge(state, filing, word)
    for field in ("name", "phone", "address"):
        said = [
            (word, filing.at, getattr(filing, field))
            for filing, word in some
            if getattr(filing, field)
        ]
        assert state.field(field) == (max(said)[2] if said else "")
    if any(state.times):
        kept = exceptions(FIELDS, state.values, state.times)
        assert times_from(FIELDS, state.values, *kept) == state.times


@given(filings)
def test_filing_everything_again_changes_no_value(some):
    state = merged(some)
    for filing in some:
        state, changed = merge(state, filing)
        assert not changed


@given(filings)
def test_an_empty_field_never_erases(some):
    state = merged(some)
    for n, field in enumerate(FIELDS):
        said = [getattr(filing, field) for filing in some if getattr(filing, field)]
        assert bool(state.values[n]) == bool(said)


@given(filings)
def test_times_are_kept_as_exceptions_and_come_back(some):
    state = merged(some)
    if any(state.times):
        kept = exceptions(FIELDS, state.values, state.times)
        assert times_from(FIELDS, state.values, *kept) == state.times


def test_of_two_filings_of_one_time_neither_is_newer_and_what_stands_stays():
    first, second = PersonFiling(NOON, phone="138"), PersonFiling(NOON, phone="139")
    assert merged([first, second]).phone == "138"
    assert merged([second, first]).phone == "139"
    stamp = (int(Provenance.OFFICIAL), NOON)
    assert undecided(merged([first]), second[1:], stamp) == (FIELDS.index("phone"),)
    assert undecided(merged([first]), first[1:], stamp) == ()


def test_a_value_that_is_confirmed_moves_its_time_on():
    old, confirm = (
        PersonFiling(NOON, phone="138"),
        PersonFiling(NOON + timedelta(days=2), phone="138"),
    )
    late = PersonFiling(NOON + timedelta(days=1), phone="139")
    for order in permutations((old, confirm, late)):
        assert merged(order).phone == "138"


def test_what_is_shown_gives_little_away():
    assert (mask_name("张三丰"), mask_name("")) == ("张**", "")
    assert mask_number("610921198803152318") == "6109**************"
    assert mask_number("E12345678") == "E1*****78"
    assert mask_phone("13812341234") == "138****1234"


stamps = st.builds(
    Stamp,
    st.sampled_from([int(word) for word in Provenance]),
    st.datetimes(datetime(2022, 1, 1), datetime(2022, 12, 31)).map(
        lambda at: at.replace(tzinfo=COUNTY_TIME)
    ),
)


@given(st.lists(st.none() | stamps, min_size=3, max_size=3).filter(any))
def test_a_stamp_is_read_again_as_it_was_kept_alone_and_among_others(times):
    names, values = ("a", "b", "c"), tuple(bool(at) for at in times)
    kept = exceptions(names, values, tuple(times))
    assert times_from(names, values, *kept) == tuple(times)
    for name, at in zip(names, times, strict=True):
        if at:
            assert stamp_of(name, *kept) == at
            assert Stamp.load(at.dump(), 4) == Stamp.load(at.dump(at.word), at.word) == at
