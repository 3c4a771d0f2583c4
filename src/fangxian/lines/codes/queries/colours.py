"""The colour of people: the worst standing that holds. One indexed read, for one or for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from fangxian.kernel import clock
from fangxian.kernel.bulk import as_array
from fangxian.kernel.text import Text
from fangxian.lines.codes.rules import Ranked, gravest_first
from fangxian.lines.codes.scheme import Scheme, Shade, scheme_on, scheme_or_none

# What a course hides (a milder one that still runs) is found by screening its last day's morrow: a
# standing of a screening that has run out and that nobody ended since is no freedom, only unknown.
HOLDING = """
SELECT s.person_id, s.id, s.colour, s.until, s.words_zh, s.words_en, s.made_at, s.place,
       s.disease, s.until <= %(at)s
  FROM codes_standing s
 WHERE s.person_id = ANY(%(people)s::bigint[]) AND s.made_at <= %(at)s AND s.since <= %(at)s
   AND (s.until IS NULL OR s.until > %(at)s OR s.origin = 'screening') AND
"""
NOW = "s.ended_at IS NULL"
THEN = "(s.ended_at IS NULL OR s.ended_at > %(at)s)"
# By what somebody is known here on whom nothing is laid. That a screening, a claim or a pushed list
# laid something once proves nothing (an import that was taken back laid it too), unless an appeal
# answered it.
DECIDED = """
EXISTS (SELECT FROM codes_decision d WHERE d.person_id = p.id AND d.at <= %(at)s
         AND d.disease IN ('', %(disease)s))
"""
LAID_BEFORE = """
EXISTS (SELECT FROM codes_standing e WHERE e.person_id = p.id AND e.made_at <= %(at)s
         AND (e.origin NOT IN ('screening', 'claim', 'pushed') OR e.ended_how = 'appeal'))
"""
KNOWN_BY = f"""
UNION ALL
SELECT p.id, NULL, CASE
         WHEN {DECIDED} THEN 'decided'
         WHEN p.household_id IS NOT NULL THEN 'household'
         WHEN {LAID_BEFORE} THEN 'decided' ELSE '' END, NULL, '', '', NULL, '', '', NULL
  FROM people_person p WHERE p.id = ANY(%(people)s::bigint[])
"""  # noqa: S608 our own text
BY_HOUSEHOLD = f"""
SELECT p.id FROM people_person p
 WHERE p.id = ANY(%(people)s::bigint[]) AND NOT {DECIDED} AND NOT {LAID_BEFORE}
   AND NOT EXISTS (SELECT FROM codes_standing s WHERE s.person_id = p.id AND s.ended_at IS NULL
                    AND (s.until IS NULL OR s.until > %(at)s OR s.origin = 'screening'))
"""  # noqa: S608 our own text

RUN_OUT = Text(
    "管控期限已满,是否还有别的措施正在重新判定,结果出来以前按待核处理",
    "The course is over; whether anything else runs is being decided, until then it is to be verified",
)
NOTHING_LAID = {
    "decided": Text("已经判定,没有限制措施", "Decided: no restriction"),
    "household": Text(
        "在本县户籍(住户)台账上,没有限制措施", "In a household of the county: no restriction"
    ),
    "": Text(
        "没有报备过行程,也不在本县住户台账上,是否需要管控还没有判定;请报备行程,或请村(社区)核实",
        "No journey was declared and no household of the county has this person: nothing is "
        "decided. Declare the journey, or ask the village to verify",
    ),
}


@dataclass(frozen=True, slots=True)
class ColourNow:
    """A colour as it is shown: word, shape and hue; until when, by which standing, and why in
    one sentence. Rank 0 is the best of the scheme; `number` stands in a signed code. `disease`: by
    whose scheme it is read, "" where that of the house is."""

    code: str
    label: Text
    shape: str
    hex: str
    rank: int
    number: int
    until: datetime | None
    standing_id: int | None
    words: Text
    to_verify: bool = (
        False  # 待核, where it has a colour of its own: it has no day, only "until verified"
    )
    disease: str = ""

    @property
    def undecided(self) -> bool:
        """Nobody ever decided about them: not free, only unknown."""
        return self.standing_id is None and self.rank > 0


def colours_of(person_ids: Sequence[int], at: datetime | None = None) -> dict[int, ColourNow]:
    """The colours at a moment, now when none is given: of all that is in force the worst.
    Called inside a verb or reading, which writes the audit line."""
    return {person: held[0] for person, held in in_force_of(person_ids, at).items()}


def in_force_of(
    person_ids: Sequence[int], at: datetime | None = None
) -> dict[int, tuple[ColourNow, ...]]:
    """All that is laid on somebody at a moment, the worst first. Everybody asked for has one: on whom
    nothing is laid is free where somebody decided so or a household of the county has them, and
    unknown elsewhere, and between the end of a course and the look at what it hid."""
    moment = at or clock.now()
    scheme = scheme_on(moment.astimezone(clock.COUNTY_TIME).date())
    held: dict[int, dict[int, ColourNow]] = {}
    known_by: dict[int, str] = {}
    asked: dict[str, Any] = {
        "people": as_array(map(str, person_ids)),
        "at": moment,
        "disease": scheme.edition.disease,
    }
    with connection.cursor() as cursor:
        cursor.execute(HOLDING + (THEN if at else NOW) + KNOWN_BY, asked)
        for person, number, colour, until, zh, en, made_at, place, of, over in cursor.fetchall():
            if number is None:
                known_by[person] = colour
                continue
            held.setdefault(person, {})[number] = (
                _shown(scheme.undecided, RUN_OUT, None, number)
                if over
                else _shown(
                    scheme.shade(colour, made_at, place, of),
                    Text(zh, en),
                    until,
                    number,
                    to_verify=colour == scheme.unverified_of(place, of),
                    disease=of,
                )
            )
    none = {basis: nothing_laid(scheme, basis) for basis in NOTHING_LAID}
    return {
        person: _by_weight(held[person]) if person in held else (none[known_by.get(person, "")],)
        for person in person_ids
    }


def undecided_but_for_household(person_ids: Collection[int]) -> list[int]:
    """Of these, who is undecided, or would be if no household of the county had them."""
    if (scheme := scheme_or_none(clock.today())) is None:
        return []  # without a policy nothing makes anybody green
    asked: dict[str, Any] = {
        "people": as_array(map(str, person_ids)),
        "at": clock.now(),
        "disease": scheme.edition.disease,
    }
    with connection.cursor() as cursor:
        cursor.execute(BY_HOUSEHOLD, asked)
        return sorted(row[0] for row in cursor.fetchall())


def gravest_of(person_ids: Sequence[int]) -> int:
    """Of several records the one whose colour of now is the worst; of equal ones the first."""
    if len(person_ids) == 1:
        return person_ids[0]
    colours = colours_of(person_ids)
    return max(person_ids, key=lambda one: colours[one].rank)


def _by_weight(held: dict[int, ColourNow]) -> tuple[ColourNow, ...]:
    ranked = gravest_first(Ranked(number, one.rank, one.until) for number, one in held.items())
    return tuple(held[one.id] for one in ranked)


def nothing_laid(scheme: Scheme, basis: str) -> ColourNow:
    """What somebody shows on whom nothing is laid, by which edition, and by what they are known."""
    said, title = NOTHING_LAID[basis], scheme.edition.title
    words = Text(f"{said.zh}(依据:{title.zh})", f"{said.en} (by {title.en})")
    return _shown(scheme.best if basis else scheme.undecided, words)


def _shown(
    shade: Shade,
    words: Text,
    until: datetime | None = None,
    standing: int | None = None,
    *,
    to_verify: bool = False,
    disease: str = "",
) -> ColourNow:
    return ColourNow(
        shade.code,
        shade.label,
        shade.shape,
        shade.hex,
        shade.rank,
        shade.number,
        until,
        standing,
        words,
        to_verify,
        disease,
    )
