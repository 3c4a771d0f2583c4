"""Listings are a property of the set of lists: the order of import cannot matter."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.lines.zones import rules
from fangxian.lines.zones.rules import Moments, Run, Span


@dataclass(frozen=True)
class Snapshot:
    moment: int
    names: bool


def listings_by_definition(lists):
    """What the rules say, computed from all the lists at once."""
    moments = sorted({one.moment for one in lists if isinstance(one, Snapshot)})
    spans = rules.united([one for one in lists if isinstance(one, Span)])
    listed = [
        moment
        for moment in moments
        if any(isinstance(one, Snapshot) and one.moment == moment and one.names for one in lists)
        or any(span.begin <= moment <= span.end for span in spans)
    ]
    pieces = [Span(moment, moment) for moment in listed] + [Span(s.begin, s.end) for s in spans]
    for begin, end in zip(moments, moments[1:], strict=False):
        if begin in listed and end in listed and rules.bridged(begin, end, spans):
            pieces.append(Span(begin, end))
    return [(whole.begin, whole.end) for whole in rules.united(pieces)]


def listings_step_by_step(lists):
    """The same, one list after the other, as imports do it."""
    runs, moments = [], Moments([])
    for one in lists:
        if isinstance(one, Span):
            runs, _ = rules.absorb(runs, Run(None, one.begin, one.end, (one,)), moments)
            continue
        fresh = one.moment not in moments
        if fresh and not one.names:
            runs = [piece for run in runs for piece in rules.leave_out(run, one.moment, moments)]
        moments = Moments([*moments.known, one.moment])
        if one.names or (fresh and any(run.vouched(one.moment) for run in runs)):
            runs, _ = rules.absorb(runs, Run(None, one.moment, one.moment), moments)
    return sorted((run.first, run.last) for run in runs)


moment = st.integers(0, 14)
snapshot = st.builds(Snapshot, moment, st.booleans())
span = st.builds(
    lambda a, b, x, y: Span(min(a, b), max(a, b), x, y),
    moment,
    moment,
    st.booleans(),
    st.booleans(),
)


@given(st.lists(snapshot, max_size=12))
@settings(max_examples=400, deadline=None)
def test_snapshots_in_any_order_give_the_defined_listings(lists):
    assert listings_step_by_step(lists) == listings_by_definition(lists)


@given(st.lists(st.one_of(snapshot, span), max_size=12))
@settings(max_examples=1500, deadline=None)
def test_snapshots_and_episodes_in_any_order_give_the_defined_listings(lists):
    assert listings_step_by_step(lists) == listings_by_definition(lists)


@given(st.lists(st.one_of(snapshot, span), max_size=8), st.integers(0, 7))
@settings(max_examples=400, deadline=None)
def test_a_list_told_again_changes_nothing(lists, again):
    told = [*lists, lists[again % len(lists)]] if lists else []
    assert listings_step_by_step(told) == listings_by_definition(lists)


def test_a_snapshot_without_the_area_parts_its_listing():
    lists = [Snapshot(1, True), Snapshot(9, True), Snapshot(5, False)]
    assert listings_step_by_step(lists) == [(1, 1), (9, 9)]


def test_an_episode_that_ended_is_not_prolonged_by_snapshots_far_apart():
    lists = [Span(1, 4), Span(7, 9), Snapshot(2, True), Snapshot(8, True)]
    assert listings_step_by_step(lists) == [(1, 4), (7, 9)]


def test_an_episode_cut_off_by_its_range_is():
    lists = [Span(1, 4, loose_end=True), Snapshot(3, True), Snapshot(8, True)]
    assert listings_step_by_step(lists) == [(1, 8)]
