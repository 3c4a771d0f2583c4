"""Places and stays as a filing names them. Two ways of writing one place are one value, so
that 610113 instead of 陕西省西安市雁塔区 is no news; each text is looked up once."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from fangxian.ground.intake.api import UNREADABLE, Open, date_of, text_of
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.arrivals import named_after, transit
from fangxian.lines.arrivals.negations import without_denials

REVERSED = "reversed"
LONGEST = 600  # letters of a cell that are looked at for places
IN_QUOTES = "(?![^“”]*”)"
BETWEEN_STAYS = re.compile(rf"(?:[;；\n|]+|、(?=[^@]*@)){IN_QUOTES}")
WITHIN_QUOTES = re.compile(r"\s*[“\"]([^“”\"]*)[”\"]\s*")
MARKS = r"[\s~～—–\-至到、,，;；.→]"
AFFIRMS = re.compile(
    rf"(?:是|有|对|[√✓✔☑■✅]|yes|y|(?:{MARKS}|{places.DAY}|[↓↑…])+)", re.IGNORECASE
)
NO_MARK = re.compile(rf"(?!{MARKS}).")
HYPHEN = re.compile(r"[-‐‑－]")
MONTH = re.compile(r".*(?:月|\d[-./](?=\d))")  # of a day, with its year
ONLY_DAY = re.compile(r"\d{1,2}[日号]?")
DAY_LEFT = re.compile(r"(?:\d+年)?\d{1,2}月\d{1,2}")  # 5月1 of 5月1-3日
QUOTED = re.compile(r"“[^“”]*”写着.*", re.DOTALL)  # what a column says that nobody understood
LEFT = re.compile(rf"[(（][^()（）]*(?:{places.DAY})[^()（）]*(?<![隔距脱])离[^()（）]*[)）]")
LEFT_ALONE = re.compile(
    rf"(?P<place>[^()（）]+)[(（]\s*(?:已|于|已于)?(?P<day>{places.DAY})(?:就|已|已经)?(?:离开|离)[)）]"
)
LONG_AGO = re.compile(
    r"(?:(?:19|20)\d\d年|去年|前年)(?:[初底末]|的?时候)?(?:曾|曾经)?[在到去住]?过?$"
)
BETWEEN_DAYS = re.compile(r"\s*(?:~|～|至|到|—+|–)\s*")


class _Said:
    """Something said in words, compared by what it means. Empty when nothing was said."""

    __slots__ = ("key", "text")

    def __init__(self, text: str, key: Hashable) -> None:
        self.text = text
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Said) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __bool__(self) -> bool:
        return bool(self.text)


class Where(_Said):
    """A place named: its prefix ("" when unknown), and whether it was found as finely as it
    was named. `candidates`: the prefixes between which the name does not decide. `further`:
    what else the same cell names, each a place of its own. `nothing`: it only denies, or says how
    they travelled (未途经中高风险区, 自驾): no stay on the way, and no departure. `in_city`: finer than
    the city that was found, and nothing that it may be lies elsewhere. `passing`: they only changed
    there (武汉站换乘)."""

    __slots__ = ("candidates", "code", "found", "further", "in_city", "name", "nothing", "passing")

    def __init__(
        self,
        text: str,
        code: str = "",
        rest: str = "",
        *,
        found: bool = False,
        candidates: tuple[str, ...] = (),
        further: tuple[Where, ...] = (),
        name: str = "",
        nothing: bool = False,
        in_city: bool = False,
        passing: bool = False,
    ) -> None:
        key: Hashable = (code, rest) if code else name or text
        super().__init__(text, (key, *(one.key for one in further)) if further else key)
        self.code = code
        self.found = found
        self.candidates = candidates
        self.further = further
        self.name = name or text  # of the first place alone
        self.nothing = nothing
        self.in_city = in_city
        self.passing = passing

    @property
    def all(self) -> tuple[Where, ...]:
        return (self, *self.further)

    @property
    def alone(self) -> Where:
        """The first place without the others of its cell."""
        if not self.further:
            return self
        one = Where(
            self.name,
            self.code,
            found=self.found,
            candidates=self.candidates,
            name=self.name,
            in_city=self.in_city,
            passing=self.passing,
        )
        one.key = self.key[0]  # type: ignore[index]
        return one


NOWHERE = Where("")


class Places(dict[str, Where]):
    """Where each text is, looked up once a file."""

    def __missing__(self, text: str) -> Where:
        made = self[text] = self._look_up(text)
        return made

    def perhaps_abroad(self, origin: Where) -> Where:
        """A departure of which nobody knows whether it was abroad: verified, as its text says."""
        return self[f"{origin.text}{PERHAPS_ABROAD}"]

    def _look_up(self, text: str) -> Where:
        if not text or len(text) > LONGEST:
            return Where(text)  # a cell of that length is no place: verified
        if QUOTED.fullmatch(text):
            return Where(text, candidates=places.candidates(text))
        quoted = WITHIN_QUOTES.fullmatch(text)
        said = without_denials(quoted[1] if quoted else text)
        named = [part for part in places.split(said) if not _idle(part)]
        if not named:
            return Where(text, nothing=not _affirms(said))
        if len(named) > 1 and len(places.quarter(said)) == 1:
            named = [said]  # 雄安新区容城县 is one place
        (first, passed), *others = [
            (part, transit.said_of(part, said) or transit.said_of(part, text)) for part in named
        ]
        further = tuple(_then(other, said) or _beside(other, word) for other, word in others)
        then = _then(first, said)
        if then:
            return Where(text, candidates=then.candidates, further=further, name=then.name)
        return _placed(text, first, further, passed)


def left_on(text: str) -> tuple[str, str] | None:
    """The one place of a departure and the day of leaving that is said behind it in brackets, as
    written (北京市朝阳区(4月10日离开)); None where it says something else."""
    found = LEFT_ALONE.fullmatch(text)
    return (found["place"].strip(), found["day"]) if found else None


def _then(part: str, said: str) -> Where | None:
    """A place where somebody was at another time than until they arrived (2021年在北京, 北京(4月1日离开)):
    until when is asked; None for others."""
    ago = LONG_AGO.search(said[: said.find(part)]) if said.count(part) == 1 else None
    if not ago and not LEFT.search(part):
        return None
    held = places.resolve_name(part)
    codes = (held.code,) if held else places.candidates(part)
    name = f"{ago[0]}{part}" if ago else part
    return Where(name, candidates=codes)


def _affirms(said: str) -> bool:
    """Whether what is left of a cell says that there was something, and not where: 是, √, a day
    alone, an arrow."""
    return bool(NO_MARK.search(said) and AFFIRMS.fullmatch(said))


def _idle(part: str) -> bool:
    if not part:
        return True
    named = places.resolve_name(part)
    if named is not None or not places.says_nothing(part):
        return False
    return part.endswith("高速") or not places.doubtful(part[:2])  # 清河高速口 is in a 清河


def _beside(name: str, passed: str = "") -> Where:
    """A further place of a cell. What is only named for a place (昆山宾馆, 上海大学) may stand in the
    one before it: it is asked about, and that place is what it may be."""
    where = _placed(passed or name, name, (), passed)
    resolved = places.resolve_name(name) if where.code and not passed else None
    if (
        resolved
        and named_after.OFFICIAL.search(named_after.head_of(name, resolved.rest)) is None
        and places.named_for(resolved.rest)
    ):
        return Where(name, candidates=(where.code,))
    return where


def _placed(text: str, name: str, further: tuple[Where, ...] = (), passed: str = "") -> Where:
    """`passed`: the name with the words by which they only changed there."""
    area = places.quarter(name)
    if area:
        return _each(text, area, further, passed or name, passing=bool(passed))
    resolved = places.resolve_name(name)
    if resolved is None:
        return _by_other_names(text, name, further, passed)
    several = _doubtful(name, resolved.rest) if resolved.via == "name" else ()
    if several:
        return Where(text, candidates=several, further=further, name=name)
    cities = named_after.of_a_city(name, resolved)
    if cities:
        return _each(text, cities, further, passed or name, passing=bool(passed))
    lost = resolved.level in named_after.COARSE and not places.tail_of(resolved.rest).idle
    several = places.candidates(name) if lost else ()
    return Where(
        text,
        resolved.code,
        resolved.rest + ("\n" if passed else ""),
        found=not lost,
        further=further,
        name=passed or name,
        candidates=several,
        in_city=lost and _in_one_city(resolved, several),
        passing=bool(passed),
    )


def _each(
    text: str, codes: tuple[str, ...], further: tuple[Where, ...], name: str, *, passing: bool
) -> Where:
    """What lies in each of these (西咸新区): a stay in every one."""
    rest = f"{name}\n" if passing else name
    others = tuple(Where(name, code, rest, found=True, passing=passing) for code in codes[1:])
    return Where(
        text, codes[0], rest, found=True, further=(*others, *further), name=name, passing=passing
    )


def _by_other_names(text: str, name: str, further: tuple[Where, ...], passed: str) -> Where:
    """What is no division: an airport or a town's station that is known, in the one place in which it
    lies; else what the name may be, by other names, the villages here, the towns anywhere."""
    port = places.hub(name)
    codes = port or named_after.of_a_town(name)
    if len(codes) == 1:
        return _each(text, codes, further, passed or name, passing=bool(passed))
    here = places.candidates_within(places.home(), name)
    several = port or places.candidates(name) or here or places.towns_named(name)
    return Where(text, candidates=several, further=further, name=name)


def _in_one_city(held: places.Resolved, several: tuple[str, ...]) -> bool:
    """Whether what is finer than a city can lie nowhere else: an address, or a part of it of before."""
    city = held.level == "city" or places.kind_of_city(held.code) == "municipality"
    others = [code for code in several if code != held.code]  # itself, for any address in it
    if not city or others:
        return city and all(code.startswith(held.code) for code in others)
    if places.tail_of(held.rest).unread >= 0:
        inside = (*places.quarter(held.rest), *places.towns_named(held.rest))
        return any(code.startswith(held.code) for code in inside)
    bare = held.rest[places.lead_of(held.rest) :]
    read = map(places.resolve_name, {held.rest, held.rest[1:], bare})
    own = [one.code for one in read if one]
    if not bare.endswith("区"):  # a zone that many a city has
        own += places.candidates(bare)
    named = [one.codes for one in places.mentions(held.rest)]
    codes = [*own, *(code for some in named for code in some)]
    return all(named) and all(code.startswith(held.code) for code in codes)


def _doubtful(name: str, rest: str) -> tuple[str, ...]:
    """Of a name with or without what goes on behind it (龙城返乡)."""
    head = named_after.head_of(name, rest)
    return places.doubtful(name) or (places.doubtful(head) if head != name else ())


def where_named(text: str) -> Where:
    """The places that a text of a filing names, the first with its `further` ones."""
    return Places()[text_of(text)]


def stays_named(
    text: str,
    end: date,
    start: date | None = None,
    told: Callable[[policy.Stay], bool] = lambda _: False,
) -> tuple[policy.Stay, ...]:
    """The stays that a text of a filing names, each with what is not known of it. `told`: whether
    lists tell of all days of a stay that matter (`Lists.tell`)."""
    named = Places()[clean_place(text)].all
    stays = [(one, stay_of(one.alone, start, end, found=one.found)) for one in named]
    return tuple(
        replace(stay, in_city=True) if one.in_city and not stay.found and told(stay) else stay
        for one, stay in stays
    )


def stay_of(where: Where, start: date | None, end: date, *, found: bool) -> policy.Stay:
    """A stay at a place named, with what is not known of it: a name that was placed is one place,
    `found` as finely as it was named or not; one that was not placed may be several."""
    if where.code or not where.text:
        return policy.Stay(where.code, end, start, where.text, found=found)
    return policy.Stay("", end, start, where.name, where.candidates)


PERHAPS_ABROAD = "(是否入境:不清楚)"  # behind a departure; 不清楚 in it is a place not known


class Part(NamedTuple):
    """A stay on the way. Days that were not given are None."""

    where: Where
    start: date | None
    end: date | None


class Supplied(NamedTuple):
    given: str
    day: date
    code: str


class Via(_Said):
    """The stays on the way and the last day that they name, or why they cannot be read
    (`fault`, `given`). `said`: as written; `supplied`: its days whose year was not written, each
    with the day that it was read as and the code under which that is told."""

    __slots__ = ("fault", "given", "last", "parts", "said", "supplied")

    def __init__(
        self,
        text: str,
        parts: tuple[Part, ...] = (),
        fault: str = "",
        given: str = "",
        said: str = "",
        supplied: tuple[Supplied, ...] = (),
    ) -> None:
        super().__init__(text, tuple((part.where.key, part.start, part.end) for part in parts))
        self.said = said
        self.supplied = supplied
        self.parts = parts
        self.last = max((day for _, *days in parts for day in days if day), default=None)
        self.fault = fault
        self.given = given


class Vias(dict[str, Via]):
    """Each text of stays, read once a file, and once more for each day by which a year is supplied."""

    def __init__(self, known: Places, near: date | None = None) -> None:
        super().__init__()
        self.known = known
        self.near = near or clock.today()  # days written without a year lie nearest to it
        self._filed: dict[tuple[str, date, date | None], Via] = {}

    def __missing__(self, text: str) -> Via:
        made = self[text] = self._read(text, self.near, None)
        return made

    def by(self, via: Via, near: date, latest: date | None) -> Via:
        """The same with the days whose year was not written nearest to a day (of the filing), and
        not after `latest` (the arrival) where one is."""
        if not via.supplied:
            return via
        key = via.said, near, latest
        if key not in self._filed:
            self._filed[key] = self._read(*key)
        return self._filed[key]

    def _read(self, text: str, near: date, latest: date | None) -> Via:
        parts: list[Part] = []
        supplied: list[Supplied] = []
        for said in BETWEEN_STAYS.split(text):
            if not said.strip():
                continue
            found = self._parts(said.strip(), near, latest, supplied)
            if isinstance(found, str):
                return Via(text, fault=found, given=said.strip(), said=text, supplied=(*supplied,))
            parts += found
        return Via(";".join(map(_written, parts)), (*parts,), said=text, supplied=(*supplied,))

    def _parts(
        self, said: str, near: date, latest: date | None, supplied: list[Supplied]
    ) -> list[Part] | str:
        """The places of one entry; several share its days."""
        place, _, days = said.replace("＠", "@").partition("@")
        where = self.known[place.strip()]
        texts = _ends(days.strip())
        ends: list[Any] = []
        for given in reversed(texts):  # the first day is not after the last
            ends.insert(0, _day(given, near, ends[0] if ends else latest, supplied))
        if any(isinstance(day, str) for day in ends) or len(ends) > 2:
            return UNREADABLE
        start, end = _span(ends)
        if start and end and end < start:
            return REVERSED
        if where.nothing:
            return []
        return [Part(self.known[one.name], start, end) for one in where.all]


def _ends(days: str) -> list[str]:
    """The days that stand behind @: none, one, or the two ends of a span, between which a hyphen may
    stand as it does in a day (5.1-5.3, 2022-05-01-2022-05-03); the second may leave out its month."""
    ends = BETWEEN_DAYS.split(days) if days else []
    if len(ends) == 1 and _unread(days):
        cuts = [at.start() for at in HYPHEN.finditer(days)]
        spans = (_whole_days(days[:at], days[at + 1 :]) for at in cuts)
        ends = next(filter(None, spans), ends)
    return ends if len(ends) != 2 else _whole_days(*ends) or ends


def _whole_days(first: str, last: str) -> list[str]:
    """Both ends of a span as days; none where one is none."""
    month = MONTH.match(first.strip())
    if month and ONLY_DAY.fullmatch(last.strip()):
        last = f"{month[0]}{last.strip()}"
    elif DAY_LEFT.fullmatch(first.strip()) and MONTH.match(last.strip()):
        first = f"{first.strip()}日"
    return [] if _unread(first) or _unread(last) else [first, last]


def _unread(day: str) -> bool:
    return not isinstance(date_of(day), date | Open)


def _day(text: str, near: date, latest: Any, supplied: list[Supplied]) -> Any:
    day = date_of(text)
    if not isinstance(day, Open):
        return day
    found = day.near(near, latest=latest if isinstance(latest, date) else None)
    if found is None:
        return UNREADABLE
    supplied.append(Supplied(text, found.date(), day.code))
    return found.date()


def _span(ends: list[Any]) -> tuple[date | None, date | None]:
    if not ends:
        return None, None
    return (ends[0], ends[0]) if len(ends) == 1 else (ends[0], ends[1])


def _written(part: Part) -> str:
    if part.start is None and part.end is None:
        return part.where.text
    return f"{part.where.text}@{part.start or ''}~{part.end or ''}"


class Towns(dict[str, _Said]):
    """A town or village by name, compared without its suffix (城关 is 城关镇)."""

    SUFFIX = re.compile(
        r"(镇|乡|街道|街道办事处|办事处|村民委员会|村委会|居委会|社区|村|居民委员会)+$"
    )

    def __missing__(self, text: str) -> _Said:
        made = self[text] = _Said(text, self.SUFFIX.sub("", text) or text)
        return made


def clean_place(cell: Any) -> str:
    """A place's name without inner spaces; a code as its digits."""
    return text_of(cell).replace(" ", "")
