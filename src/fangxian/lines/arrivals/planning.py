"""What is to become of a table: what a preview shows, and what a commit carries out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import Filed, State
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.rules import Fault, Verdict


class Claimed(NamedTuple):
    """A filing that says otherwise than a better word, and whom it is about."""

    filed: Filed
    person: people.PersonState
    handover: bool = False  # by an official who does not have the person


@dataclass
class Plan:
    """Verdicts by row, and the states that would stand afterwards (only those touched)."""

    verdicts: list[Verdict] = field(default_factory=list)
    news: list[tuple[str, ...]] = field(default_factory=list)  # changed fields, by row
    faults: dict[int, tuple[Fault, ...]] = field(default_factory=dict)  # by index of the row
    filings: list[tuple[Filed, bytes]] = field(default_factory=list)
    persons: dict[people.DocumentKey, people.PersonState] = field(default_factory=dict)
    journeys: dict[people.DocumentKey, State] = field(default_factory=dict)
    moved: set[people.DocumentKey] = field(default_factory=set)  # whose stays are to be rewritten
    changing: dict[people.DocumentKey, int] = field(
        default_factory=dict
    )  # → index of the first row
    doubts: dict[int, str] = field(default_factory=dict)  # the other name, by index of the row
    same: dict[people.DocumentKey, people.DocumentKey] = field(default_factory=dict)
    told: dict[int, list[RowRemark]] = field(default_factory=dict)  # by index of the row
    rows: list[Any] = field(default_factory=list)  # as parsed
    provenance: int = people.Provenance.LISTED  # of all its rows
    corrects: bool = False  # its row was laid as a correction of the journey that stood
    claims: list[Claimed] = field(default_factory=list)  # what a better word stands against

    def person_of(self, filed: Filed, persons: dict[people.DocumentKey, int]) -> int:
        """Whose a filing is; `same` maps further documents of a person to the first."""
        return persons[self.same.get(filed.key, filed.key)]

    def changed(self, batch_id: int) -> DeclarationsChanged:
        """The fact to tell of an import that screens its new declarations itself."""
        old = tuple(state.id for state in self.journeys.values() if state.id is not None)
        return DeclarationsChanged(declaration_ids=old, batch_id=batch_id)

    def set_beside(self, keys: Collection[people.DocumentKey]) -> None:
        """What was filed about these people waits beside the record, and nothing of it is laid."""
        if not keys:
            return
        waits = [one for one in self.filings if self.same.get(one[0].key, one[0].key) in keys]
        marks = {mark for _, mark in waits}
        self.claims += [
            Claimed(one, self.persons[self.same.get(one.key, one.key)]) for one, _ in waits
        ]
        self.filings = [one for one in self.filings if one[1] not in marks]
        for index, row in enumerate(self.rows):
            if isinstance(row, Filed) and row.mark in marks:
                self.verdicts[index], self.news[index] = Verdict.UNCHANGED, ()
                self.told.setdefault(index, []).append(RowRemark(remarks.ASKS_LESS))
        for key in keys:
            self.persons.pop(key, None)
            self.journeys.pop(key, None)
            self.changing.pop(key, None)
            self.moved.discard(key)

    def settle_names(self) -> None:
        """Who had two names on one document has the one that now stands."""
        for key, state in self.journeys.items():
            if state.doubt:
                self.journeys[key] = state._replace(doubt="")

    def counts(self) -> dict[str, Any]:
        """The shape of `arrivals import --json`."""
        by = Counter(self.verdicts)
        told = Counter(one.code for some in self.told.values() for one in some)
        reasons = Counter(faults[0].code for faults in self.faults.values())
        return {
            "read": len(self.verdicts),
            **{verdict.value: by[verdict] for verdict in Verdict},
            "reasons": dict(sorted(reasons.items())),
            "told": dict(sorted(told.items())),
        }
