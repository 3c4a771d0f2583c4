"""What becomes of each row: new, updated, unchanged or rejected, in file order. Nothing is
written here; the plan is what a preview shows and what a commit carries out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from fangxian.ground.people import api as people
from fangxian.lines.arrivals import journeys, remarks, unproven
from fangxian.lines.arrivals.area import Area, record_place
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.filing import (
    PERSON_NEWS,
    PHONE,
    PLACE,
    Filed,
    State,
    first,
)
from fangxian.lines.arrivals.parsing import Known, Parsed
from fangxian.lines.arrivals.planning import Claimed, Plan
from fangxian.lines.arrivals.recorded import declared, digests_of
from fangxian.lines.arrivals.remarks import HANDED_OVER, RowRemark
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    ENTRY,
    FIELDS,
    LEAVING,
    NEWS,
    ORIGIN,
    OVERSEAS,
    VIA,
    Fault,
    Verdict,
)


@dataclass(frozen=True)
class Word:
    """By whose word a table is filed. `vouched`: its phones may sign in (ADR 17). `own`: the
    row cut down to what its author filed before, where a receipt's link proves that it was them, and
    `was` the arrival that they filed.
    `taken_up`: an official has acted on what stands. `whose`: for whom the phone proves it, or on
    whose page a claim was accepted: the number is not asked.
    `area`: where an official may file, None for everywhere; `met`: they had the person and the
    document before them at a barrier, where people of every place pass. `corrects`: it is about
    the journey that stands, as an accepted claim is."""

    provenance: int = people.Provenance.LISTED
    vouched: bool = True
    own: Filed | None = None
    was: date | None = None
    taken_up: bool = False
    whose: int | None = None
    area: Area | None = None
    met: bool = False
    corrects: bool = False

    @property
    def public(self) -> bool:
        return self.provenance <= people.Provenance.PROVEN

    def puts_right(self, before: State) -> bool:
        """Whether it puts right what was filed of the journey that stands."""
        return self.corrects or (self.own is not None and self.was == before.values[ARRIVAL])


LIST = Word()
ELSEWHERE = "arrivals.place_elsewhere"


STAYS_FROM = frozenset({"origin", "leaving", "arrival", "via"})
SWAYS = STAYS_FROM | {"overseas", "entry", "town", "village"}  # what a verdict may rest on


DECIDING = frozenset({ORIGIN, LEAVING, ARRIVAL, VIA, OVERSEAS, ENTRY})  # what a screening reads


def decide_rows(parsed: Parsed, known: Known, *, word: Word = LIST) -> Plan:
    """Go through the rows in order. Several documents of one known person are one person."""
    keys = dict.fromkeys([row.key for row in parsed.rows if row.__class__ is Filed])
    register = _Register(keys, known, word)
    plan = Plan(same=register.same, told=parsed.told, rows=parsed.rows, provenance=word.provenance)
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

    def __init__(self, keys: Collection[people.DocumentKey], known: Known, word: Word) -> None:
        self.word = word
        self.several: dict[people.DocumentKey, tuple[people.PersonState, ...]] = {}
        self.persons = self._bearers(keys) if word.public else self._borne(keys)
        by_id: dict[int, people.DocumentKey] = {}
        self.same: dict[people.DocumentKey, people.DocumentKey] = {}
        for key, state in self.persons.items():
            assert state.id is not None
            first = by_id.setdefault(state.id, key)
            if first != key:
                self.same[key] = first
        self.journeys = {by_id[person]: state for person, state in declared(by_id, known)}
        self.filed = digests_of(by_id)
        self.stand = record_place(by_id) if word.area else {}
        self.known = known
        self.laid: set[people.DocumentKey] = set()  # of whom the file has said something

    def _borne(
        self, keys: Collection[people.DocumentKey]
    ) -> dict[people.DocumentKey, people.PersonState]:
        whose = self.word.whose
        if whose is None:
            return people.states_of(keys)
        return dict.fromkeys(keys, people.states_by_id([whose])[whose])

    def _bearers(
        self, keys: Collection[people.DocumentKey]
    ) -> dict[people.DocumentKey, people.PersonState]:
        """A number that somebody bears is theirs, whatever the public calls the document."""
        found = {}
        for key, some in people.bearers_of(keys).items():
            mine = [one for one in some if one.id == self.word.whose]
            if len(some) == 1 or mine:
                found[key] = mine[0] if mine else some[0]
            else:
                self.several[key] = some
        return found

    def take(self, row: Filed, plan: Plan) -> tuple[Verdict, tuple[str, ...]]:
        mark = row.mark  # sealed by a key: worked out once a row
        if mark in self.filed:
            return Verdict.UNCHANGED, ()
        if row.key in self.several:  # it may be about each of them
            plan.claims += [Claimed(row, one) for one in self.several[row.key]]
            return Verdict.UNCHANGED, ()
        if not self._within(row):
            plan.faults[len(plan.verdicts)] = (Fault(ELSEWHERE, "town"),)
            return Verdict.REJECTED, ()
        key = self.same.get(row.key, row.key) if self.same else row.key
        taken = self._taken(key, row, plan)
        if taken is None:
            return Verdict.UNCHANGED, ()
        return self._lay(key, row, taken, mark if taken is row else taken.mark, plan)

    def _within(self, row: Filed) -> bool:
        area = self.word.area
        return area is None or self.word.met or area.has(row.person[PLACE])

    def _taken(self, key: people.DocumentKey, row: Filed, plan: Plan) -> Filed | None:
        """How much of a row is laid over the record; what is not waits beside it."""
        known, word = self.persons.get(key), self.word
        if known is None:
            return row
        if word.provenance == people.Provenance.UNPROVEN:
            before = self.journeys.get(key)
            allowed = unproven.allowed(row, known, before, word.own, taken_up=word.taken_up)
            if allowed is None:
                plan.claims.append(Claimed(row, known))
            return allowed
        if word.area and not word.area.has(self.stand.get(known.id or 0, "")):
            self._ask_for(row, known, plan)
            return row.placeless() if word.met else None
        return row

    def _lay(
        self, key: people.DocumentKey, whole: Filed, row: Filed, mark: bytes, plan: Plan
    ) -> tuple[Verdict, tuple[str, ...]]:
        before, known = self.journeys.get(key), self.persons.get(key)
        if mark not in self.filed:  # what is left of a row may have been filed before
            self.filed.add(mark)
            plan.filings.append((row, mark))
        if before is None:
            self._begin(key, row, known, plan)
            return Verdict.NEW, ()
        found = self._go_on(key, row, before, plan)
        cut = self.word.public and whole.text != row.text
        self._notice_claim(whole if cut else row, key, plan, more=cut)
        return found

    def _ask_for(self, row: Filed, known: people.PersonState, plan: Plan) -> None:
        """An official who does not have the person asks whoever has: nobody is moved by a number."""
        if self.word.met and row.person[PLACE] in ("", self.stand.get(known.id or 0)):
            return
        plan.claims.append(Claimed(row, known, handover=True))
        plan.told.setdefault(len(plan.verdicts), []).append(RowRemark(HANDED_OVER))

    def _begin(
        self, key: people.DocumentKey, row: Filed, known: people.PersonState | None, plan: Plan
    ) -> None:
        """The first declaration of somebody, who may be on the register already."""
        doubt, stamp = _doubt(known, row, plan), people.Stamp(int(self.word.provenance), row.at)
        self._person(key, row, known, plan)
        self.laid.add(key)
        self.journeys[key] = plan.journeys[key] = first(row.journey, stamp)._replace(doubt=doubt)
        plan.moved.add(key)

    def _go_on(
        self, key: people.DocumentKey, row: Filed, before: State, plan: Plan
    ) -> tuple[Verdict, tuple[str, ...]]:
        known = self.persons.get(key)
        doubt, stamp = _doubt(known, row, plan), people.Stamp(int(self.word.provenance), row.at)
        older = is_older(row, before)
        _tell(plan, row, stamp, before, None if older else known)
        said = self._person(key, row, known, plan, gaps=older)
        plan.corrects = corrects = self.word.puts_right(before)
        how = how_of(
            row,
            before,
            doubt,
            self.word.provenance,
            corrects=corrects,
            known=self.known,
            together=key in self.laid,
        )
        self.laid.add(key)
        laid = journeys.lay(before, row.journey, stamp, how)
        _tell_place(plan, before, laid)
        journey, news = laid.state, laid.news
        if journey.beside != before.beside:
            plan.moved.add(key)
        if doubt:
            journey = journey._replace(doubt=doubt)
        self.journeys[key] = plan.journeys[key] = journey
        news = (*(name for name in said if name in PERSON_NEWS), *news)
        if not news:
            return Verdict.UNCHANGED, ()
        if not STAYS_FROM.isdisjoint(news):
            plan.moved.add(key)
        if not SWAYS.isdisjoint(news):
            plan.changing.setdefault(key, len(plan.verdicts))
        return Verdict.UPDATED, news

    def _person(
        self,
        key: people.DocumentKey,
        row: Filed,
        known: people.PersonState | None,
        plan: Plan,
        *,
        gaps: bool = False,
    ) -> Collection[str]:
        """Lay the row over the person; with `gaps` only where nothing is known. Returns the
        fields that it changed."""
        word, said = self.word, ()
        if known is None:
            filed = row.said(vouched=word.vouched)
            self.persons[key] = plan.persons[key] = people.first(filed, row.at, word.provenance)
            return said
        vouched = word.vouched and not _repeats(known, row)
        filing = people.PersonFiling(row.at, *row.said(vouched=vouched))
        if gaps:
            filing = people.gaps_of(filing, known)
        person, changed = people.merge(known, filing, word.provenance)
        self.persons[key] = plan.persons[key] = person
        return changed

    def _notice_claim(self, row: Filed, key: people.DocumentKey, plan: Plan, *, more: bool) -> None:
        """What a better word stands against is not lost: it waits beside the record. Of a list it
        is only what decides; an address is written in ten ways."""
        person, journey, word = self.persons[key], self.journeys[key], self.word.provenance
        lost = people.outweighed(journey, row.journey, word)
        if word >= people.Provenance.LISTED:
            found = not DECIDING.isdisjoint(lost)
        else:
            named = people.outweighed(person, (*row.person, ""), word)
            found = more or bool(named) or any(place < NEWS for place in lost)
        if found:
            plan.claims.append(Claimed(row, person))


DECIDED_BY_LATER = frozenset({LEAVING, ARRIVAL, ENTRY, OVERSEAS, ORIGIN, VIA})


def _tell(
    plan: Plan, row: Filed, at: people.Stamp, before: State, known: people.PersonState | None
) -> None:
    """What was said in two ways at one time, and of which neither is newer."""
    twice = [
        FIELDS[place]
        for place in people.undecided(before, row.journey, at)
        if place < NEWS and place not in DECIDED_BY_LATER
    ]
    if known:
        twice += [people.PERSON_FIELDS[n] for n in people.undecided(known, (*row.person, ""), at)]
    titles = [BY_FIELD[field].title for field in dict.fromkeys(twice) if field in BY_FIELD]
    if titles:
        values = (("fields", "、".join(title.zh for title in titles)),)
        _say(plan, RowRemark(remarks.SAME_TIME, "", values))


WHY = {
    journeys.ANOTHER: remarks.ANOTHER_JOURNEY,
    journeys.BOTH: remarks.BOTH_COUNT,
    journeys.KEPT: remarks.KNOWN_STAYS,
}


def _tell_place(plan: Plan, before: State, laid: journeys.Merged) -> None:
    if laid.why:
        origin = before.values[ORIGIN]
        values = (("known", origin.text if origin else ""),)
        _say(plan, RowRemark(WHY[laid.why], "origin", values))


def _say(plan: Plan, told: RowRemark) -> None:
    """Of the row that is judged now."""
    plan.told.setdefault(len(plan.verdicts), []).append(told)


def _repeats(known: people.PersonState | None, row: Filed) -> bool:
    """No later than what is known and of the same phone: an export that is taken in again vouches
    for nothing that it was told by the public."""
    return known is not None and known.phone == row.person[PHONE] and row.at <= known.filed_at


def _doubt(known: people.PersonState | None, row: Filed, plan: Plan) -> str:
    """One document under two names: perhaps two people, perhaps a slip of the pen. The better word's
    name stands, of equal ones the newer; that there was another is work for a human."""
    names = two_names(known, row)
    if names:
        plan.doubts[len(plan.verdicts)] = known.name if known else ""
        _say(plan, RowRemark(remarks.TWO_NAMES, "name", (("names", names),)))
    return names


def how_of(
    row: Filed,
    before: State,
    doubt: str,
    provenance: int,
    *,
    corrects: bool,
    known: Known,
    together: bool = False,
) -> journeys.How:
    """How a row is laid over a declaration, today and when it is laid again. Two names on one
    document may be two people, until an official has seen it. `together`: its file has said
    something of this person before."""
    return journeys.How(
        undated=is_older(row, before),
        apart=bool(doubt or before.doubt) and provenance < people.Provenance.OFFICIAL,
        corrects=corrects,
        together=together and not corrects,
        reach=known.reach,
        today=known.now.date(),
        near=known.near,
        here=known.here,
    )


def is_older(row: Filed, before: State) -> bool:
    """Whether a row without a filing time is of a journey before the one that stands."""
    arrival = before.values[ARRIVAL]
    return arrival is not None and bool(row.journey[ARRIVAL] < arrival) and row.undated


def two_names(known: people.PersonState | None, row: Filed) -> str:
    """The name that is known and the one of a row, masked; "" where they are one."""
    if known is None or not known.name or people.same_name(row.person[0], known.name):
        return ""
    if people.partial_name(row.person[0]) or people.partial_name(known.name):
        return ""
    return f"{people.mask_name(known.name)}/{people.mask_name(row.person[0])}"
