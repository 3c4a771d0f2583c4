"""The colour of people: the worst standing that holds. One indexed read, for one or for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from fangxian.kernel import clock
from fangxian.kernel.bulk import as_array
from fangxian.kernel.text import Text
from fangxian.lines.codes.rules import Ranked, worst
from fangxian.lines.codes.scheme import Scheme, scheme_on

HOLDING = """
SELECT id, person_id, colour, until, words_zh, words_en, made_at, place FROM codes_standing
 WHERE person_id = ANY(%(people)s::bigint[]) AND made_at <= %(at)s AND since <= %(at)s
   AND (until IS NULL OR until > %(at)s) AND
"""
NOW = "ended_at IS NULL"
THEN = "(ended_at IS NULL OR ended_at > %(at)s)"


@dataclass(frozen=True, slots=True)
class ColourNow:
    """A colour as it is shown: word, shape and hue; until when, by which standing, and why in
    one sentence. Rank 0 is the best of the scheme; `number` stands in a signed code."""

    code: str
    label: Text
    shape: str
    hex: str
    rank: int
    number: int
    until: datetime | None
    standing_id: int | None
    words: Text


def colours_of(person_ids: Sequence[int], at: datetime | None = None) -> dict[int, ColourNow]:
    """The colours at a moment, now when none is given. Everybody asked for has one. Called
    inside a verb or reading, which writes the audit line."""
    moment = at or clock.now()
    scheme = scheme_on(moment.astimezone(clock.COUNTY_TIME).date())
    held: dict[int, dict[int, ColourNow]] = {}
    asked: dict[str, Any] = {"people": as_array(map(str, person_ids)), "at": moment}
    with connection.cursor() as cursor:
        cursor.execute(HOLDING + (THEN if at else NOW), asked)
        for number, person, colour, until, zh, en, made_at, place in cursor.fetchall():
            shade = scheme.shade(colour, made_at, place)
            shown = ColourNow(
                shade.code, shade.label, shade.shape, shade.hex, shade.rank, shade.number, until,
                number,
                Text(zh, en),
            )  # fmt: skip
            held.setdefault(person, {})[number] = shown
    none = free(scheme)
    return {person: _worst(held[person]) if person in held else none for person in person_ids}


def _worst(held: dict[int, ColourNow]) -> ColourNow:
    found = worst(Ranked(number, one.rank, one.until) for number, one in held.items())
    assert found is not None
    return held[found.id]


def free(scheme: Scheme) -> ColourNow:
    """What somebody shows on whom nothing is laid, by which edition."""
    best, title = scheme.best, scheme.edition.title
    words = Text(f"没有限制措施(依据:{title.zh})", f"No restriction (by {title.en})")
    return ColourNow(
        best.code, best.label, best.shape, best.hex, best.rank, best.number, None, None, words
    )
