"""Who joins a household of the county, or becomes one with a record that is known, of whom nothing was
decided before, is green by that alone: it is counted with whom the same hand frees."""

from __future__ import annotations

from fangxian.ground.people import reactions as people
from fangxian.kernel.actor import Actor
from fangxian.lines.codes import reactions as codes

MERGED = "people.merge_persons"


def count_joined(fact: people.JoinedHousehold) -> None:
    known = codes.undecided_but_for_household(fact.person_ids)
    codes.count_known(known, fact.operation, _hand(fact))


def count_merged(fact: people.PersonsMerged) -> None:
    """Before what hangs on the records is joined: one of them undecided, or both and one of them in a
    household."""
    unknown = codes.undecided_but_for_household([fact.kept_id, fact.gone_id])
    if len(unknown) == 1 or (unknown and fact.one_in_household):
        codes.count_known(unknown[:1], MERGED, _hand(fact))


def _hand(fact: people.JoinedHousehold | people.PersonsMerged) -> Actor:
    return Actor(fact.account_id, fact.name, (), one_hand=frozenset(fact.one_hand))
