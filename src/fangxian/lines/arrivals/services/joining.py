"""Two persons turn out to be one: what they declared becomes one declaration, and can be
parted again when that was an error."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import claiming
from fangxian.lines.arrivals.models import (
    CallAttempt,
    Claim,
    Declaration,
    Filing,
    Joined,
    PushedItem,
    Receipt,
    StayAnswer,
)
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.rereading import filed_for
from fangxian.lines.arrivals.services.replaying_filings import lay_again
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Ref


@verb(needs="people.merge", words=Text("并入申报", "joined declarations"))
def join_declarations(record_id: int, kept_id: int, gone_id: int, *, by: Actor) -> dict[int, int]:
    """Let the filings, the declaration and the screenings of `gone` be those of `kept`.
    Returns the number of the declaration that ceased → the one it went into. Once a merge."""
    if Joined.objects.filter(record_id=record_id).exists():
        return {}
    held = people.held([kept_id])
    gone = Declaration.objects.filter(person_id=gone_id).first()
    kept = Declaration.objects.filter(person_id=kept_id).first()
    unread = 0
    joined = Joined(record_id=record_id, at=clock.now(), gone_declaration=gone.pk if gone else None)
    joined.items = _hand_items(gone_id, kept_id)
    joined.answers = _hand_asked(StayAnswer, gone_id, kept_id)
    joined.attempts = _hand_asked(CallAttempt, gone_id, kept_id)
    joined.claims = list(Claim.objects.filter(person_id=gone_id).values_list("pk", flat=True))
    Claim.objects.filter(pk__in=joined.claims).update(person_id=kept_id)
    Filing.objects.filter(person_id=gone_id).update(person_id=kept_id)
    if gone and kept:
        carried = screening.join_subjects(Ref(KIND, kept.pk), Ref(KIND, gone.pk), kept_id)
        joined.screenings, joined.overrides = carried
        Receipt.objects.filter(declaration_id=gone.pk).update(declaration_id=kept.pk)
        gone_number = gone.pk
        gone.delete()
        unread = lay_again(held, by)
    elif gone:
        joined.whole = True
        _give(gone.pk, kept_id)
    joined.save()
    audit.note(subject=f"people.merge:{record_id}", person_ids=[kept_id, gone_id], unread=unread)
    return {gone_number: kept.pk} if gone and kept else {}


@verb(needs="people.merge", words=Text("分开申报", "parted declarations"))
def part_declarations(record_id: int, kept_id: int, gone_id: int, *, by: Actor) -> None:
    """Put back what `join_declarations` did: each filing goes to the person whose document it
    names, later ones too, and both declarations are laid down again."""
    joined = Joined.objects.filter(record_id=record_id).first()
    if joined is None:
        return
    held = people.held([kept_id, gone_id])
    back = _filed_with_documents_of(gone_id, among=kept_id)
    Filing.objects.filter(pk__in=back).update(person_id=gone_id)
    claims = {*joined.claims, *_claimed_with_documents_of(gone_id, among=kept_id)}
    Claim.objects.filter(pk__in=claims, person_id=kept_id).update(person_id=gone_id)
    PushedItem.objects.filter(pk__in=joined.items).update(person_id=gone_id)
    StayAnswer.objects.filter(pk__in=joined.answers).update(person_id=gone_id)
    CallAttempt.objects.filter(pk__in=joined.attempts).update(person_id=gone_id)
    if back and joined.gone_declaration:
        _reopen(joined, joined.gone_declaration, gone_id, back)
    filed = Filing.objects.filter(person_id__in=held).values_list("person_id", flat=True)
    unread = lay_again({one: held[one] for one in set(filed)}, by)
    joined.delete()
    audit.note(subject=f"people.merge:{record_id}", person_ids=[kept_id, gone_id], unread=unread)


def _give(number: int, person_id: int) -> None:
    """The whole declaration is another person's, with what was decided of it."""
    Declaration.objects.filter(pk=number).update(person_id=person_id)
    screening.hand_to(Ref(KIND, number), person_id)


def _hand_items(gone_id: int, kept_id: int) -> list[int]:
    """Items of lists from above, except where the list names both."""
    both = PushedItem.objects.filter(person_id=kept_id).values("pushed_list_id")
    found = PushedItem.objects.filter(person_id=gone_id).exclude(pushed_list_id__in=both)
    ids = list(found.values_list("pk", flat=True))
    PushedItem.objects.filter(pk__in=ids).update(person_id=kept_id)
    return ids


def _hand_asked(rows: type[StayAnswer | CallAttempt], gone_id: int, kept_id: int) -> list[int]:
    """What was asked of one person was asked of the other. Returns which rows they were."""
    found = rows.objects.filter(person_id=gone_id)
    ids = list(found.values_list("pk", flat=True))
    found.update(person_id=kept_id)
    return ids


def _filed_with_documents_of(person_id: int, *, among: int) -> list[int]:
    rows = filed_for([among], Known(places.home()))
    filed = {one.filing.pk: one.filed.key for one in rows}
    owners = people.states_of(set(filed.values()))
    return [pk for pk, key in filed.items() if key in owners and owners[key].id == person_id]


def _claimed_with_documents_of(person_id: int, *, among: int) -> list[int]:
    """What was claimed since about the one person, under a document of the other."""
    said = claiming.opened(list(Claim.objects.filter(person_id=among)))
    bearers = people.bearers_of({one.filed.key for one in said.values()})
    return [
        pk
        for pk, one in said.items()
        if [bearer.id for bearer in bearers.get(one.filed.key, ())] == [person_id]
    ]


def _reopen(joined: Joined, number: int, gone_id: int, filings: list[int]) -> None:
    """The declaration that ceased, under its old number; its content is laid down after."""
    if joined.whole:
        _give(number, gone_id)
        return
    now = clock.now()
    Declaration.objects.create(
        pk=number,
        person_id=gone_id,
        arrival=now.date(),
        place=places.home(),
        filed_at=now,
        updated_at=now,
    )
    screening.part_subjects(
        screening.Carried(joined.screenings, joined.overrides),
        Ref(KIND, number),
        gone_id,
        places.home(),
        policy.disease_on(now.date()),
    )
    Receipt.objects.filter(filing_id__in=filings).update(declaration_id=number)
