"""Records are merged and parted in any order; nobody loses a document, a name or a visit by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.errors import MergeImpossible
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM

MANY = 5
PHONES = [f"1370000000{n}" for n in range(MANY)]
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(0, MANY - 1), st.integers(0, MANY - 1)),
        st.tuples(st.just("undo"), st.integers(0, 20), st.just(0)),
    ),
    max_size=14,
)


def key(n):
    return people.DocumentKey("passport", f"E1234567{n}")


def entered() -> list[int]:
    """One record each, filed an hour apart; each says another phone and another name."""
    ids = []
    for n in range(MANY):
        at = clock.now() + timedelta(hours=n)
        said = people.PersonFiling(at, f"人{n}", phone=PHONES[n], proven=PHONES[n])
        ids.append(people.store({key(n): people.merge(None, said)[0]}, by=SYSTEM)[key(n)])
    return ids


class Trees:
    """What is merged into what, written down beside the room."""

    def __init__(self, ids):
        self.ids, self.into, self.open = ids, {}, []

    def do(self, what, first, second):
        if what == "merge":
            self._merge(self.ids[first], self.ids[second])
        elif self.open:
            self._undo(first % len(self.open))

    def _merge(self, kept, gone):
        try:
            record = people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
        except MergeImpossible:
            assert kept == gone or kept in self.into or gone in self.into
            return
        self.into[gone] = kept
        self.open.append((record, kept, gone))

    def _undo(self, which):
        record, kept, gone = self.open[which]
        try:
            people_pages.undo_merge(record, by=SYSTEM)
        except MergeImpossible:
            assert kept in self.into  # a chain is parted from its end
            return
        del self.into[gone]
        self.open.pop(which)

    def root(self, one):
        while one in self.into:
            one = self.into[one]
        return one

    def undo_all(self):
        while self.open:
            before = len(self.open)
            for which in reversed(range(before)):
                self._undo(which)
            assert len(self.open) < before


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(deeds)
def test_in_any_order_records_are_found_by_each_other_and_all_parts_again(some):
    with transaction.atomic(), clock.at("2022-05-10T08:00"):
        ids = entered()
        bare = people.states_by_id(ids)
        trees = Trees(ids)
        for deed in some:
            trees.do(*deed)
        found = people.records_of(ids)
        for one in ids:
            same = {other for other in ids if trees.root(other) == trees.root(one)}
            assert set(found[one]) == same
            assert people.kept_of([one]) == {one: trees.root(one)}
        trees.undo_all()
        assert people.states_by_id(ids) == bare  # no phone of another stays behind
        assert [people.bearer_of(key(n)) for n in range(MANY)] == ids
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_chain_is_parted_from_its_end_and_says_so():
    with clock.at("2022-05-10T08:00"):
        one, two, three, *_ = entered()
        first = people_pages.merge_persons(two, one, "同一人", by=SYSTEM)
        second = people_pages.merge_persons(three, two, "同一人", by=SYSTEM)
        assert people_pages.person(one, by=SYSTEM).id == three
        with pytest.raises(MergeImpossible, match="先撤销"):
            people_pages.undo_merge(first, by=SYSTEM)
        people_pages.undo_merge(second, by=SYSTEM)
        people_pages.undo_merge(first, by=SYSTEM)
        assert people_pages.person(one, by=SYSTEM).id == one
