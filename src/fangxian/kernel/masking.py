"""What any text shows of whoever is named in it: without anything that reads as an identity number, a
passport, a permit or a telephone, whatever stands between its characters. Days, amounts, counted lists,
division codes, numbers of orders that begin with a day, and plates are left whole. The one grammar of cells,
titles, names of files, purposes in the audit and logs. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import phonenumbers

SHOWN = 3  # letters of a number
FEWEST = 6  # digits of a number, but under its title
LONGEST = 40  # characters of a number without what stands between
LIKE_X = "×ⅩХΧ✕✖╳"  # what is typed for the X at the end
# any blank, dash, stop, comma, bracket or unseen character of any script, and letters that look like
# dots; but the mask itself
_GAP = rf"(?:(?!\*{{4}})[^\w{LIKE_X}]|[_\u318d\u1427\ua78f])"
_BLANK = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]*")
_APART = re.compile(r"[,;:|~，、；：。～…!?！？]")  # parts of a list, as a rule, not of one number
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
# a mobile or an identity number with other digits at its ends: 3138,9151,2345
WITHIN = re.compile(
    rf"\d{{0,6}}?(?P<number>1[3-9]\d{{9}}|{_PROVINCE}\d{{4}}(?:19|20)\d\d{_MONTH_DAY}\d{{3}}[\dX])\d{{0,3}}"
)
# in one word, or with blanks alone between: whatever is as long
LONG = re.compile(r"\d{7,}X?")
# A123456(7), C01X00T47: letters and digits in one word; of a plate (陕AD12345) there are fewer digits
LETTERED = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Za-z]{1,2}\d{6}(?!\d)(?:[(（][\dA]?[)）])?"
    r"|(?=[A-Z\d]{8,12}(?![A-Za-z\d]))(?=\d*[A-Z])(?=(?:[A-Z]*\d){6})[A-Z\d]+)"
)
LETTERS_ALONE = re.compile("[A-Z]{4}")
MOBILE = re.compile(r"1[3-9]\d{9}")
IDENTITY = re.compile(
    rf"{_PROVINCE}\d{{4}}(?:19|20)\d\d{_MONTH_DAY}\d{{3}}[\dX]"
)  # whole, whatever stands between


def _counties() -> str:
    """The six digits of every county, city and province as one expression: a code of a place is known."""
    lines = files("fangxian.kernel").joinpath("divisions.txt").read_text("utf-8").splitlines()
    provinces: dict[str, list[str]] = {}
    for prefecture, *counties in (line.split() for line in lines if not line.startswith("#")):
        said = f"{prefecture[2:]}(?:{'|'.join(sorted({'00', *counties}))})"
        provinces.setdefault(prefecture[:2], ["0000"]).append(said)
    whole = (f"{one}(?:{'|'.join(some)})" for one, some in provinces.items())
    return f"(?:{'|'.join(whole)})"


_YEAR = r"(?:19|20)\d\d"
_IN_YEAR = rf"{_YEAR}{_GAP}+(?:0?[1-9]|1[0-2])(?:{_GAP}+(?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
_OF_DAY = rf"20\d\d{_MONTH_DAY}\d{{1,6}}(?!\d)"  # an order: its day, and a serial number
_DAY = rf"(?:{_IN_YEAR}|{_OF_DAY}|{_YEAR}[01]\d[0-3]\d(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?!\d))"
_TIME = rf"[0-2]\d(?:{_GAP}?[0-5]\d){{1,2}}(?:[.,]\d{{3}}(?:\d{{3}})?)?(?!\d)|[0-2]?\d(?!\d)"
_CLOCK = r"(?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)"
_AMOUNT = r"\d{1,6}\.\d{1,2}|[1-9]\d{0,2}(?:,\d{3}){1,3}(?:\.\d{1,2})?"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_ADDRESS = rf"{_OCTET}(?:\.{_OCTET}){{3}}(?::\d{{1,5}})?"  # of a computer


@cache
def _plain() -> re.Pattern[str]:
    """Made when the first run is looked at: a quarter of a second, which most processes do without."""
    # of a county, of a town (but for an old passport, 14 or 15 and seven digits), of a village
    county = _counties()
    code = rf"(?:{county}(?:(?!19)[0-5]\d{{5}})?|(?!1[45]){county}(?!19)[0-5]\d\d)(?!\d)"
    # atomic and possessive: a page of days is read once, not once for each way to part it
    each = rf"(?>{_DAY}(?:(?:{_GAP}++|T)(?>{_TIME}))*+|{code}|{_CLOCK})"
    return re.compile(rf"{each}(?:{_GAP}++{each})*+|(?:{_ADDRESS}|{_AMOUNT})(?![\d.,]*\d)")


# a title, or the words before a number, under which whatever is written is a number of somebody
_ENTITLED = r"(?:证(?!明)|护照|身份|passport|permit|\bid\b)"
TITLE = re.compile(
    rf"^(?!.*(?:期|日|时间|date)).*(?:{_ENTITLED}|电话|手机|联系方式|phone|mobile)", re.I
)
BEFORE = re.compile(rf"{_ENTITLED}(?:件)?(?:号码?|no\.?)?\s*[::]?\s*$", re.IGNORECASE)
LETTERS = 8  # before a number
DIGEST = re.compile("[0-9a-f]{32,128}")


def masked(text: str, under: str = "") -> str:
    """610921198803152318 as 610****, wherever it stands in a text. `under`: the title of its column;
    beneath one that says 证件 even what is written like a day is a number."""
    entitled = bool(under) and TITLE.search(under) is not None
    if not entitled and sum(map(str.isdigit, text)) < FEWEST:
        return text
    plain = text if text.isascii() else text.translate(_NARROW)
    shown, end = [], 0
    for start, stop in sorted(_found(plain, entitled=entitled)):
        if start >= end:
            shown += [text[end:start], text[start : start + SHOWN], "****"]
        end = max(end, stop)
    return "".join([*shown, text[end:]])


def masked_within(said: Any) -> Any:
    """The same of every text in plain data, however deep; a digest is nobody's number."""
    if isinstance(said, str):
        return said if DIGEST.fullmatch(said) else masked(said)
    if isinstance(said, Mapping):
        return {masked(str(key)): masked_within(one) for key, one in said.items()}
    if isinstance(said, list | tuple | set | frozenset):
        return [masked_within(one) for one in said]
    return said


class _Narrow(dict[int, int]):
    """A digit of any script as the digit it is, a wide letter as the narrow one; one for one."""

    def __missing__(self, code: int) -> int:
        digit = unicodedata.digit(chr(code), None)
        narrow = code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code
        self[code] = narrow if digit is None else ord("0") + digit
        return self[code]


_NARROW = _Narrow()


def _found(plain: str, *, entitled: bool) -> Iterator[tuple[int, int]]:
    """Where numbers of somebody stand; some overlap."""
    for run in RUN.finditer(plain):
        said = run[0]
        if sum(map(str.isdigit, said)) < FEWEST and not entitled:
            continue
        if entitled or BEFORE.search(plain[max(0, run.start() - LETTERS) : run.start()]):
            if any(map(str.isdigit, said)) and sum(map(str.isalnum, said)) >= 5:
                yield run.span()
        elif not _plain().fullmatch(said) or _whole("".join(filter(str.isalnum, said))):
            for start, stop in _in_run(said):
                yield run.start() + start, run.start() + stop
    yield from (found.span() for found in LETTERED.finditer(plain))


def _whole(stripped: str) -> bool:
    return bool(MOBILE.fullmatch(stripped) or IDENTITY.fullmatch(stripped))


def _in_run(said: str) -> Iterator[tuple[int, int]]:
    pieces = [one.span() for one in PIECE.finditer(said)]
    first, left = 0, (0, 0)  # what is left whole, from where to where
    while first < len(pieces):
        start = pieces[first][0]
        if start >= left[1]:
            left = (start, max(_plain_end(said, start), _counted_end(said, pieces, first)))
        last = _longest(said, pieces, first, left)
        if last is not None:
            last = _further(said, pieces, (first, last), left)
            yield start, pieces[last][1]
            first = last
        first += 1


def _plain_end(said: str, start: int) -> int:
    found = _plain().match(said, start)
    return found.end() if found else start


def _counted_end(said: str, pieces: list[tuple[int, int]], first: int) -> int:
    """Where a list ends that counts from a piece on: 1、2、3、4."""
    last = first
    if said[pieces[first][0]].isdigit():
        for (a, b), (c, d) in pairwise(pieces[first:]):
            if not said[c:d].isdigit() or d - c > 3 or int(said[c:d]) != int(said[a:b]) + 1:
                break
            last += 1
    return pieces[last][1] if last > first + 1 else pieces[first][0]


def _further(
    said: str, pieces: list[tuple[int, int]], found: tuple[int, int], left: tuple[int, int]
) -> int:
    """The last piece of what was found, or of a whole number that begins in it: ID 6124 231 985 06152221."""
    first, end = found
    for inner in range(first + 1, end + 1):
        last = _longest(said, pieces, inner, left)
        if last is not None and last > end:
            joined = "".join(said[a:b].upper() for a, b in pieces[inner : last + 1])
            end = last if _whole(joined) else end
    return end


def _longest(
    said: str, pieces: list[tuple[int, int]], first: int, left: tuple[int, int]
) -> int | None:
    """The last piece of the longest number that begins with a piece."""
    begin, end = pieces[first]
    plus = said.startswith("+") and first == 0
    in_word = begin > 0 and said[begin - 1 : end].isalpha()
    joined, found, blank, apart = "", None, True, begin < left[1]
    for last in range(first, len(pieces)):
        start, stop = pieces[last]
        between = said[pieces[last - 1][1] : start] if last > first else ""
        blank = blank and bool(_BLANK.fullmatch(between))
        apart = apart or bool(_APART.search(between))
        joined += "X" if said[start] in LIKE_X else said[start:stop].upper()
        lettered = not said[start].isdigit()
        if len(joined) > LONGEST or LETTERS_ALONE.match(joined) or (in_word and between):
            break
        inside = stop <= left[1] and (begin > left[0] or not _whole(joined))
        word = lettered and said[stop : stop + 1].isalpha()
        if (
            not inside
            and not word
            and (
                _is_number(joined, plus=plus, blank=blank, apart=apart)
                or _is_within(joined, end - begin, stop - start)
            )
        ):
            found = last
        if lettered and joined[-2:-1].isdigit():  # a letter after digits
            break
    return found


def _is_number(joined: str, *, plus: bool, blank: bool, apart: bool) -> bool:
    if SHAPES.fullmatch(joined) or (blank and LONG.fullmatch(joined)):
        return True
    if not (7 <= len(joined) <= 15 and joined.isdigit()) or (
        apart and not plus and not joined.startswith("0")
    ):
        return False
    return _rings(f"{'+' * plus}{joined}")


def _is_within(joined: str, first: int, last: int) -> bool:
    """Whether a number begins in the first piece and ends in the last; `first`, `last`: their lengths."""
    found = WITHIN.fullmatch(joined) if len(joined) > 11 else None
    return found is not None and (
        found.start("number") < first and len(joined) - found.end("number") < last
    )


@lru_cache(4096)
def _rings(number: str) -> bool:
    """Whether it is a telephone number of the plan."""
    shown = f"+{number[2:]}" if number.startswith("00") else number
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(shown, "CN"))
    except phonenumbers.NumberParseException:
        return False
