"""What people tells the rooms above."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class PersonsMerged:
    """Two records were found to be one person; what hangs on `gone_id` belongs to `kept_id`."""

    kept_id: int
    gone_id: int
    record_id: int


@fact
class MergeUndone:
    """A merge was undone; `gone_id` stands on its own again."""

    kept_id: int
    gone_id: int
    record_id: int


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
