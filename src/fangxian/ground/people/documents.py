"""Which document is this? One key for each document, however it was typed. Pure.

Resident ids are judged as python-stdnum's `stdnum.cn.ric` does (length, digits, check
character, birth date, county code in the birth year); its look-ups are remembered by
prefix, because a ledger of 60,000 rows asks the same few hundred again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stdnum import numdb

from fangxian.ground.people import errors
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

RESIDENT_ID = "resident_id"
PASSPORT = "passport"
HK_MACAU = "hk_macau_permit"
TAIWAN = "taiwan_permit"
FOREIGN_PERMANENT = "foreign_permanent"
OTHER = "other"

TYPES: dict[str, Text] = {
    RESIDENT_ID: Text("居民身份证", "Resident id"),
    PASSPORT: Text("护照", "Passport"),
    HK_MACAU: Text("港澳居民来往内地通行证", "HK/Macau permit"),
    TAIWAN: Text("台湾居民来往大陆通行证", "Taiwan permit"),
    FOREIGN_PERMANENT: Text("外国人永久居留身份证", "Foreign permanent residence"),
    OTHER: Text("其他", "Other"),
}

# longest hint first; "港澳台居民居住证" is told apart by its number
HINTS: tuple[tuple[str, str], ...] = (
    ("永久居留", FOREIGN_PERMANENT), ("foreignpermanent", FOREIGN_PERMANENT),
    ("港澳台居民居住证", ""), ("台湾居民", TAIWAN), ("台胞", TAIWAN), ("台湾", TAIWAN),
    ("taiwan", TAIWAN), ("港澳", HK_MACAU), ("回乡证", HK_MACAU), ("香港", HK_MACAU),
    ("澳门", HK_MACAU), ("hkmacau", HK_MACAU), ("hk/macau", HK_MACAU),
    ("护照", PASSPORT), ("passport", PASSPORT),
    ("身份证", RESIDENT_ID), ("户口", RESIDENT_ID), ("residentid", RESIDENT_ID),
    ("idcard", RESIDENT_ID), ("其他", OTHER), ("其它", OTHER), ("军官证", OTHER),
    ("士兵证", OTHER), ("出生证", OTHER), ("other", OTHER),
)  # fmt: skip

CHINESE_PASSPORT = re.compile(r"[EGDSP]\d{8}|E[A-Z]\d{7}|1[45]\d{7}")
FOREIGN_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,12}")
PERMIT_HK_MACAU = re.compile(r"[HM](\d{8}|\d{10})")
PERMIT_TAIWAN = re.compile(r"\d{8}|\d{10}[A-Z]?")
OLD_PERMANENT = re.compile(r"[A-Z]{3}\d{12}")
ANY_NUMBER = re.compile(r"[A-Z0-9一-鿿\-/]{4,40}")
SCIENTIFIC = re.compile(r"[0-9.]+E\+?\d+")
NOISE = dict.fromkeys(map(ord, " \t\r\n\u00a0\u3000\u200b\ufeff-_·.'`’‘\"“”"), None)
RESIDENCE = {"810000": HK_MACAU, "820000": HK_MACAU, "830000": TAIWAN}
CHECK_CHARACTERS = "1X864209753"  # by the remainder modulo 11
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class DocumentKey(NamedTuple):
    """A document: its type and its number in the one form in which it is compared."""

    type: str
    number: str


class DocumentFault(NamedTuple):
    """Why a document does not pass its check."""

    error: type[Refusal]
    values: tuple[tuple[str, object], ...] = ()

    @property
    def code(self) -> str:
        return self.error.code

    @property
    def said(self) -> Text:
        return self.error.sentence.fill(**dict(self.values))

    @property
    def next_step(self) -> Text:
        return self.error.way_out.fill(**dict(self.values))


def normalise_document(type_text: str, number_text: str) -> DocumentKey | DocumentFault:
    """The key of a document as somebody typed it, or what is wrong with it. An empty type
    is inferred from the number. 15-digit ids become their 18-digit form."""
    kind = type_of(type_text)
    if kind is None:
        return DocumentFault(errors.DocumentTypeUnknown, (("given", type_text[:20]),))
    number = number_text.upper()
    if not (number.isascii() and number.isalnum()):
        shown = number.translate(WIDE).strip().upper()
        if SCIENTIFIC.fullmatch(shown):
            return DocumentFault(errors.IdDamaged)
        number = shown.translate(NOISE)
        if not number:
            return DocumentFault(errors.DocumentMissing)
    return CHECKS[kind or infer(number)](number)


@lru_cache(512)
def type_of(text: str) -> str | None:
    """The type meant by a text: "" when it must be inferred, None when it is not known."""
    plain = text.translate(WIDE).translate(NOISE).lower()
    if not plain:
        return ""
    if text in TYPES:
        return text
    return next((kind for hint, kind in HINTS if hint in plain), None)


def infer(number: str) -> str:
    """The type a bare number most likely has."""
    if len(number) in (15, 18) and number[:-1].isdigit():
        return _residence_kind(number) if len(number) == 18 else RESIDENT_ID
    if PERMIT_HK_MACAU.fullmatch(number):
        return HK_MACAU
    if number.isdigit() and len(number) == 8:
        return TAIWAN
    if OLD_PERMANENT.fullmatch(number):
        return FOREIGN_PERMANENT
    if len(number) < 13 and number[0].isalpha():
        return PASSPORT
    return RESIDENT_ID


def _residence_kind(number: str) -> str:
    """Cards of the form of a resident id: residence permits of people from Hong Kong, Macau
    and Taiwan, permanent residence of foreigners."""
    if number[0] == "9":
        return FOREIGN_PERMANENT
    return RESIDENCE.get(number[:6], RESIDENT_ID)


def check_character(first17: str) -> str:
    """ISO 7064 MOD 11-2, as stdnum computes it: read in base 13, which is 2 modulo 11."""
    return CHECK_CHARACTERS[int(first17, 13) % 11]


def _resident(number: str) -> DocumentKey | DocumentFault:
    if len(number) == 15 and number.isdigit():
        body = f"{number[:6]}19{number[6:]}"
        number = body + check_character(body)
    if _sound_18(number) and _in_use(number[:6], number[6:10]):
        return DocumentKey(RESIDENT_ID, number)
    return _residence(number)


def _sound_18(number: str) -> bool:
    """Whether 18 characters pass length, digits, check character and birth date."""
    return (
        len(number) == 18
        and number[:17].isdigit()
        and CHECK_CHARACTERS[int(number[:17], 13) % 11] == number[17]
        and birth_in(number[6:14]) is not None
    )


def _residence(number: str) -> DocumentKey | DocumentFault:
    """A number that is no resident id: another card of the same form, or a fault."""
    if not _sound_18(number):
        return _fault_of_18(number)
    if number[:6] in RESIDENCE:  # often called 身份证 by those who hold one
        return DocumentKey(RESIDENCE[number[:6]], number)
    region = number[:6]
    if not _years(region):
        return DocumentFault(errors.IdRegion, (("region", region),))
    return DocumentFault(errors.IdRegionYear, (("region", region), ("year", number[6:10])))


def _fault_of_18(number: str) -> DocumentFault:
    if len(number) != 18:
        return DocumentFault(errors.IdLength, (("length", len(number)),))
    if not (number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        return DocumentFault(errors.IdForm)
    if check_character(number[:17]) != number[17]:
        damaged = number.endswith("000")  # Excel keeps 15 digits and writes zeros after them
        return DocumentFault(errors.IdDamaged if damaged else errors.IdChecksum)
    return DocumentFault(errors.IdBirthDate)


@lru_cache(100_000)
def birth_in(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@lru_cache(20_000)
def _years(region: str) -> tuple[tuple[int, int], ...]:
    """From which to which years a prefix was a county's code, as stdnum knows it
    ("[-2010]崇文区,[2011-]…"); empty when it never was."""
    found = numdb.get("cn/loc").info(region)
    counties = {key: value for _, facts in found for key, value in facts.items()}.get("county", "")
    return tuple(_span(county) for county in counties.split(",") if county)


def _span(county: str) -> tuple[int, int]:
    if not county.startswith("["):
        return 0, 9999
    start, _, end = county[1:].partition("]")[0].partition("-")
    return int(start or 0), int(end or 9999)


def _in_use(region: str, year_text: str) -> bool:
    year = int(year_text)
    for start, end in _years(region):  # noqa: SIM110 a generator costs as much as the check
        if start <= year <= end:
            return True
    return False


def _by_form(
    kind: str, error: type[Refusal], *forms: re.Pattern[str], residence: tuple[str, ...] = ()
) -> Callable[[str], DocumentKey | DocumentFault]:
    def check(number: str) -> DocumentKey | DocumentFault:
        if any(form.fullmatch(number) for form in forms):
            return DocumentKey(kind, number)
        if residence and number.startswith(residence) and len(number) == 18:
            return DocumentKey(kind, number) if _sound_18(number) else _fault_of_18(number)
        return DocumentFault(error)

    return check


CHECKS: dict[str, Callable[[str], DocumentKey | DocumentFault]] = {
    RESIDENT_ID: _resident,
    PASSPORT: _by_form(PASSPORT, errors.PassportForm, CHINESE_PASSPORT, FOREIGN_PASSPORT),
    HK_MACAU: _by_form(
        HK_MACAU, errors.HkMacauForm, PERMIT_HK_MACAU, residence=("810000", "820000")
    ),
    TAIWAN: _by_form(TAIWAN, errors.TaiwanForm, PERMIT_TAIWAN, residence=("830000",)),
    FOREIGN_PERMANENT: _by_form(
        FOREIGN_PERMANENT, errors.ForeignPermanentForm, OLD_PERMANENT, residence=("9",)
    ),
    OTHER: _by_form(OTHER, errors.OtherForm, ANY_NUMBER),
}


def sex_and_birth(key: DocumentKey) -> tuple[str, date | None]:
    """What a number of 18 characters says of its bearer: ("M" | "F" | "", birth date)."""
    number = key.number
    if len(number) != 18 or key.type in (PASSPORT, OTHER):
        return "", None
    return ("M" if int(number[16]) % 2 else "F"), birth_in(number[6:14])
