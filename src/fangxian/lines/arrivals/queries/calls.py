"""Whom to call: everybody of whom something is to be found out, the likeliest and gravest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals import answered, calling
from fangxian.lines.arrivals.call_order import why_now
from fangxian.lines.arrivals.calling import ToAsk
from fangxian.lines.arrivals.in_force import waits
from fangxian.lines.arrivals.models import CallAttempt, Declaration, StayAnswer
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.services.sharing import reach_of
from fangxian.lines.arrivals.subject_keys import declaration_key
from fangxian.lines.arrivals.subjects import rules_at
from fangxian.lines.arrivals.travelling import subject_at
from fangxian.lines.screening.api import doubt_of, facts_from_plain, read_by
from fangxian.lines.zones import api as zones

MOST = 5_000  # people who are put in order at once; more is told
CANDIDATES = 8
TOWN_DIGITS = 9
NEVER = datetime.max.replace(tzinfo=UTC)
NAMED = 5  # of those who wrote the same address


@dataclass(frozen=True)
class Candidate:
    """A place that the answer may name: a listed area (by its keys), or one of several divisions
    of a name (`place`)."""

    text: str
    level: str
    place: str
    keys: tuple[str, ...] = ()

    @property
    def choice(self) -> str:
        """What is reported when it was here: its division, or its area where the list gave one."""
        return f"{INSIDE}{','.join(self.keys)}" if self.keys else self.place


INSIDE, OUTSIDE = "in:", "out:"


def none_of(row: CallRow) -> str:
    """What is reported when it was in none of the areas asked about; "" where that tells nothing, or
    others are not shown."""
    keys = [key for one in row.candidates for key in one.keys]
    return f"{OUTSIDE}{','.join(keys)}" if keys and row.none_tells and not row.more else ""


def chosen_areas(choice: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas (keys) that a choice says somebody was in, and was not in."""
    inside, outside = (
        tuple(choice.removeprefix(how).split(",")) if choice.startswith(how) else ()
        for how in (INSIDE, OUTSIDE)
    )
    return inside, outside


@dataclass(frozen=True)
class CallRow:
    """Somebody to call, masked, with the one question. `said`: what they answered before, so that
    nobody need call again; `again_at`: nobody picked up, or it was put off, until then."""

    declaration_id: int
    person_id: int
    name: str
    place: str
    arrival: date
    question: Text
    kind: str  # listed, or a kind of `policy.Unknown`
    text: str  # the stay as it was declared
    start: date | None
    end: date
    at: str  # where the stay is known to have been
    candidates: tuple[Candidate, ...]
    more: int  # candidates that are not named
    colour: str  # what would follow
    class_code: str
    urgency: float
    by_people: bool  # the shares are of people; else of divisions
    tries: int
    last_try: datetime | None
    again_at: datetime | None
    said: str
    none_tells: bool  # "none of them" settles something: not where whoever was near counts too
    why: Text  # why the call stands where it stands
    due_at: datetime | None  # of the open instruction to verify


@dataclass(frozen=True)
class Calls:
    """A cut of the queue. `total`: all who are to be asked; `ordered`: so many were put in order."""

    rows: tuple[CallRow, ...]
    total: int
    ordered: int
    waiting: int  # of them put off for the moment


@reading(needs=READ, words=Text("查看电话核实名单", "looked at the call list"))
def calls(*, by: Actor, size: int = 20, only: int | Collection[int] | None = None) -> Calls:
    """The next people to call. `only`: this declaration, or these, alone. A bounded number of queries,
    however many they are."""
    within = by.scope(READ).q(place="place", owner="created_by_id")
    found = Declaration.objects.filter(within, uncertain=True, screening__isnull=False)
    if only is not None:
        found = found.filter(pk__in=[only] if isinstance(only, int) else only)
    total = found.count()
    asked = _asked(list(found.order_by("-arrival", "id")[:MOST]))
    tries = _tries([one.who.person_id for one in asked])
    again = _put_off(tries, clock.now())
    due = tasks.due_about([declaration_key(one.who.ref.number) for one in asked], kind=tasks.VERIFY)
    asked.sort(key=lambda one: (one.who.person_id in again, *_order(one, due)))
    cut = asked[:size]
    audit.note(person_ids=[one.who.person_id for one in cut], count=len(cut))
    waiting = sum(one.who.person_id in again for one in asked)
    return Calls(_shown(cut, tries, again, due), total, len(asked), waiting)


def _order(one: ToAsk, due: Mapping[str, datetime]) -> tuple[float, datetime, date, int]:
    """The likeliest and gravest first; of those alike who is due soonest, or longest over it, then who
    came first."""
    number = one.who.ref.number
    at = due.get(declaration_key(number), NEVER)
    return -round(one.urgency, 9), at, one.who.facts.arrival, number


@dataclass(frozen=True)
class AlsoFor:
    """Who else wrote the address that a call is about, where the answer would reach: masked names,
    the first few, and how many they are."""

    names: tuple[str, ...]
    total: int


@reading(needs=READ, words=Text("查看一通电话还关系到谁", "looked at whom else a call is for"))
def also_for(row: CallRow, *, by: Actor) -> AlsoFor:
    """For whom the answer of a call would hold too. Two queries; none where it names no building."""
    if not answered.names_a_spot(row.text):
        return AlsoFor((), 0)
    within = Declaration.objects.filter(by.scope(READ).q(place="place", owner="created_by_id"))
    same = within.filter(pk__in=answered.who_wrote(row.text, reach_of(by)), uncertain=True)
    others = same.exclude(pk=row.declaration_id).order_by("pk").values_list("person_id", flat=True)
    ids = list(others)
    audit.note(person_ids=ids, count=len(ids))
    return AlsoFor(tuple(people.names_of(ids[:NAMED]).values()), len(ids))


def _asked(rows: Sequence[Declaration]) -> list[ToAsk]:
    held = read_by([row.screening_id for row in rows if row.screening_id])
    day, editions = clock.today(), dict[str, policy.Edition | None]()  # by town: asked once a page
    near = _near()
    made = []
    for row in rows:
        read = held.get(row.screening_id or 0)
        town = row.place[:TOWN_DIGITS]
        if town not in editions:
            editions[town] = rules_at(day, town)
        edition = editions[town]
        if read is None or edition is None:
            continue
        facts = facts_from_plain(read.facts)
        who = subject_at(row.pk, row.person_id, row.place, edition.disease, facts)
        one = calling.to_ask(who, edition, near, doubt_of(read.verdict), read.verdict)
        if one:
            made.append(one)
    return made


class _Held:
    """The listings as calls look them up, until the areas change."""

    version = ""
    near: calling.Near | None = None


def _near() -> calling.Near:
    now = zones.version()
    if _Held.near is None or _Held.version != now:
        _Held.near, _Held.version = calling.Near(zones.listings(date.min, date.max)), now
    return _Held.near


def _tries(person_ids: Sequence[int]) -> dict[int, list[CallAttempt]]:
    found: dict[int, list[CallAttempt]] = defaultdict(list)
    for one in CallAttempt.objects.filter(person_id__in=person_ids).order_by("at"):
        found[one.person_id].append(one)
    return found


def _put_off(tries: Mapping[int, Sequence[CallAttempt]], now: datetime) -> dict[int, datetime]:
    """Who did not answer, and when they are called again; whoever may be called now is absent."""
    wait = waits(clock.today(), places.home())
    again = {person: some[-1].at + wait[some[-1].outcome] for person, some in tries.items()}
    return {person: at for person, at in again.items() if at > now}


def _shown(
    cut: Sequence[ToAsk],
    tries: dict[int, list[CallAttempt]],
    again: Mapping[int, datetime],
    due: Mapping[str, datetime],
) -> tuple[CallRow, ...]:
    ids = [one.who.person_id for one in cut]
    names = people.names_of(ids)
    answers = answered.answers_for([one.who for one in cut])
    listed = {found.id for one in cut for found in one.listings[:CANDIDATES]}
    keys, described = zones.keys_of_areas(listed), zones.describe(list(listed))
    made = []
    for one in cut:
        before = answers.of(one.who, one.stay)
        mine = tries.get(one.who.person_id, [])
        missed = [row for row in mine if row.outcome == "no_answer"]
        made.append(
            CallRow(
                one.who.ref.number,
                one.who.person_id,
                names.get(one.who.person_id, ""),
                one.who.place,
                one.who.facts.arrival,
                one.question,
                one.kind,
                one.stay.text,
                one.stay.start,
                one.stay.end,
                one.stay.place,
                tuple(_candidates(one, keys, described)),
                max(0, len(one.listings) - CANDIDATES),
                one.colour,
                one.class_code,
                one.urgency,
                one.by_people,
                len(missed),
                mine[-1].at if mine else None,
                again.get(one.who.person_id),
                before.said if before else "",
                one.none_tells,
                why_now(one),
                due.get(declaration_key(one.who.ref.number)),
            )
        )
    return tuple(made)


def _candidates(
    one: ToAsk, keys: dict[int, str], described: dict[int, zones.AreaRow]
) -> Iterable[Candidate]:
    """Each area once, however often it was listed; or each division that the name may mean."""
    seen = set()
    for found in one.listings[:CANDIDATES]:
        key = keys.get(found.id, "")
        if key and key not in seen:
            seen.add(key)
            yield Candidate(described[found.id].text, found.level, found.place, (key,))
    if not one.listings:
        for code in one.stay.candidates:
            yield Candidate(places.full_name(code), "", code)


@dataclass(frozen=True)
class AnswerRow:
    """What was found out about a stay of somebody. `whose`: the masked name of who said it, ""
    where it was the person; then it holds because both wrote the same address."""

    id: int
    text: str
    start: date | None
    end: date
    place: str
    said: str
    inside: int  # of how many published areas it is known
    outside: int
    how: str
    at: datetime
    by_id: int | None
    whose: str
    stands: bool
    undone_why: str


@reading(needs=READ, words=Text("查看核实过的行程", "looked at what was asked"))
def answers_of(person_id: int, *, by: Actor) -> tuple[AnswerRow, ...]:
    """What was asked of a person, the newest first, and what holds for them because somebody else
    who wrote the same address was asked."""
    within = by.scope(READ).q(place="place", owner="created_by_id")
    held = Declaration.objects.filter(within, person_id=person_id)
    row = held.select_related("screening__subject").first()
    if row is None:
        return ()
    audit.note(subject=declaration_key(row.pk), person_ids=[person_id], place=row.place)
    found = {one.pk: one for one in StayAnswer.objects.filter(person_id=person_id)}
    if row.screening:
        facts = facts_from_plain(row.screening.facts)
        who = subject_at(row.pk, person_id, row.place, row.screening.subject.disease, facts)
        answers = answered.answers_for([who])
        shared = [answers.of(who, stay) for stay in facts.stays]
        found |= {one.pk: one for one in shared if one}
    names = people.names_of({one.person_id for one in found.values()} - {person_id})
    return tuple(
        AnswerRow(
            one.pk,
            one.text,
            one.start,
            one.end,
            one.place,
            one.said,
            len(one.inside),
            len(one.outside),
            one.how,
            one.at,
            one.by_id,
            names.get(one.person_id, ""),
            one.undone_at is None,
            one.undone_why,
        )
        for one in sorted(found.values(), key=lambda one: -one.pk)
    )
