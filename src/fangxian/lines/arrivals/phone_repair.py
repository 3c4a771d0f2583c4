"""What a slip of the hand or a spreadsheet did to a number, put right where nothing is lost
and told where something is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from fangxian.ground.intake.api import said_in, text_of
from fangxian.ground.people import api as people
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.remarks import RowRemark

DECIMAL = re.compile(r"(\d{7,})\.0+")
SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE)
RESIDENT = re.compile(r"\d{17}[\dX]|\d{15}", re.IGNORECASE)
# numbers of passports, permits and booklets, which no phone has: E12345678, H12345678, 1234567890A
DOCUMENT = re.compile(
    r"[A-Z]{1,2}\d{7,10}|[A-Z]\d{10}|\d{10}[A-Z]|[A-Z]{3}\d{12}|\d{8}", re.IGNORECASE
)

# a number among words or other numbers; blanks and dashes may stand inside it
AMONG = re.compile(
    r"(?<!\d)(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8})(?!\d)"
)

Remarks = dict[int, list[RowRemark]]
Cells = Callable[[str], Collection[Any]]


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
    """Tell of phones that came as a decimal, those put right and those that lost digits, of those
    that stood among words or other numbers, and of what is no number that can be called."""
    odd = {cell: code for cell in set(cells) if (code := _odd(text_of(cell)))}
    if not odd:
        return
    for n, cell in enumerate(cells):
        remark = odd.get(cell)
        if remark == remarks.PHONE_WRONG and people.normalise_phone(phones[n]).sound:
            continue  # it stood in another column
        if remark:
            values = (("given", text_of(cell)), ("taken", phones[n]))
            told.setdefault(n, []).append(RowRemark(remark, "phone", values))


def _odd(said: str) -> str:
    """What is to be told of a phone's cell; "" for nothing."""
    number = phone_text(said)
    if SCIENTIFIC.fullmatch(said) or DECIMAL.fullmatch(said):
        return remarks.PHONE_DAMAGED if number == said else remarks.PHONE_MENDED
    if number != said:
        return remarks.PHONE_AMONG
    number = said_in(said)
    return remarks.PHONE_WRONG if number and not people.normalise_phone(number).sound else ""


def tell_prefixes(documents: list[Any], told: Remarks) -> None:
    """Tell whose card is to be looked at; it keeps nobody out."""
    for n, one in enumerate(documents):
        if isinstance(one, people.DocumentKey) and people.remark_on(one):
            values = (("region", one.number[:6]),)
            told.setdefault(n, []).append(
                RowRemark(remarks.PREFIX_UNKNOWN, "document_number", values)
            )


def mend(documents: list[Any], phones: list[str], cells: Cells, told: Remarks) -> list[int]:
    """Put right, in place, where phone and document number stand in each other's column, also where the
    number does not pass its check; those rows."""
    odd = [
        n
        for n, one in enumerate(documents)
        if one.__class__ is people.DocumentFault or (len(one.number) == 11 and one.number.isdigit())
    ]
    if not odd:
        return []
    written, kinds = list(cells("document_number")), list(cells("document_type"))
    mended = []
    for n in odd:
        swapped = _swapped(phones[n], text_of(written[n]), said_in(kinds[n]), documents[n])
        if swapped is None:
            continue
        documents[n], phones[n] = swapped
        told.setdefault(n, []).append(RowRemark(remarks.SWAPPED, "phone"))
        mended.append(n)
    return mended


def _swapped(
    phone: str, number: str, kind: str, found: people.DocumentKey | people.DocumentFault
) -> tuple[people.DocumentKey | people.DocumentFault, str] | None:
    """Document and phone out of the two cells; None where they stand as they should."""
    plain = phone.replace(" ", "")
    other = people.normalise_phone(phone_text(number))
    resident = bool(RESIDENT.fullmatch(plain))
    if not other.sound or len(other.text) > 16 or not (resident or DOCUMENT.fullmatch(plain)):
        return None
    if not (other.receives or (resident and isinstance(found, people.DocumentFault))):
        return None
    if people.normalise_phone(plain).sound:
        return None
    key = people.normalise_document("resident_id" if resident else kind, plain)
    if isinstance(key, people.DocumentFault) and not resident:
        key = people.normalise_document("", plain)
    if isinstance(key, people.DocumentFault) and not (resident and other.receives):
        return None
    return key, other.text
