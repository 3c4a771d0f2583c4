"""Which document is this? One key for each document, however it was typed. Pure but for the
clock: nobody is born after today.

A resident id is judged by its length, its check character and its date. Its first six digits say
where somebody was numbered, not where or when they were born (cards came in 1984, codes of later
counties are given to those born before): a prefix that no table knows is a remark (`remark_on`),
never a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stdnum import numdb

from fangxian.ground.intake.api import BRACKETS, NOISE, WIDE
from fangxian.ground.people import document_sentences, errors
from fangxian.ground.people.document_words import (
    FOREIGN_PERMANENT,
    HK_MACAU,
    OTHER,
    PASSPORT,
    RESIDENT_ID,
    TAIWAN,
    type_of,
)
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

CHINESE_PASSPORT = re.compile(r"[EGDSPK]\d{8}|[EDSP][A-Z]\d{7}|1[45]\d{7}")
FOREIGN_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,15}")
# nine characters for life; two more once counted the renewals
PERMIT_HK_MACAU = re.compile(r"([HM]\d{8})(?:\d{2})?")
# eight digits for life; two more and a letter of the place of issue were on the older booklet
PERMIT_TAIWAN = re.compile(r"(\d{8})(?:\d{2}[A-Z]?)?")
OLD_PERMANENT = re.compile(r"[A-Z]{3}\d{12}")
BIRTH_CERTIFICATE = re.compile(r"[A-Z]\d{9}")
OLD_PASSPORT = re.compile(r"1[45]\d{7}")
# of mainland people bound for Hong Kong, Macau and Taiwan: often called by the permit's short name
OUTBOUND = re.compile(r"[CWTLQD]\d{8}|[CLD][A-Z]\d{7}")
ANY_NUMBER = re.compile(r"[A-Z0-9/]{4,40}")
WORDS_ALONE = re.compile(r"[㐀-鿿,，。、:：;；]+")
TYPED = re.compile(r"(?=.*\d)[A-Z0-9㐀-鿿/]{4,40}")
SCIENTIFIC = re.compile(r"[0-9.]+E\+?\d+")
RESIDENCE = {"810000": HK_MACAU, "820000": HK_MACAU, "830000": TAIWAN}
CHECK_CHARACTERS = "1X864209753"  # by the remainder modulo 11
LIKE_X = frozenset("×ⅩХΧ✕✖╳")  # what is typed for the X at the end
EARLIEST_BIRTH = "1850"
MAY_BE_AHEAD = "2000"  # the clock is asked only about the young


class Guessed(str):
    """A type that nobody stated: what the number most likely is. It equals the stated one, and
    finds the document under whatever type it is kept."""

    __slots__ = ()


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
    is guessed from the number. 15-digit ids become their 18-digit form, permits what their holder
    keeps for life. Whatever a number is called, a sound one of 18 characters says what it is."""
    kind = type_of(type_text)
    if kind is None:
        return DocumentFault(errors.DocumentTypeUnknown, (("given", type_text[:20]),))
    number = number_text.upper()
    if not (number.isascii() and number.isalnum()):
        shown = number.translate(WIDE).strip().upper()
        if SCIENTIFIC.fullmatch(shown):
            return DocumentFault(errors.IdDamaged)
        said = document_sentences.read(shown)
        if said is not None:
            return _of_sentence(said, kind, type_text)
        number = shown.translate(NOISE).translate(BRACKETS)
        if not number or WORDS_ALONE.fullmatch(number):
            return DocumentFault(errors.DocumentMissing)
    if number[17:] in LIKE_X and number[:17].isdigit():
        number = f"{number[:17]}X"
    if _sound_18(number):
        return _of_18(number)
    return CHECKS[kind](number) if kind else _guessed(number)


def _of_sentence(
    said: document_sentences.Said, kind: str, type_text: str
) -> DocumentKey | DocumentFault:
    """The one number that a sentence names, of the type that it says before that of its column."""
    if len(said.numbers) > 1:
        return DocumentFault(errors.SeveralNumbers, (("count", len(said.numbers)),))
    if said.other:
        return DocumentFault(errors.NumberOfAnother)
    number = said.numbers[0]
    found = normalise_document(said.kind or type_text, number)
    if isinstance(found, DocumentFault) and said.kind and not kind:
        return normalise_document("", number) if said.kind == OTHER else found
    return found


def cleaned(number: str) -> str:
    """A number as it was typed, without the marks that people put between."""
    return number.translate(WIDE).upper().translate(NOISE).translate(BRACKETS)


def numbers_sought(text: str) -> tuple[str, ...]:
    """In which forms a number that was typed to look somebody up may be kept, the likeliest
    first; none when it can be no document's number."""
    key, plain = normalise_document("", text), cleaned(text)
    if isinstance(key, DocumentKey):
        return (key.number,)
    if not TYPED.fullmatch(plain):
        return ()
    older = PERMIT_TAIWAN.fullmatch(plain)
    return (older[1], plain) if older else (plain,)


def forms_of(number: str) -> tuple[str, ...]:
    """In which forms a number may be kept, whatever its document was called; first as it is."""
    made = (check(number) for check in CHECKS.values())
    found = [one.number for one in made if isinstance(one, DocumentKey)]
    return tuple(dict.fromkeys((number, *found)))


def agreed(
    documents: Iterable[DocumentKey | DocumentFault],
) -> list[DocumentKey | DocumentFault]:
    """The documents of one file: a number whose type is stated in one row has it in the rows that
    leave it out; where a spreadsheet wrote zeros over the end of one, a number that ends so and is
    sound by chance (one of eleven) is somebody else's."""
    found = _undamaged(documents)
    if not any(one[0].__class__ is Guessed for one in found):
        return found
    stated = {
        one.number: one
        for one in found
        if one.__class__ is DocumentKey and one[0].__class__ is not Guessed
    }
    return [
        stated.get(one.number, one)
        if isinstance(one, DocumentKey) and one[0].__class__ is Guessed
        else one
        for one in found
    ]


def _undamaged(
    documents: Iterable[DocumentKey | DocumentFault],
) -> list[DocumentKey | DocumentFault]:
    found = list(documents)
    damaged = DocumentFault(errors.IdDamaged)
    if damaged not in found:
        return found
    return [
        damaged
        if isinstance(one, DocumentKey) and len(one.number) == 18 and one.number.endswith("000")
        else one
        for one in found
    ]


def _guessed(number: str) -> DocumentKey | DocumentFault:
    found = CHECKS[infer(number)](number)
    if isinstance(found, DocumentKey) and not _tells_its_type(found.number):
        return DocumentKey(Guessed(found.type), found.number)
    return found


def _tells_its_type(number: str) -> bool:
    return len(number) == 18 or OLD_PERMANENT.fullmatch(number) is not None


FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{14}.|\d{17}."), RESIDENT_ID),
    (PERMIT_HK_MACAU, HK_MACAU),
    (re.compile(r"\d{8}|\d{10}[A-Z]"), TAIWAN),
    (OLD_PERMANENT, FOREIGN_PERMANENT),
    (BIRTH_CERTIFICATE, OTHER),
    (OLD_PASSPORT, PASSPORT),
    (document_sentences.OFFICIAL, OTHER),
)


def infer(number: str) -> str:
    """The type that a bare number most likely has: the one guess of the house."""
    for form, kind in FORMS:
        if form.fullmatch(number):
            return kind
    return PASSPORT if len(number) < 13 and number[0].isalpha() else RESIDENT_ID


def check_character(first17: str) -> str:
    """ISO 7064 MOD 11-2, as stdnum computes it: read in base 13, which is 2 modulo 11."""
    return CHECK_CHARACTERS[int(first17, 13) % 11]


def _sound_18(number: str) -> bool:
    """Whether 18 characters pass length, digits, check character and birth date."""
    return (
        len(number) == 18
        and number.isascii()
        and number[:17].isdigit()
        and CHECK_CHARACTERS[int(number[:17], 13) % 11] == number[17]
        and number[6:10] >= EARLIEST_BIRTH
        and birth_in(number[6:14]) is not None
    )


def _of_18(number: str) -> DocumentKey | DocumentFault:
    """Cards of one form: of residents, of those from Hong Kong, Macau and Taiwan who live here, of
    foreigners who stay."""
    if number[6:10] >= MAY_BE_AHEAD:
        born = birth_in(number[6:14])
        if born and born > clock.today():
            return DocumentFault(errors.IdBirthAhead, (("day", born.isoformat()),))
    if number[0] in "89":
        kind = FOREIGN_PERMANENT if number[0] == "9" else RESIDENCE.get(number[:6], RESIDENT_ID)
        return DocumentKey(kind, number)
    return DocumentKey(RESIDENT_ID, number)


def _resident(number: str) -> DocumentKey | DocumentFault:
    if len(number) == 15 and number.isascii() and number.isdigit():
        if _cut_short(number):
            return DocumentFault(errors.IdDamaged)
        body = f"{number[:6]}19{number[6:]}"
        number = body + check_character(body)
    return _of_18(number) if _sound_18(number) else _fault_of_18(number)


def _cut_short(number: str) -> bool:
    """Whether 15 digits are the beginning of 18, with a birth year of four digits, rather than the
    number of somebody born in 1919 or 1920, for whom cards of 15 are long over."""
    return number[6:8] in ("19", "20") and birth_in(number[6:14]) is not None


def _fault_of_18(number: str) -> DocumentFault:
    if len(number) != 18:
        return DocumentFault(errors.IdLength, (("length", len(number)),))
    digits = number.isascii() and number[:17].isdigit()
    if not (digits and (number[17].isdigit() or number[17] == "X")):
        return DocumentFault(errors.IdForm)
    if check_character(number[:17]) != number[17]:
        damaged = number.endswith("000")  # Excel keeps 15 digits and writes zeros after them
        return DocumentFault(errors.IdDamaged if damaged else errors.IdChecksum)
    return DocumentFault(errors.IdBirthDate)


def _passport(number: str) -> DocumentKey | DocumentFault:
    if len(number) == 11 and PERMIT_HK_MACAU.fullmatch(number):
        return DocumentKey(HK_MACAU, number[:9])
    if CHINESE_PASSPORT.fullmatch(number) or FOREIGN_PASSPORT.fullmatch(number):
        return DocumentKey(PASSPORT, number)
    return DocumentFault(errors.PassportForm)


def _permit(
    kind: str, form: re.Pattern[str], error: type[Refusal], residence: tuple[str, ...]
) -> Callable[[str], DocumentKey | DocumentFault]:
    def check(number: str) -> DocumentKey | DocumentFault:
        found = form.fullmatch(number)
        if found:
            return DocumentKey(kind, found[1] if found.re.groups else number)
        if len(number) == 18 and number.startswith(residence):
            return _fault_of_18(number)
        if OUTBOUND.fullmatch(number) and kind != FOREIGN_PERMANENT:
            return DocumentKey(OTHER, number)
        return DocumentFault(error)

    return check


def _other(number: str) -> DocumentKey | DocumentFault:
    if len(number) == 11 and PERMIT_HK_MACAU.fullmatch(number):
        return DocumentKey(HK_MACAU, number[:9])
    return (
        DocumentKey(OTHER, number)
        if ANY_NUMBER.fullmatch(number) or document_sentences.OFFICIAL.fullmatch(number)
        else DocumentFault(errors.OtherForm)
    )


CHECKS: dict[str, Callable[[str], DocumentKey | DocumentFault]] = {
    RESIDENT_ID: _resident,
    PASSPORT: _passport,
    HK_MACAU: _permit(HK_MACAU, PERMIT_HK_MACAU, errors.HkMacauForm, ("810000", "820000")),
    TAIWAN: _permit(TAIWAN, PERMIT_TAIWAN, errors.TaiwanForm, ("830000",)),
    FOREIGN_PERMANENT: _permit(
        FOREIGN_PERMANENT, OLD_PERMANENT, errors.ForeignPermanentForm, ("9",)
    ),
    OTHER: _other,
}


@lru_cache(100_000)
def birth_in(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@lru_cache(20_000)
def _known_county(region: str) -> bool:
    """Whether a prefix ever was a county's code, as stdnum knows it."""
    found = numdb.get("cn/loc").info(region)
    return any("county" in facts for _, facts in found)


def remark_on(key: DocumentKey) -> Text | None:
    """What somebody should look at on the card; nothing that keeps it out."""
    if key.type == RESIDENT_ID and not _known_county(key.number[:6]):
        return errors.PREFIX_UNKNOWN.fill(region=key.number[:6])
    return None


def sex_and_birth(key: DocumentKey) -> tuple[str, date | None]:
    """What a number of 18 characters says of its bearer: ("M" | "F" | "", birth date)."""
    number = key.number
    if len(number) != 18 or key.type in (PASSPORT, OTHER):
        return "", None
    return ("M" if int(number[16]) % 2 else "F"), birth_in(number[6:14])
