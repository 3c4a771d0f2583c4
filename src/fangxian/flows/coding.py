"""Screening → standings: who is restricted shows it on the code at once, with the cause, and who
is no longer restricted stops showing it in the same moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from fangxian.flows.wording import disease_of
from fangxian.ground.people import reactions as people
from fangxian.ground.places import reactions as places
from fangxian.ground.policy import reactions as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening

ORIGIN = arrivals.SCREENING
SOURCE = "screening.screening:"
AT_A_TIME = 10_000
FREE_NOW = kept("重新判定后不再需要管控", "screened again, no measure is needed any more")
RUN_OUT = kept(
    "期限已满,所依据的报备已不在",
    "its days are over, and the declaration that it rested on is gone",
)
UNDONE = kept("所依据的导入已撤销", "the import that it rested on was undone")
COUNTY = 6  # digits of a county's code
SAID = 30  # letters of a place that could not be found
UNSURE = Text("行程地点待核实。", "The itinerary is still to be verified. ")


def colour_at_once(fact: screening.VerdictsChanged) -> None:
    """A declaration, a correction, a pushed list: the next code that is shown has the colour."""
    if len(fact.numbers) <= codes.COLOURED_AT_ONCE:
        _colour(fact.kind, fact.numbers)


def colour_the_many(fact: screening.VerdictsChanged) -> None:
    """A whole ledger, some seconds after it was taken in: nobody has to wait for it at a desk."""
    if len(fact.numbers) > codes.COLOURED_AT_ONCE:
        _colour(fact.kind, fact.numbers)


def _colour(kind: str, numbers: Sequence[int]) -> frozenset[str]:
    """Each subject's standing from their verdict: colour, class, clause, and the end of the
    course. Who is free, or whose course is over, has none, and is known to have been decided. Where
    no policy is in force nobody is free: nothing is decided. Returns the keys of these."""
    today, left = clock.today(), set[str]()
    for start in range(0, len(numbers), AT_A_TIME):
        raised: list[codes.NewStanding] = []
        freed: dict[str, int] = {}
        decided: dict[str, dict[str, int]] = {}  # by disease
        for row in screening.courses(kind, numbers[start : start + AT_A_TIME]):
            key = str(row.ref)
            if _scheme(today, row) is None:
                left.add(key)
                continue
            decided.setdefault(row.disease, {})[key] = row.person_id
            if found := standing_of(row, today):
                raised.append(found)
            else:
                freed[key] = row.person_id
        codes.settle_standings(raised, freed, ORIGIN, FREE_NOW, by=SYSTEM)
        for disease, keys in decided.items():
            codes.note_decided(keys, disease=disease, by=SYSTEM)
    return frozenset(left)


def colour_what_ran_out() -> None:
    """After the day's look at what the courses hid: whoever's standing ran out is coloured by what
    was found, and is free where nothing was. Until then, and while no policy is in force, their
    colour is 待核."""
    keys = codes.keys_run_out(ORIGIN)
    by_kind: dict[str, list[int]] = {}
    for ref in sorted(filter(None, map(screening.ref_of, keys))):
        by_kind.setdefault(ref.kind, []).append(ref.number)
    for kind, numbers in by_kind.items():
        keys -= _colour(kind, numbers)
    codes.lower_by_key(sorted(keys & codes.keys_run_out(ORIGIN)), ORIGIN, RUN_OUT, by=SYSTEM)


def _numbers_in(keys: Iterable[str]) -> list[int]:
    """The declarations that keys of standings name."""
    found = (arrivals.declaration_of(one) for one in keys)
    return sorted(number for number in found if number is not None)


def uncolour_what_was_undone(fact: arrivals.ImportUndone) -> None:
    """An import was taken back: what its declarations laid on people is lifted."""
    keys = [arrivals.declaration_key(number) for number in fact.withdrawn]
    codes.lower_by_key(keys, ORIGIN, UNDONE, by=SYSTEM)


def join_codes(fact: people.PersonsMerged) -> None:
    """Two records became one: what was laid on either holds for the kept one. A declaration that
    ceased with the merge lays nothing more; the kept one is screened again."""
    keys = codes.open_keys(fact.gone_id, ORIGIN)
    numbers = _numbers_in(keys)
    ceased = set(numbers) - set(arrivals.destinations(numbers))
    gone = [arrivals.declaration_key(number) for number in ceased]
    gone += codes.open_keys(fact.gone_id, arrivals.CLAIM)  # claims are weighed and laid anew
    codes.join_people(fact.kept_id, fact.gone_id, without=gone, by=SYSTEM)


def part_codes(fact: people.MergeUndone) -> None:
    """Each keeps what was laid on them before, as it stands now."""
    codes.part_people(fact.kept_id, fact.gone_id, by=SYSTEM)


def standing_of(row: screening.CourseRow, today: date) -> codes.NewStanding | None:
    """The standing that a verdict means, from the verdict on, also where the days of its course are
    still to come: who is to be restricted is not green on the way. None for the best colour of the
    scheme there, for a course that is behind the person, and on a day on which no policy is in
    force. 待核 lasts as long as what is not known could restrict."""
    scheme = _scheme(today, row)
    unverified = row.doubt if row.doubt and row.doubt.unverified else None
    last = unverified.until if unverified else row.phases[-1].end if row.phases else None
    begins = [row.phases[0].start] if row.phases and not unverified else []
    if scheme is None or row.colour == scheme.best.code or (last is not None and last < today):
        return None
    return codes.NewStanding(
        person_id=row.person_id,
        colour=row.colour,
        reason=row.class_code,
        words=_words(row, scheme.edition),
        clause={**(row.citation or {}), "row": row.row},
        source=f"{SOURCE}{row.screening_id}",
        origin=ORIGIN,
        since=_midnight(min(today, row.on, *begins)),
        until=_midnight(last + timedelta(days=1)) if last else None,
        place=row.place,
        key=str(row.ref),
        disease=row.disease,
    )


def _scheme(today: date, row: screening.CourseRow) -> codes.Scheme | None:
    return codes.scheme_or_none(today, row.place[:9], row.disease)


def _words(row: screening.CourseRow, edition: policy.Edition) -> Text:
    """中高风险地区旅居史(上海市嘉定区,至 05-08):集中隔离至 05-22。 Decided before its first day:
    自 05-14 起集中隔离至 05-28。"""
    said = edition.table.unverified
    if row.doubt and row.doubt.unverified and said:
        return said.words
    known = edition.classes.get(row.class_code)
    label = known.label if known else Text(row.class_code, row.class_code)
    course = _course(row.phases, edition, row.on)
    firm = not row.uncertain or (row.doubt is not None and row.doubt.certain)
    lead, of = Text("", "") if firm else UNSURE, disease_of(edition)
    where = _where(row.stay, row.on)
    return Text(
        f"{lead.zh}{of.zh}{label.zh}{where.zh}{course.zh}。",
        f"{lead.en}{of.en}{label.en}{where.en}{course.en}.",
    )


def _where(stay: policy.Stay | None, on: date) -> Text:
    """Which stay decided, by its county and its last day: finer than that nobody needs at a barrier."""
    if stay is None:
        return Text("", "")
    code = stay.place[:COUNTY]
    zh = places.full_name(code) if code else stay.text[:SAID]
    en = places.english_name(code) if code else stay.text[:SAID]
    day = clock.said(min(stay.end, on))
    return Text(f"({zh},至 {day})", f" ({en}, until {day})")


def _course(phases: Sequence[policy.Phase], edition: policy.Edition, on: date) -> Text:
    zh, en = [], []
    for phase in phases:
        measure = edition.measures.get(phase.measure, Text(phase.measure, phase.measure))
        end = clock.said(phase.end) if phase.end else ""
        zh.append(f"{measure.zh}至 {end}" if end else measure.zh)
        en.append(f"{measure.en} until {end}" if end else measure.en)
    if not zh:
        return Text("", "")
    first = clock.said(phases[0].start) if phases[0].start > on else ""
    lead = Text(f"自 {first} 起", f"from {first} on ") if first else Text("", "")
    return Text(f":{lead.zh}{','.join(zh)}", f": {lead.en}{', '.join(en)}")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.COUNTY_TIME)
