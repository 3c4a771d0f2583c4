"""By whose word a person is known here: which phones and links filed for them. Looked at to prove
who asks for a code (ADR 17); the door that asks writes the audit line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import PUBLIC
from fangxian.lines.arrivals.models import Claim, Filing, PushedItem, Receipt
from fangxian.lines.arrivals.queries.dossier import said_in


@dataclass(frozen=True)
class Voices:
    """`phones`: marks of what the filings say, b"" for one that says none. `links`: the numbers of
    the receipts whose links file for the person. `public`: nobody but the public filed."""

    phones: frozenset[bytes]
    links: frozenset[str]
    public: bool

    def only_phone(self, mark: bytes) -> bool:
        return self.public and self.phones == {mark}

    def only_link(self, number: str) -> bool:
        return self.public and self.links == {number}


SILENT = Voices(frozenset(), frozenset(), public=False)


def voices_of(person_ids: Collection[int]) -> dict[int, Voices]:
    """Who filed for these, a claim beside the record being a voice too; somebody for whom nobody
    did is absent. Five queries."""
    filings: dict[int, list[Filing | Claim]] = defaultdict(list)
    for rows in (Filing, Claim):
        for one in rows.objects.filter(person_id__in=person_ids):
            filings[one.person_id].append(one)
    links: dict[int, set[str]] = defaultdict(set)
    for whose in ("declaration__person_id", "claim__person_id"):
        receipts = Receipt.objects.filter(**{f"{whose}__in": person_ids})
        for person, number in receipts.values_list(whose, "number"):
            links[person].add(number)
    asked = PushedItem.objects.filter(person_id__in=person_ids)
    listed = set(asked.values_list("person_id", flat=True))
    return {
        person: Voices(
            frozenset(_phone(one) for one in some), frozenset(links[person]),
            person not in listed and all(one.way_in == PUBLIC for one in some),
        )
        for person, some in filings.items()
    }  # fmt: skip


def _phone(one: Filing | Claim) -> bytes:
    return people.phone_mark(said_in(bytes(one.sealed_cells)).get("phone", ""))
