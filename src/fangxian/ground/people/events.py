"""What people tells the rooms above."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class PersonsMerged:
    """Two records were found to be one person; what hangs on `gone_id` belongs to `kept_id`.
    `one_in_household`: one of them was in a household and the other in none; `account_id`,
    `one_hand`: whose hand it was (`Actor.hand`)."""

    kept_id: int
    gone_id: int
    record_id: int
    one_in_household: bool = False
    account_id: int | None = None
    one_hand: tuple[int, ...] = ()
    name: str = ""


@fact
class MergeUndone:
    """A merge was undone; `gone_id` stands on its own again."""

    kept_id: int
    gone_id: int
    record_id: int


@fact
class JoinedHousehold:
    """People on record who were in no household of the county are in one now. `operation`: by which
    they came in; `account_id`, `one_hand`: whose hand it was (`Actor.hand`)."""

    person_ids: tuple[int, ...]
    operation: str
    account_id: int | None
    one_hand: tuple[int, ...]
    name: str


@fact
class PersonMoved:
    """A person lives somewhere else now (division prefixes)."""

    person_id: int
    place_from: str
    place_to: str


@fact
class PhoneConfirmed:
    """An official wrote down the phone of somebody who stood before them with a document."""

    person_id: int


@fact
class PhoneCut:
    """Whoever holds a phone said that it is not this person's: somebody is to find out. `mark`: of the
    phone, with the moment: each cutting is a check of its own."""

    person_id: int
    mark: str
