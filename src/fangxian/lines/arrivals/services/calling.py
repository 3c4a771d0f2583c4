"""What somebody who was called answered; that nobody picked up; and taking an answer back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import answered, errors
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.models import CallAttempt, Declaration, StayAnswer
from fangxian.lines.arrivals.population import Whom, travellers
from fangxian.lines.arrivals.vouching import VOUCH
from fangxian.lines.arrivals.where import clean_place
from fangxian.lines.zones import api as zones

OUTCOMES = frozenset({"no_answer", "later"})
SAID_LETTERS = 120
SAME_WORDS = """
SELECT d.id FROM arrivals_declaration d
 WHERE regexp_replace(lower(normalize(d.origin_text, NFKC)), %(noise)s, '', 'g') = %(text)s
UNION
SELECT s.declaration_id FROM arrivals_stay s
 WHERE regexp_replace(lower(normalize(s.text, NFKC)), %(noise)s, '', 'g') = %(text)s
"""


@dataclass(frozen=True)
class Answer:
    """`text`, `start`, `end`: the stay as the question named it. `inside`, `outside`: keys of the
    published areas that it was in, and was not; `place`: a division finer than declared, "" for
    none; `said`: in their own words. Every one of a stay's answers adds to those before it."""

    text: str
    start: date | None
    end: date
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    place: str = ""
    said: str = ""


def place_of(declaration_id: int) -> str | None:
    return Declaration.objects.filter(pk=declaration_id).values_list("place", flat=True).first()


def _place_of_answered(answer_id: int) -> str | None:
    person = StayAnswer.objects.filter(pk=answer_id).values_list("person_id", flat=True).first()
    found = Declaration.objects.filter(person_id=person or 0).values_list("place", flat=True)
    return found.first()


@verb(needs=VOUCH, at=place_of)
def answer_stay(declaration_id: int, answer: Answer, *, by: Actor, how: str = "call") -> int:
    """Keep what was answered about a stay, and screen anew the person and, where the words name a
    building, everybody who wrote the same. Returns the answer's number. StayChanged, AnswerEmpty,
    AnswerElsewhere."""
    row = _locked(declaration_id)
    stay = _stay_of(row, answer)
    said = answer.said.strip()[:SAID_LETTERS]
    if not (answer.inside or answer.outside or answer.place):
        raise errors.AnswerEmpty
    place = _finer(answer.place, stay) if answer.place else _named_by(answer.inside, stay)
    before = _before(row.person_id, answer)
    inside = {*answer.inside, *(before.inside if before else ())} - {*answer.outside}
    outside = {*answer.outside, *(before.outside if before else ())} - inside
    made = StayAnswer.objects.create(
        person_id=row.person_id, key=answered.key_of(answer.text), text=answer.text,
        start=answer.start, end=answer.end, finer=answered.names_a_spot(answer.text),
        place=place or (before.place if before else ""),
        said=said or (before.said if before else ""), inside=sorted(inside),
        outside=sorted(outside), how=how, by_id=by.account_id, at=clock.now(),
    )  # fmt: skip
    _tell(row, made, by)
    return made.pk


@verb(needs=VOUCH, at=_place_of_answered)
def take_back_answer(answer_id: int, *, by: Actor) -> int:
    """An answer counts no more, for nobody; what was answered before it stands again. Returns the
    declaration's number. AnswerUndone."""
    found = StayAnswer.objects.select_for_update().filter(pk=answer_id).first()
    if found is None:
        raise NotFound(what=f"回答 {answer_id}")
    if found.undone_at:
        raise errors.AnswerUndone
    row = Declaration.objects.get(person_id=found.person_id)
    found.undone_at, found.undone_by_id = clock.now(), by.account_id
    found.save(update_fields=["undone_at", "undone_by_id"])
    _tell(row, found, by)
    return row.pk


@verb(needs=VOUCH, at=place_of)
def note_call(declaration_id: int, outcome: str, *, by: Actor) -> int:
    """Nobody picked up (no_answer), or it is put off (later): the person comes again after a
    while. Returns how often nobody picked up."""
    if outcome not in OUTCOMES:
        raise NotFound(what=outcome[:20])
    row = _locked(declaration_id)
    CallAttempt.objects.create(
        person_id=row.person_id, outcome=outcome, by_id=by.account_id, at=clock.now()
    )
    audit.note(
        subject=f"arrivals.declaration:{row.pk}", person_ids=[row.person_id], place=row.place,
        outcome=outcome,
    )  # fmt: skip
    return CallAttempt.objects.filter(person_id=row.person_id, outcome="no_answer").count()


def _locked(declaration_id: int) -> Declaration:
    row = Declaration.objects.select_for_update().filter(pk=declaration_id).first()
    if row is None:
        raise NotFound(what=f"申报 {declaration_id}")
    return row


def _stay_of(row: Declaration, answer: Answer) -> policy.Stay:
    """The stay that was asked about, as it stands now."""
    facts = travellers(Whom(ids=(row.pk,)))[0].facts
    for stay in facts.stays:
        if (stay.text, stay.start, stay.end) == (answer.text, answer.start, answer.end):
            return stay
    raise errors.StayChanged


def _named_by(inside: Collection[str], stay: policy.Stay) -> str:
    """The division of the areas in which a stay was, where it says more than the declaration."""
    marks = zones.areas_by_key(inside).inside(inside)
    finer = [
        place for _, place, *_ in marks if place.startswith(stay.place) and place != stay.place
    ]
    return max(finer, key=len, default="")


def _finer(place: str, stay: policy.Stay) -> str:
    """A division that says more than what was declared, by code or by name."""
    found = places.division(place)
    code = found.code if found else ""
    within = stay.candidates or ((stay.place,) if stay.place else ())
    if not code:
        named = (stay.place and places.resolve_within(stay.place, clean_place(place))) or (
            places.resolve(clean_place(place))
        )
        code = named.code if named else ""
    finer = code and (code != stay.place or stay.candidates)
    if not finer or (within and not any(code.startswith(one) for one in within)):
        raise errors.AnswerElsewhere(place=place[:40])
    return code


def _before(person_id: int, answer: Answer) -> StayAnswer | None:
    found = answered.standing().filter(
        person_id=person_id, key=answered.key_of(answer.text), start=answer.start, end=answer.end
    )
    return found.order_by("-pk").first()


def _tell(row: Declaration, answer: StayAnswer, by: Actor) -> None:
    """The person is screened anew, and whoever wrote the same address."""
    ids = {row.pk, *(_who_wrote(answer.text) if answer.finer else ())}
    audit.note(
        subject=f"arrivals.stay_answer:{answer.pk}", person_ids=[row.person_id], place=row.place,
        count=len(ids),
    )  # fmt: skip
    outbox.emit(DeclarationsChanged(declaration_ids=tuple(sorted(ids))), actor=by.name)


def _who_wrote(text: str) -> Collection[int]:
    with connection.cursor() as cursor:
        cursor.execute(SAME_WORDS, {"text": answered.plain(text), "noise": answered.NOISE})
        return [number for (number,) in cursor.fetchall()]
