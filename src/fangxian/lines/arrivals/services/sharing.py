"""For whom else an answer holds: what was learnt of an address reaches whoever wrote the same, within
the area of whoever asked; the whole county by somebody who answers for it; and taking one back."""

from __future__ import annotations

from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import answered, errors
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.models import Declaration, StayAnswer
from fangxian.lines.arrivals.severity import stand
from fangxian.lines.arrivals.vouching import VOUCH
from fangxian.lines.codes import api as codes

WHY_LETTERS = 200
ANSWER, SHARE = "arrivals.answer_stay", "arrivals.share_answer"
TAKE_BACK = "arrivals.take_back_answer"


def reach_of(by: Actor) -> list[str]:
    """The prefixes for whose people somebody may say what they learnt; the home county at most."""
    home, prefixes = places.home(), by.scope(VOUCH).prefixes
    if any(home.startswith(one) for one in prefixes):
        return [home]
    return [one for one in prefixes if one.startswith(home)]


def _place_of(answer_id: int) -> str | None:
    person = StayAnswer.objects.filter(pk=answer_id).values_list("person_id", flat=True).first()
    found = Declaration.objects.filter(person_id=person or 0).values_list("place", flat=True)
    return found.first()


def _home(answer_id: int) -> str:
    del answer_id  # whoever it is about: it becomes everybody's
    return places.home()


@verb(
    needs=VOUCH, words=Text("定地址回答是否全县适用", "decided how far an answer holds"), at=_home
)
def share_answer(answer_id: int, *, agreed: bool, by: Actor) -> int:
    """Somebody who answers for the whole county says whether what was learnt of an address holds
    for all of it (`agreed`), or stays where it was learnt. Returns how many declarations are
    screened anew. AnswerUndone, AnswerDecided."""
    found = _standing(answer_id)
    if not found.finer or found.agreed_at or found.holds_in == [places.home()]:
        raise errors.AnswerDecided
    found.agreed_by_id, found.agreed_at = by.account_id, clock.now()
    found.holds_in = [places.home()] if agreed else found.holds_in
    found.save(update_fields=["agreed_by_id", "agreed_at", "holds_in"])
    row = Declaration.objects.get(person_id=found.person_id)
    return tell(row, found, SHARE, by) if agreed else 0


@verb(needs=VOUCH, words=Text("撤销核实的回答", "took an answer back"), at=_place_of)
def take_back_answer(answer_id: int, *, why: str = "", by: Actor) -> int:
    """An answer counts no more, for nobody; what was answered before it stands again. One's own of
    the same day needs no reason. Returns the declaration's number. AnswerUndone,
    AnswerWithoutReason; NotAllowed where it holds for people of others."""
    found = _standing(answer_id)
    if not all(by.scope(VOUCH).covers(one) for one in found.holds_in):
        raise NotAllowed(permission=VOUCH)
    own = by.account_id == found.by_id and clock.today() == clock.county(found.at).date()
    if not own and not why.strip():
        raise errors.AnswerWithoutReason
    row = Declaration.objects.get(person_id=found.person_id)
    found.undone_at, found.undone_by_id = clock.now(), by.account_id
    found.undone_why = why.strip()[:WHY_LETTERS]
    found.save(update_fields=["undone_at", "undone_by_id", "undone_why"])
    tell(row, found, TAKE_BACK, by)
    return row.pk


def _standing(answer_id: int) -> StayAnswer:
    found = StayAnswer.objects.select_for_update().filter(pk=answer_id).first()
    if found is None:
        raise NotFound(what=Text(f"回答 {answer_id}", f"Answer {answer_id}"))
    if found.undone_at:
        raise errors.AnswerUndone
    return found


def tell(
    row: Declaration, answer: StayAnswer, operation: str, by: Actor, *, of_two: str = ""
) -> int:
    """The person is screened anew, and whoever wrote the same address where the answer holds; whom that
    frees is counted for `by`, and with `of_two` TakesTwo beyond what one may (`codes.counting_freed`).
    Returns how many."""
    same = answered.who_wrote(answer.text, answer.holds_in) if answer.finer else set()
    ids = {row.pk, *same}
    of = Declaration.objects.filter(pk__in=ids).values_list("person_id", flat=True)
    audit.note(
        subject=f"arrivals.stay_answer:{answer.pk}",
        person_ids=[row.person_id],
        place=row.place,
        purpose=answer.undone_why,
        count=len(ids),
    )
    many = len(ids) > codes.COLOURED_AT_ONCE
    before = stand(ids) if many else {}
    with codes.counting_freed(set(of), operation, by, of_two=of_two) as freed_later:
        outbox.emit(DeclarationsChanged(declaration_ids=tuple(sorted(ids))), actor=by.name)
        now = stand(ids) if many else {}
        freed_later |= {
            one.person_id
            for number, one in before.items()
            if number not in now or one.asked.ceiling.eased_by(now[number].asked.ceiling)
        }
    return len(ids)
