"""What officials found out by asking, laid over the facts of a screening. The declaration stays as
it was filed; a later one of other words is asked about anew."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Q, QuerySet

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.lines.arrivals.models import StayAnswer
from fangxian.lines.arrivals.where import clean_place
from fangxian.lines.screening.api import Subject
from fangxian.lines.zones import api as zones

MANY = 2_000  # from so many people on all answers are read, which are fewer
NOISE = r"[\s,.;:()/|_、。·-]+"
BETWEEN_FIGURES = rf"(?<=\d){NOISE}(?=\d)"  # 3-12 is not 31-2
ELSEWHERE = rf"(?<!\d){NOISE}|{NOISE}(?!\d)"
SPOT = re.compile(
    r"小区|公寓|花园|家园|[\u4e00-\u9fff]苑|新村|宿舍|公司|学院|大学|中学|小学|医院|酒店|宾馆|大厦|广场|市场|工地|"
    r"\d+\s*(?:号|栋|幢|单元|室)|[\u4e00-\u9fff]厂"
)
Key = tuple[int, str, date | None, date]
SAME_WORDS = """
SELECT w.id FROM (
  SELECT d.id, d.place, d.origin_text AS text FROM arrivals_declaration d
  UNION ALL
  SELECT s.declaration_id, d.place, s.text FROM arrivals_stay s
    JOIN arrivals_declaration d ON d.id = s.declaration_id) w
 WHERE w.place LIKE ANY(%(places)s)
   AND regexp_replace(regexp_replace(lower(normalize(w.text, NFKC)), %(between)s, '-', 'g'),
                      %(noise)s, '', 'g') = %(text)s
"""


def plain(text: str) -> str:
    """A place as places are compared between people: without blanks and marks, but where one
    keeps two figures apart."""
    said = re.sub(BETWEEN_FIGURES, "-", unicodedata.normalize("NFKC", text).lower())
    return re.sub(ELSEWHERE, "", said)


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    return hashlib.blake2b(plain(text).encode(), digest_size=16).hexdigest()


def names_a_spot(text: str) -> bool:
    """Whether a text says a building of a division that it names beyond doubt, so that what one
    person says of it holds for whoever wrote the same: 郑州市高新区阳光小区, not 郑州市高新区,
    not a street, and not 阳光小区 alone, of which every city has one."""
    name = clean_place(text)
    found = places.resolve_name(name)
    if found is None or len(found.code) < len("4101") or len(places.candidates(name)) > 1:
        return False
    return bool(SPOT.search(found.rest))


@dataclass(frozen=True)
class Answers:
    """The answers that stand: the newest of a person by stay, and by the words of an address what
    was learnt of it, the county's before a township's, then the newest."""

    own: Mapping[Key, StayAnswer]
    shared: Mapping[str, Sequence[StayAnswer]]
    areas: zones.Areas

    def of(self, who: Subject, stay: policy.Stay) -> StayAnswer | None:
        """What was found out about a stay: from the person, else of the address where they go."""
        key = key_of(stay.text)
        own = self.own.get((who.person_id, key, stay.start, stay.end))
        return own or next((one for one in self.shared.get(key, ()) if holds_at(one, who)), None)

    def laid_over(self, who: Subject, stay: policy.Stay) -> policy.Stay:
        found = self.of(who, stay)
        if found is None:
            return stay
        if found.place:
            stay = replace(stay, place=found.place, candidates=(), found=True)
        return replace(
            stay, inside=self.areas.inside(found.inside), outside=self.areas.outside(found.outside)
        )


def applied(people: Sequence[Subject]) -> list[Subject]:
    """Subjects with what was found out about their stays. One query where nobody was asked."""
    answers = answers_for(people)
    if not answers.own and not answers.shared:
        return list(people)
    return [
        one._replace(
            facts=replace(
                one.facts, stays=tuple(answers.laid_over(one, stay) for stay in one.facts.stays)
            )
        )
        for one in people
    ]


def answers_for(people: Sequence[Subject]) -> Answers:
    found = standing()
    if len(people) < MANY:
        keys = {key_of(stay.text) for one in people for stay in one.facts.stays}
        ids = {one.person_id for one in people}
        found = found.filter(Q(person_id__in=ids) | Q(finer=True, key__in=keys))
    return _held(found)


def who_wrote(text: str, prefixes: Collection[str]) -> set[int]:
    """The declarations that name this address and go to a place of these prefixes."""
    with connection.cursor() as cursor:
        cursor.execute(
            SAME_WORDS,
            {
                "text": plain(text),
                "between": BETWEEN_FIGURES,
                "noise": ELSEWHERE,
                "places": [f"{one}%" for one in prefixes],
            },
        )
        return {number for (number,) in cursor.fetchall()}


def standing() -> QuerySet[StayAnswer]:
    return StayAnswer.objects.filter(undone_at=None)


def _held(found: Iterable[StayAnswer]) -> Answers:
    own: dict[Key, StayAnswer] = {}
    shared: dict[str, list[StayAnswer]] = {}
    some = sorted(found, key=lambda one: one.pk)
    for one in some:
        own[one.person_id, one.key, one.start, one.end] = one
    for one in sorted(some, key=lambda one: (_width(one), -one.pk)):
        if one.finer and one.holds_in:
            shared.setdefault(one.key, []).append(one)
    return Answers(own, shared, zones.areas_by_key(_keys(some)))


def holds_at(answer: StayAnswer, who: Subject) -> bool:
    return who.place.startswith(tuple(answer.holds_in))


def _width(answer: StayAnswer) -> int:
    return min(map(len, answer.holds_in), default=0)


def _keys(answers: Collection[StayAnswer]) -> set[str]:
    return {key for one in answers for key in (*one.inside, *one.outside)}
