"""By whose word a person is known here: which phones filed for them. Looked at to prove
who asks for a code (ADR 17); the door that asks writes the audit line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import PUBLIC
from fangxian.lines.arrivals.models import Filing, PushedItem
from fangxian.lines.arrivals.queries.dossier import said_in


@dataclass(frozen=True)
class FilingSources:
    """By whose word the record of a person stands; what was claimed beside it closes nobody's code.
    `phones`: marks of what the filings say, but for those that say none. `public`: nobody but the
    public filed."""

    phones: frozenset[bytes]
    public: bool

    def only_phone(self, mark: bytes) -> bool:
        return self.public and self.phones == {mark}


NO_SOURCES = FilingSources(frozenset(), public=False)


def filing_sources_of(person_ids: Collection[int]) -> dict[int, FilingSources]:
    """Who filed for these; somebody for whom nobody did is absent. Two queries."""
    filings: dict[int, list[Filing]] = defaultdict(list)
    for one in Filing.objects.filter(person_id__in=person_ids).order_by("pk"):
        filings[one.person_id].append(one)
    asked = PushedItem.objects.filter(person_id__in=person_ids)
    listed = set(asked.values_list("person_id", flat=True))
    return {
        person: FilingSources(
            frozenset(_phone(one) for one in some) - {b""},
            person not in listed and all(one.way_in == PUBLIC for one in some),
        )
        for person, some in filings.items()
    }


def _phone(one: Filing) -> bytes:
    return people.phone_mark(said_in(bytes(one.sealed_cells)).get("phone", ""))
