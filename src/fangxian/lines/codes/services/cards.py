"""Paper cards: a random token for a person without a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, crypto, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes.errors import AlreadyDecided, NoteMissing, TooManyCards
from fangxian.lines.codes.models import Card

NEEDS = "codes.issue_cards"
ABOUT = "codes.card"
PREFIX = "FXC1:"
LETTERS = 16  # of 31: 79 bits, never to be guessed
MOST = 500


SEXES = {"M": "男", "F": "女"}


@dataclass(frozen=True)
class CardIssued:
    """A card to print. `text` is what its QR symbol holds; the token alone may be typed."""

    id: int
    person_id: int
    name: str  # masked
    place: str
    token: str
    text: str
    issued_at: datetime
    born: str = ""  # or a masked number; for the list by which cards are handed out, not the card


@verb(needs=NEEDS, words=Text("制发纸质卡", "issued cards"))
def issue_cards(person_ids: Sequence[int], *, by: Actor) -> tuple[CardIssued, ...]:
    """One card for each person, in the order given. Who has one keeps it: it is printed again."""
    wanted = list(dict.fromkeys(person_ids))
    if len(wanted) > MOST:
        raise TooManyCards(most=MOST, count=len(wanted))
    where, names = people.places_of(wanted), people.names_of(wanted)
    if missing := [one for one in wanted if one not in where]:
        raise NotFound(what=Text(f"人员 {missing[0]}", f"Person {missing[0]}"))
    if not all(by.scope(NEEDS).covers(place) for place in where.values()):
        raise NotAllowed(permission=NEEDS)
    held = {
        card.person_id: card
        for card in Card.objects.filter(person_id__in=wanted, revoked_at__isnull=True)
    }
    fresh = [_new(person, by) for person in wanted if person not in held]
    held |= {card.person_id: card for card in Card.objects.bulk_create(fresh)}
    audit.note(person_ids=wanted, purpose="制纸质卡", printed=len(wanted), new=len(fresh))
    known = people.rows_of(wanted)
    return tuple(_issued(held[one], names[one], where[one], known.get(one)) for one in wanted)


@verb(needs=NEEDS, words=Text("注销纸质卡", "revoked a card"))
def revoke_card(card_id: int, why: str, *, by: Actor) -> None:
    """A lost or copied card means nothing from now on."""
    card = Card.objects.select_for_update().filter(pk=card_id).first()
    place = people.places_of([card.person_id]).get(card.person_id, "") if card else ""
    if card is None or not by.scope(NEEDS).covers(place):
        raise NotFound(what=Text("这张卡", "This card"))
    if card.revoked_at:
        raise AlreadyDecided(
            what=Text("这张卡", "This card"),
            state=Text(f"{card.revoked_by} 已注销", f"revoked by {card.revoked_by}"),
        )
    if not why.strip():
        raise NoteMissing
    card.revoked_at, card.revoked_by = clock.now(), by.name[:80]
    card.revoked_why = why.strip()[:200]
    card.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    audit.note(subject=f"codes.card:{card.pk}", person_ids=[card.person_id], purpose=why)


def card_tokens(person_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The tokens in use of these people, for the index of an offline bundle. Called inside a
    reading, which writes the audit line."""
    found: dict[int, tuple[str, ...]] = {}
    for card in Card.objects.filter(person_id__in=list(person_ids), revoked_at__isnull=True):
        token = crypto.unseal(card.token_sealed, about=ABOUT)
        found[card.person_id] = (*found.get(card.person_id, ()), token)
    return found


def card_of(text: str) -> Card | None:
    """The card that a scanned or typed text names; None when it names none."""
    token = text.strip().upper().removeprefix(PREFIX).replace(" ", "").replace("-", "")
    if len(token) != LETTERS or not set(token) <= set(ids.ALPHABET):
        return None
    return Card.objects.filter(token_index=crypto.blind_index(token, about=ABOUT)).first()


def _new(person_id: int, by: Actor) -> Card:
    token = ids.token(LETTERS)
    return Card(
        person_id=person_id,
        token_sealed=crypto.seal(token, about=ABOUT),
        token_index=crypto.blind_index(token, about=ABOUT),
        issued_at=clock.now(),
        issued_by=by.name[:80],
    )


def _issued(card: Card, name: str, place: str, who: people.PersonRow | None) -> CardIssued:
    token = crypto.unseal(card.token_sealed, about=ABOUT)
    return CardIssued(
        card.pk,
        card.person_id,
        name,
        place,
        token,
        f"{PREFIX}{token}",
        card.issued_at,
        _told_apart(who) if who else "",
    )


def _told_apart(who: people.PersonRow) -> str:
    """By what one 张** is told from the next: masks of numbers are alike (ADR 24)."""
    if who.birth_date:
        return f"{who.birth_date} {SEXES.get(who.sex, '')}".rstrip()
    return who.documents[0].number if who.documents else ""
