"""Raising and lowering in any order, with repeats, gives the colour that folding the operations by
hand gives: a model of dictionaries beside the ledger."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import reactions as codes
from tests.rooms.codes.town import lay, standing

COLOURS, ORIGINS, KEYS = ("red", "orange"), ("screening", "contact", "order"), ("a:1", "a:2")
RANK = {"green": 0, "grey": 1, "orange": 2, "red": 3}
START = clock.parse("2022-05-10T08:00!").shown

raising = st.tuples(
    st.just("raise"),
    st.integers(0, 2),
    st.sampled_from(COLOURS),
    st.sampled_from(ORIGINS),
    st.sampled_from(KEYS),
    st.one_of(st.none(), st.integers(1, 6)),
)
lowering = st.tuples(st.just("lower"), st.integers(0, 2), st.sampled_from(ORIGINS))
lowering_key = st.tuples(st.just("key"), st.sampled_from(ORIGINS), st.sampled_from(KEYS))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.one_of(raising, lowering, lowering_key), max_size=14), twice=st.booleans())
def test_the_ledger_is_the_fold_of_its_deeds(town, deeds, twice):
    from fangxian.lines.codes.models import Standing

    Standing.objects.all().delete()
    people = (town.wei, town.mei, town.lao)
    model: dict[tuple[int, str, str], tuple[str, object]] = {}
    for hour, deed in enumerate(deeds):
        with clock.at(START + timedelta(hours=hour)):
            for _ in range(2 if twice else 1):
                _do(deed, people, model)
            for person in people:
                assert town.colour(person) == _folded(model, person)
    ends = START + timedelta(hours=len(deeds) + 7)
    with clock.at(ends):
        assert {one: town.colour(one) for one in people} == {
            one: _folded(model, one) for one in people
        }


def _do(deed, people, model):
    if deed[0] == "raise":
        _, who, colour, origin, key, hours = deed
        until = START + timedelta(hours=hours) if hours else None
        lay(standing(people[who], colour, origin=origin, key=key, until=until, since=START))
        model[people[who], origin, key] = (colour, until)
    elif deed[0] == "lower":
        _, who, origin = deed
        codes.lower_standings([people[who]], origin, "x", by=SYSTEM)
        for at in [at for at in model if at[:2] == (people[who], origin)]:
            del model[at]
    else:
        _, origin, key = deed
        codes.lower_by_key([key], origin, "x", by=SYSTEM)
        for at in [at for at in model if at[1:] == (origin, key)]:
            del model[at]


def _folded(model, person):
    """What runs, and 待核 for what a screening laid, that ran out and was looked at by nobody."""
    held = []
    for (who, origin, _), (colour, until) in model.items():
        if who == person and (until is None or until > clock.now()):
            held.append(colour)
        elif who == person and origin == "screening":
            held.append("grey")
    return max(held, key=RANK.__getitem__, default="green")
