"""What somebody who was called answered, and that nobody picked up."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import answered, errors
from fangxian.lines.arrivals.models import CallAttempt, Declaration, StayAnswer
from fangxian.lines.arrivals.queries import calls as queue
from fangxian.lines.arrivals.services.sharing import ANSWER, reach_of, tell
from fangxian.lines.arrivals.subject_keys import declaration_key
from fangxian.lines.arrivals.subjects import Whom, subjects_of
from fangxian.lines.arrivals.vouching import VOUCH
from fangxian.lines.arrivals.where import clean_place
from fangxian.lines.zones import api as zones

OUTCOMES = frozenset({"no_answer", "later"})
SAID_LETTERS = 120
TAKE_ANSWERS = "arrivals.take_answers"


@dataclass(frozen=True)
class CallAnswer:
    """`text`, `start`, `end`: the stay as the question named it. `inside`, `outside`: keys of the
    published areas that it was in, and was not; `place`: a division finer than declared, "" for
    none; `said`: in their own words. Every one of a stay's answers adds to those before it.
    `alone`: it is about where this person was, and says nothing of the address they wrote; so it
    is too where their own words name another building."""

    text: str
    start: date | None
    end: date
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    place: str = ""
    said: str = ""
    alone: bool = False


def place_of(declaration_id: int) -> str | None:
    return Declaration.objects.filter(pk=declaration_id).values_list("place", flat=True).first()


@verb(needs=VOUCH, words=Text("记下电话核实的回答", "kept an answer"), at=place_of)
def answer_stay(declaration_id: int, answer: CallAnswer, *, by: Actor, how: str = "call") -> int:
    """Keep what was answered about a stay, and screen the person anew. Where the words name a
    building, what was learnt of it holds for whoever wrote the same and goes where `by` may
    declare for people; for the rest of the county it is a proposal (`share_answer`). Returns the
    answer's number. StayChanged, AnswerEmpty, AnswerElsewhere, AnswerNotOffered; of a file (`how`)
    TakesTwo where it frees more than one hand may in a day (`take_answers`)."""
    row = _locked(declaration_id, by)
    stay = _stay_of(row, answer)
    _lie_there((*answer.inside, *answer.outside), stay)
    if answer.outside:
        _none_offered(row, answer)
    said = answer.said.strip()[:SAID_LETTERS]
    if not (answer.inside or answer.outside or answer.place):
        raise errors.AnswerEmpty
    place = _finer(answer.place, stay) if answer.place else _named_by(answer.inside, stay)
    before = _before(row.person_id, answer)
    inside = {*answer.inside, *(before.inside if before else ())} - {*answer.outside}
    outside = {*answer.outside, *(before.outside if before else ())} - inside
    finer = not answer.alone and answered.names_a_spot(answer.text) and not _other_spot(answer)
    made = StayAnswer.objects.create(
        person_id=row.person_id,
        key=answered.key_of(answer.text),
        text=answer.text,
        start=answer.start,
        end=answer.end,
        finer=finer,
        holds_in=reach_of(by) if finer else [],
        place=place or (before.place if before else ""),
        said=said or (before.said if before else ""),
        inside=sorted(inside),
        outside=sorted(outside),
        how=how,
        by_id=by.account_id,
        at=clock.now(),
    )
    tell(row, made, ANSWER, by, of_two=TAKE_ANSWERS if how == "file" else "")
    return made.pk


@verb(
    needs=VOUCH, words=Text("记下电话无人接听或缓打", "noted a call without an answer"), at=place_of
)
def note_call(declaration_id: int, outcome: str, *, by: Actor) -> int:
    """Nobody picked up (no_answer), or it is put off (later): the person comes again after a
    while. Returns how often nobody picked up."""
    if outcome not in OUTCOMES:
        raise NotFound(what=outcome[:20])
    row = _locked(declaration_id, by)
    CallAttempt.objects.create(
        person_id=row.person_id, outcome=outcome, by_id=by.account_id, at=clock.now()
    )
    audit.note(
        subject=declaration_key(row.pk),
        person_ids=[row.person_id],
        place=row.place,
        outcome=outcome,
    )
    return CallAttempt.objects.filter(person_id=row.person_id, outcome="no_answer").count()


def _locked(declaration_id: int, by: Actor) -> Declaration:
    """The declaration, where it lies within what `by` may declare for, as it is now."""
    row = Declaration.objects.select_for_update().filter(pk=declaration_id).first()
    if row is None:
        raise NotFound(what=Text(f"申报 {declaration_id}", f"Declaration {declaration_id}"))
    if not by.scope(VOUCH).covers(row.place):
        raise NotAllowed(permission=VOUCH)
    return row


def _lie_there(keys: Collection[str], stay: policy.Stay) -> None:
    """Areas that an answer names are known, and lie where the stay may have been: who was in a place
    cannot be said to have been, or not, in an area of another."""
    if not keys:
        return
    known = zones.areas_by_key([key for key in keys if re.fullmatch(r"(?:[0-9a-f]{2})+", key)])
    for key in keys:
        at = {place for _, place, *_ in known.inside((key,))}
        if not any(stay.place and policy.contains(one, stay.place) is not None for one in at):
            raise errors.AnswerElsewhere(place=key[:40])


def _none_offered(row: Declaration, answer: CallAnswer) -> None:
    """To have been in none of the areas is an answer where the question, as it stands, offers it, and
    about the areas that it names. Of a stay about which nothing is asked any more, a correction."""
    for asked in queue.calls(by=SYSTEM, only=row.pk).rows:
        if (asked.text, asked.start, asked.end) != (answer.text, answer.start, answer.end):
            continue
        named = {key for one in asked.candidates for key in one.keys}
        if not queue.none_of(asked) or not named.issuperset(answer.outside):
            raise errors.AnswerNotOffered


def _other_spot(answer: CallAnswer) -> bool:
    """Whether somebody said in their own words another building than they had declared."""
    said = answered.plain(answer.said)
    return bool(answered.SPOT.search(answer.said)) and said not in answered.plain(answer.text)


def _stay_of(row: Declaration, answer: CallAnswer) -> policy.Stay:
    """The stay that was asked about, as it stands now."""
    facts = subjects_of(Whom(ids=(row.pk,)), clock.today())[0].facts
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
            places.resolve_name(clean_place(place))
        )
        code = named.code if named else ""
    finer = code and (code != stay.place or stay.candidates)
    if not finer or (within and not any(code.startswith(one) for one in within)):
        raise errors.AnswerElsewhere(place=place[:40])
    return code


def _before(person_id: int, answer: CallAnswer) -> StayAnswer | None:
    found = answered.standing().filter(
        person_id=person_id, key=answered.key_of(answer.text), start=answer.start, end=answer.end
    )
    return found.order_by("-pk").first()
