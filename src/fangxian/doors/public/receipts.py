"""What a declarant is handed: a number to read out, a private link as text and as a code,
what will happen and who answers. It shows what was filed with this very link, masked, and nothing
else that is known of the person, nor whether anything is: to the letter the same of somebody known
and of somebody new. What became of it, and what their code says, stands on it for whoever has
proven their phone in this browser."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from fangxian.doors.public import mycode_card, words
from fangxian.doors.public.drafts import MOST_PEOPLE, Draft
from fangxian.doors.public.handing import KnownBy
from fangxian.doors.public.whereabouts import UNSURE
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel import clock, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.signing import qr

SEPARATOR = "."
ABROAD_SAID = {"yes": "yes", "是": "yes", "no": "no", "否": "no"}
TRIP_STEPS = ("from", "arrive", "home", "check")


@dataclass(frozen=True)
class Now:
    """A code in words: its colour and what it rests on, and what to do. `to_verify`: the standings that say 待核, which have no day to wait for."""

    explained: codes.ColourExplained
    advice: tuple[Text, ...]
    to_verify: frozenset[int]


@dataclass(frozen=True)
class Handed:
    """One person's receipt."""

    key: str
    number: str
    name: str
    document: str
    phone: str
    stands: Text  # what this receipt stands for
    code: Now | None  # what their code says, to whom a phone proves to be them or their family


@dataclass(frozen=True)
class Sheet:
    """The receipts of one hand-in, and the journey that they share."""

    keys: str
    people: tuple[Handed, ...]
    draft: Draft
    arrival: date
    place_name: str
    alike: bool  # every receipt of the sheet stands for the same
    answering: tuple[duty.UnitRow, ...]  # each with its public phone, where it has one


def keys_of(text: str) -> tuple[str, ...]:
    """The private keys in an address, at most as many as a family has."""
    found = [one for one in text.upper().split(SEPARATOR) if set(one) <= set(ids.ALPHABET) and one]
    return tuple(dict.fromkeys(found))[:MOST_PEOPLE]


def sheet(text: str, proven: Collection[int] = (), *, by: Actor) -> Sheet:
    """The receipts behind an address. `proven`: whose codes this browser may show.
    ReceiptUnknown for one that is not valid."""
    views = [(key, arrivals.receipt(key, by=by)) for key in keys_of(text) or (text[:60],)]
    draft = draft_of(views[0][1].said)
    place = place_said(draft)
    handed = tuple(_handed(key, view, proven, by) for key, view in views)
    return Sheet(
        keys=SEPARATOR.join(key for key, _ in views),
        people=handed,
        draft=draft,
        arrival=date.fromisoformat(draft.get("arrival")),
        place_name=places.full_name(place),
        alike=len({one.stands for one in handed}) == 1,
        answering=duty.whom_to_call(place),
    )


def place_said(draft: Draft) -> str:
    """Where this filing says that they will stay. Not where the declaration merged from all
    filings says: somebody who knows a person's number must not learn their village so."""
    town = draft.get("town")
    return draft.get("village") or (town if town != UNSURE else "") or places.home()


def _shown(view: arrivals.ReceiptView, proven: Collection[int]) -> int | None:
    """Whom the receipt is about, where the phone of this browser shows them."""
    if not proven:
        return None
    found = people.signing_in([view.about]).get(view.about)
    return found.person_id if found and found.person_id in proven else None


def _now(person: int, by: Actor) -> Now | None:
    if codes.scheme_or_none(clock.today()) is None:  # nothing is decided: the page says so
        return None
    said = codes.explain_own(person, by=by)
    waits = frozenset(row.id for row in said.holding if mycode_card.is_to_verify(row))
    return Now(said, mycode_card.advice(said, arrivals.arrives_on(person)), waits)


def _stands(view: arrivals.ReceiptView) -> Text:
    """How it stands, for the person it is about."""
    if view.first:
        return words.CHANGED.get(view.claim, words.FIRST)
    waits = words.RECEIPT if view.beside else words.LAID
    return words.DECIDED.get(view.claim, waits)


def _handed(key: str, view: arrivals.ReceiptView, proven: Collection[int], by: Actor) -> Handed:
    said, person = view.said, _shown(view, proven)
    return Handed(
        key=key,
        number=view.number,
        name=people.mask_name(said.get("name", "")),
        document=people.mask_number(said.get("document_number", "")),
        phone=people.mask_phone(said.get("phone", "")),
        stands=words.RECEIPT if person is None else _stands(view),
        code=None if person is None else _now(person, by),
    )


def draft_of(said: dict[str, str]) -> Draft:
    """The journey of a filing as the screens know it; of the person nothing."""
    values = {
        field: said.get(field, "")
        for field in ("origin", "leaving", "arrival", "transport", "vehicle", "address", "entry")
    }
    values["overseas"] = ABROAD_SAID.get(said.get("overseas", ""), "unsure")
    town = places.find_in(places.home(), said.get("town", "")) or UNSURE
    values["town"] = town
    if town != UNSURE:
        values["village"] = places.find_in(town, said.get("village", "")) or ""
    for n, (place, start, end) in enumerate(_stops(said.get("via", ""))):
        values |= {f"w{n}_place": place, f"w{n}_from": start, f"w{n}_to": end}
    return Draft({name: value for name, value in values.items() if value})


def _stops(via: str) -> list[tuple[str, str, str]]:
    """(place, from, to) of each stay as the ledger writes it; "" for a day that was not said."""
    parts = (re.fullmatch(r"([^@]+)(?:@(.*?)(?:~(.*))?)?", one.strip()) for one in via.split(";"))
    return [(found[1], found[2] or "", found[3] or found[2] or "") for found in parts if found]


def change(text: str, trip: dict[str, str], known_by: KnownBy, *, by: Actor) -> None:
    """File the journey anew for everybody behind an address."""
    for key in keys_of(text):
        said = arrivals.receipt(key, by=by).said
        person = {
            field: said.get(field, "")
            for field in ("name", "document_type", "document_number", "phone", "method", "remark")
        }
        arrivals.amend(key, {**trip, **person}, by=by, proven=known_by(person["phone"]))


def address_of(request: WebRequest, keys: str) -> str:
    """The private link in full: on the address that people type, where one is set."""
    path = reverse("public_receipt", args=[keys])
    public = settings.ENVIRONMENT.public_url.rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)


def code_of(address: str) -> SafeString:
    """The link as a QR code, drawn as SVG; the address itself is not repeated in it."""
    return SafeString(qr.symbol(address).svg())
