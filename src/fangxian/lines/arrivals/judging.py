"""What becomes of each row: new, updated, unchanged or rejected, in file order. Nothing is
written here; the plan is what a preview shows and what a commit carries out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import bulk
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import DOUBT, PERSON_NEWS, PHONE, Filed, State, first, merge
from fangxian.lines.arrivals.parsing import Known, Parsed
from fangxian.lines.arrivals.remarks import Told
from fangxian.lines.arrivals.rules import FIELDS, Fault, Verdict

DECLARED = """
SELECT person_id, id, origin_text, leaving, arrival, via_text, transport, vehicle, town_text,
       village_text, address_text, overseas, entry, remark, method, unresolved, filed_at, as_of
  FROM arrivals_declaration WHERE person_id = ANY(%s::bigint[])
"""


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
    doubts: dict[int, str] = field(default_factory=dict)  # the other name, by index of the row
    same: dict[people.DocumentKey, people.DocumentKey] = field(default_factory=dict)
    told: dict[int, list[Told]] = field(default_factory=dict)  # by index of the row
    rows: list[Any] = field(default_factory=list)  # as parsed

    def person_of(self, filed: Filed, persons: dict[people.DocumentKey, int]) -> int:
        """Whose a filing is; `same` maps further documents of a person to the first."""
        return persons[self.same.get(filed.key, filed.key)]

    def changed(self, batch_id: int) -> DeclarationsChanged:
        """The fact to tell of an import that screens its new declarations itself."""
        old = tuple(state.id for state in self.journeys.values() if state.id is not None)
        return DeclarationsChanged(declaration_ids=old, batch_id=batch_id)

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


STAYS_FROM = frozenset({"origin", "leaving", "arrival", "via"})


def judge(parsed: Parsed, known: Known, *, vouched: bool = True) -> Plan:
    """Go through the rows in order. Several documents of one known person are one person. Who
    vouches for what is filed lets its phones sign in (ADR 17)."""
    keys = dict.fromkeys([row.key for row in parsed.rows if row.__class__ is Filed])
    register = _Register(keys, known, vouched=vouched)
    plan = Plan(same=register.same, told=parsed.told, rows=parsed.rows)
    for index, row in enumerate(parsed.rows):
        if isinstance(row, Filed):
            verdict, news = register.take(row, plan)
        else:
            verdict, news = Verdict.REJECTED, ()
            plan.faults[index] = row
        plan.verdicts.append(verdict)
        plan.news.append(news)
    return plan


class _Register:
    """Persons and declarations as they stand while a file is gone through."""

    def __init__(
        self, keys: Collection[people.DocumentKey], known: Known, *, vouched: bool
    ) -> None:
        self.vouched = vouched
        self.persons = people.states_of(keys)
        by_id: dict[int, people.DocumentKey] = {}
        self.same: dict[people.DocumentKey, people.DocumentKey] = {}
        for key, state in self.persons.items():
            assert state.id is not None
            first = by_id.setdefault(state.id, key)
            if first != key:
                self.same[key] = first
        self.journeys = {by_id[person]: state for person, state in _declared(by_id, known)}
        self.filed = _known_digests(by_id)

    def take(self, row: Filed, plan: Plan) -> tuple[Verdict, tuple[str, ...]]:
        mark = row.mark
        if mark in self.filed:
            return Verdict.UNCHANGED, ()
        self.filed.add(mark)
        plan.filings.append((row, mark))
        key = self.same.get(row.key, row.key) if self.same else row.key
        before, known = self.journeys.get(key), self.persons.get(key)
        doubt = _doubt(known, row, plan)
        if before is None and known is None:
            said_first = row.said(vouched=self.vouched)
            self.persons[key] = plan.persons[key] = people.first(said_first, row.at)
            said: Collection[str] = ()
        else:
            vouched = self.vouched and not _repeats(known, row)
            filing = people.PersonFiling(row.at, *row.said(vouched=vouched))
            person, said = people.merge(known, filing)
            self.persons[key] = plan.persons[key] = person
        if before is None:
            self.journeys[key] = plan.journeys[key] = first(row.journey, row.at)._replace(
                doubt=doubt
            )
            plan.moved.add(key)
            return Verdict.NEW, ()
        journey, news = merge(before, row.journey, row.at)
        if doubt:
            journey = journey._replace(doubt=doubt)
        self.journeys[key] = plan.journeys[key] = journey
        news = (*(name for name in said if name in PERSON_NEWS), *news)
        if not news:
            return Verdict.UNCHANGED, ()
        if not STAYS_FROM.isdisjoint(news):
            plan.moved.add(key)
        return Verdict.UPDATED, news


def _repeats(known: people.PersonState | None, row: Filed) -> bool:
    """No later than what is known and of the same phone: an export that is taken in again vouches
    for nothing that it was told by the public."""
    return known is not None and known.phone == row.person[PHONE] and row.at <= known.filed_at


def _doubt(known: people.PersonState | None, row: Filed, plan: Plan) -> str:
    """One document under two names: perhaps two people, perhaps a slip of the pen. The newer
    name stands as always; that there was another is work for a human."""
    if known is None or not known.name or people.same_name(row.person[0], known.name):
        return ""
    plan.doubts[len(plan.verdicts)] = known.name
    return f"{people.mask_name(known.name)}/{people.mask_name(row.person[0])}"


def _declared(person_ids: Iterable[int], known: Known) -> Iterable[tuple[int, State]]:
    wanted = list(person_ids)
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(DECLARED, [bulk.as_array(map(str, wanted))])
        for row in cursor.fetchall():
            yield row[0], _state(row[1], row[2:-3], row[-3:], known)


def _state(number: int, row: tuple[Any, ...], standing: Any, known: Known) -> State:
    unresolved, filed_at, as_of = standing
    (origin, leaving, arrival, via, transport, vehicle, town, village, address, overseas, entry,
     remark, method) = row  # fmt: skip
    values = (
        known.places[origin], leaving, arrival, known.vias[via], transport, vehicle,
        known.towns[town], known.towns[village], address,
        "" if overseas is None else "yes" if overseas else "no", entry, remark, method,
    )  # fmt: skip
    older = people.read_older(as_of)
    doubt = next((said[len(DOUBT) :] for said in unresolved if said.startswith(DOUBT)), "")
    return State(number, values, people.times_from(FIELDS, values, filed_at, older), doubt)


def _known_digests(person_ids: Iterable[int]) -> set[bytes]:
    wanted = list(person_ids)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT digest FROM arrivals_filing WHERE person_id = ANY(%s::bigint[])",
            [bulk.as_array(map(str, wanted))],
        )
        return {bytes(row[0]) for row in cursor.fetchall()}
