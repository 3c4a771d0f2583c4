"""What townships learnt of addresses, for somebody who answers for the county to take or leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals import answered
from fangxian.lines.arrivals.models import Declaration, StayAnswer
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.subject_keys import declaration_key
from fangxian.lines.arrivals.vouching import VOUCH

MOST = 50


@dataclass(frozen=True)
class ProposedAnswer:
    """What was learnt of an address in one place. `inside`, `outside`: of how many published areas
    it is known; `others`: how many declarations of the county name the address elsewhere."""

    id: int
    person_id: int
    text: str
    said: str
    place: str
    inside: int
    outside: int
    holds_in: tuple[str, ...]
    others: int
    at: datetime
    by_id: int | None


@reading(needs=VOUCH, words=Text("查看待全县确认的地址", "looked at proposed answers"))
def proposed_answers(*, by: Actor) -> tuple[ProposedAnswer, ...]:
    """The newest of each address, the oldest first; () for who does not answer for the county."""
    home = places.home()
    if not by.scope(VOUCH).covers(home):
        return ()
    found = answered.standing().filter(finer=True, agreed_at=None).exclude(holds_in=[home])
    rows = list({one.key: one for one in found.order_by("pk")}.values())[:MOST]
    audit.note(person_ids=[one.person_id for one in rows], count=len(rows))
    return tuple(_shown(one, home) for one in rows)


def _shown(one: StayAnswer, home: str) -> ProposedAnswer:
    here = answered.who_wrote(one.text, one.holds_in) if one.holds_in else set()
    return ProposedAnswer(
        one.pk,
        one.person_id,
        one.text,
        one.said,
        one.place,
        len(one.inside),
        len(one.outside),
        tuple(one.holds_in),
        len(answered.who_wrote(one.text, [home]) - here),
        one.at,
        one.by_id,
    )


@dataclass(frozen=True)
class AnswerReach:
    """What an answer did. Whoever was asked, masked, with what is decided of them now; and for whom
    it holds: so many `others`, who wrote the same and go to `holds_in`. `proposed`: the county has
    not said yet whether it holds everywhere."""

    others: int
    holds_in: tuple[str, ...]
    proposed: bool
    person_id: int
    name: str
    colour: str
    class_code: str
    uncertain: bool


@reading(needs=READ, words=Text("查看一个回答改变了什么", "looked at what an answer changed"))
def answer_reach(answer_id: int, *, by: Actor) -> AnswerReach | None:
    """None for an answer that stands no more, or is of somebody outside the area of `by`."""
    found = answered.standing().filter(pk=answer_id).first()
    declared = Declaration.objects.filter(by.scope(READ).q(place="place", owner="created_by_id"))
    row = declared.filter(person_id=found.person_id).first() if found else None
    if found is None or row is None:
        return None
    same = (
        answered.who_wrote(found.text, found.holds_in) if found.finer and found.holds_in else set()
    )
    mine = declared.filter(person_id=found.person_id, pk__in=same).count()
    proposed = found.finer and not found.agreed_at and found.holds_in != [places.home()]
    name = people.names_of([found.person_id]).get(found.person_id, "")
    audit.note(subject=declaration_key(row.pk), person_ids=[found.person_id], place=row.place)
    return AnswerReach(
        len(same) - mine,
        tuple(found.holds_in),
        proposed,
        found.person_id,
        name,
        row.colour,
        row.class_code,
        row.uncertain,
    )
