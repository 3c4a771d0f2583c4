"""What a slip of the hand or a spreadsheet did to a number, put right where nothing is lost
and told where something is."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from fangxian.ground.intake.api import text_of
from fangxian.ground.people import api as people
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.remarks import Told

DECIMAL = re.compile(r"(\d{7,})\.0+")
SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE)
RESIDENT = re.compile(r"\d{17}[\dX]|\d{15}", re.IGNORECASE)

# a number among words or other numbers; blanks and dashes may stand inside it
AMONG = re.compile(
    r"(?<!\d)(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8})(?!\d)"
)

Remarks = dict[int, list[Told]]


def phone_text(text: str) -> str:
    """13800000001.0 and 1.3800000001E10 are 13800000001; 1.39E+10 has lost its digits and
    stays as it is."""
    if match := DECIMAL.fullmatch(text):
        return match.group(1)
    match = SCIENTIFIC.fullmatch(text)
    if match and len(match.group(2) or "") >= int(match.group(3)) - 1:
        return str(round(float(text)))
    return text if people.normalise_phone(text).sound else _among(text)


def _among(text: str) -> str:
    """The number that is called among several and words (13800138000(本人)、0915-5211234): a mobile
    before a land line, the first of a kind; the text as it is where there is none."""
    found = [one for one in AMONG.findall(text) if people.normalise_phone(one).sound]
    return min(found, key=lambda one: not people.normalise_phone(one).receives, default=text)


def tell_phones(phones: list[str], cells: Collection[Any], told: Remarks) -> None:
    """Tell of phones that came as a decimal, those put right and those that lost digits, and of
    those that stood among words or other numbers."""
    odd = {
        cell: code for cell in set(cells) if cell.__class__ is str and (code := _odd(text_of(cell)))
    }
    if not odd:
        return
    for n, cell in enumerate(cells):
        if remark := odd.get(cell):
            values = (("given", text_of(cell)), ("taken", phones[n]))
            told.setdefault(n, []).append(Told(remark, "phone", values))


def _odd(said: str) -> str:
    """What is to be told of a phone's cell; "" for nothing."""
    number = phone_text(said)
    if SCIENTIFIC.fullmatch(said) or DECIMAL.fullmatch(said):
        return remarks.PHONE_DAMAGED if number == said else remarks.PHONE_MENDED
    return remarks.PHONE_AMONG if number != said else ""


def tell_prefixes(documents: list[Any], told: Remarks) -> None:
    """Tell whose card is to be looked at; it keeps nobody out."""
    for n, one in enumerate(documents):
        if isinstance(one, people.DocumentKey) and people.remark_on(one):
            values = (("region", one.number[:6]),)
            told.setdefault(n, []).append(Told(remarks.PREFIX_UNKNOWN, "document_number", values))


def mend(documents: list[Any], phones: list[str], cells: Collection[Any], told: Remarks) -> None:
    """Put right, in place, where phone and document number stand in each other's column."""
    faulty = [n for n, one in enumerate(documents) if isinstance(one, people.DocumentFault)]
    if not faulty:
        return
    written = list(cells)
    for n in faulty:
        swapped = _swapped(phones[n], text_of(written[n]))
        if swapped:
            documents[n], phones[n] = swapped
            told.setdefault(n, []).append(Told(remarks.SWAPPED, "phone"))


def _swapped(phone: str, number: str) -> tuple[people.DocumentKey, str] | None:
    if not RESIDENT.fullmatch(phone.replace(" ", "")):
        return None
    key = people.normalise_document("resident_id", phone)
    other = people.normalise_phone(phone_text(number))
    if not isinstance(key, people.DocumentKey) or not other.sound or len(other.text) > 16:
        return None
    return key, other.text
