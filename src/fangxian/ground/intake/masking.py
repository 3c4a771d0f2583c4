"""What a cell, a title or a typed word shows of whoever is named in it: without anything that reads as an
identity number, a passport, a permit or a phone once what may stand between its characters is stripped
(`separators`, by which `people` finds them). Days, amounts, division codes and plates are left whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from fangxian.ground.intake.separators import BETWEEN, WIDE

SHOWN = 3  # letters of a number
LONGEST = 40  # characters of a number without what stands between
LIKE_X = "×ⅩХΧ✕✖╳"  # what is typed for the X at the end
_GAP = f"[{re.escape(''.join(sorted(BETWEEN)))}]"
_BLANK = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]*")
RUN = re.compile(rf"\+?[A-Za-z\d](?:{_GAP}*[A-Za-z\d{LIKE_X}])*")
PIECE = re.compile(rf"\d+|[A-Za-z{LIKE_X}]")

_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# whatever stands between: of an identity number its first 14 already say who it is
SHAPES = re.compile(
    rf"{_PROVINCE}\d{{4}}(?:18|19|20)\d\d{_MONTH_DAY}\d{{0,3}}[\dX]?|{_PROVINCE}\d{{6}}{_MONTH_DAY}\d{{3}}"
    r"|\d{17}[\dX]|(?:(?:00)?86)?0?1[3-9]\d{9}"
    r"|[HM]\d{10}|[A-Z]\d{8,9}|[A-Z]{2}\d{7}|[A-Z]{3}\d{12}|[A-Z]{1,2}\d{6}[\dA]|\d{10}[A-Z]"
)
# in one word, or with blanks alone between: whatever is as long
LONG = re.compile(r"\d{7,}X?")
# A123456(7), C01X00T47: letters and digits in one word; of a plate (陕AD12345) there are fewer digits
LETTERED = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Za-z]{1,2}\d{6}(?!\d)(?:[(（][\dA]?[)）])?"
    r"|(?=[A-Z\d]{8,12}(?![A-Za-z\d]))(?=\d*[A-Z])(?=(?:[A-Z]*\d){6})[A-Z\d]+)"
)
MOBILE = re.compile(r"1[3-9]\d{9}")
IDENTITY = re.compile(
    rf"{_PROVINCE}\d{{4}}(?:19|20)\d\d{_MONTH_DAY}\d{{3}}[\dX]"
)  # whole, whatever stands between

_YEAR = r"(?:19|20)\d\d"
_IN_YEAR = rf"{_YEAR}{_GAP}+(?:0?[1-9]|1[0-2])(?:{_GAP}+(?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
_DAY = rf"(?:{_IN_YEAR}|{_YEAR}[01]\d[0-3]\d(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?!\d))"
_TIME = rf"[0-2]?\d(?!\d)|[0-2]\d(?:{_GAP}?[0-5]\d){{1,2}}(?!\d)"
_CODE = r"[1-8]\d{5}(?:(?!19)[0-5]\d{5})?(?!\d)"  # of a county, of a village, by the national statistics
# atomic and possessive: a page of days is read once, not once for each way to part it
_EACH = rf"(?>{_DAY}(?:{_GAP}++(?>{_TIME}))*+|{_CODE})"
PLAIN = re.compile(
    rf"{_EACH}(?:{_GAP}++{_EACH})*+"
    r"|1\s2\s3(?:\s\d{1,2})*"  # columns that are numbered
    r"|\d{1,6}\.\d{1,2}"  # an amount
)
# a title, or the words before a number, under which whatever is written is a number of somebody
_ENTITLED = r"(?:证(?!明)|护照|身份|passport|permit|\bid\b)"
TITLE = re.compile(
    rf"^(?!.*(?:期|日|时间|date)).*(?:{_ENTITLED}|电话|手机|联系方式|phone|mobile)", re.I
)
BEFORE = re.compile(rf"{_ENTITLED}(?:件)?(?:号码?|no\.?)?\s*[::]?\s*$", re.IGNORECASE)
LETTERS = 8  # before a number


def masked(text: str, under: str = "") -> str:
    """610921198803152318 as 610****, wherever it stands in a text. `under`: the title of its column;
    beneath one that says 证件 even what is written like a day is a number."""
    plain = text.translate(WIDE)
    entitled = bool(under) and TITLE.search(under) is not None
    shown, end = [], 0
    for start, stop in sorted(_found(plain, entitled=entitled)):
        if start >= end:
            shown += [text[end:start], text[start : start + SHOWN], "****"]
            end = stop
    return "".join([*shown, text[end:]])


def _found(plain: str, *, entitled: bool) -> Iterator[tuple[int, int]]:
    """Where numbers of somebody stand; of those that begin alike or overlap the first counts."""
    for run in RUN.finditer(plain):
        said = run[0]
        if sum(map(str.isdigit, said)) < 6 and not entitled:
            continue
        if entitled or BEFORE.search(plain[max(0, run.start() - LETTERS) : run.start()]):
            if any(map(str.isdigit, said)) and sum(map(str.isalnum, said)) >= 5:
                yield run.span()
        elif not PLAIN.fullmatch(said) or _whole(_stripped(said)):
            for start, stop in _in_run(said):
                yield run.start() + start, run.start() + stop
    yield from (found.span() for found in LETTERED.finditer(plain))


def _whole(stripped: str) -> bool:
    return bool(MOBILE.fullmatch(stripped) or IDENTITY.fullmatch(stripped))


def _stripped(said: str) -> str:
    return "".join(one for one in said if one not in BETWEEN)


def _in_run(said: str) -> Iterator[tuple[int, int]]:
    pieces = [one.span() for one in PIECE.finditer(said)]
    first = 0
    while first < len(pieces):
        last = _longest(said, pieces, first)
        if last is not None:
            yield pieces[first][0], pieces[last][1]
            first = last
        first += 1


def _longest(said: str, pieces: list[tuple[int, int]], first: int) -> int | None:
    """The last piece of the longest number that begins with a piece."""
    plus = said.startswith("+") and first == 0
    joined, found, blank = "", None, True
    for last in range(first, len(pieces)):
        start, stop = pieces[last]
        blank = blank and (
            last == first or bool(_BLANK.fullmatch(said[pieces[last - 1][1] : start]))
        )
        joined += "X" if said[start] in LIKE_X else said[start:stop].upper()
        if len(joined) > LONGEST:
            break
        ends = not said[start].isdigit() and joined[-2:-1].isdigit()  # a letter after digits
        plain = PLAIN.fullmatch(said[pieces[first][0] : stop]) and not _whole(joined)
        if _is_number(joined, plus=plus, blank=blank) and not plain:
            found = last
        if ends:
            break
    return found


def _is_number(joined: str, *, plus: bool, blank: bool) -> bool:
    if SHAPES.fullmatch(joined) or (blank and LONG.fullmatch(joined)):
        return True
    return 7 <= len(joined) <= 15 and joined.isdigit() and _rings(f"{'+' * plus}{joined}")


@lru_cache(4096)
def _rings(number: str) -> bool:
    """Whether it is a telephone number of the plan."""
    shown = f"+{number[2:]}" if number.startswith("00") else number
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(shown, "CN"))
    except phonenumbers.NumberParseException:
        return False
