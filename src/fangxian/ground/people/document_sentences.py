"""A document's cell that says more than a number: 身份证6109…(本人), 无身份证,护照E12345678. Which
number it is, and by which words it is called. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from fangxian.ground.people.document_words import type_of

HAN = "㐀-鿿"
# what a document is called that has a word in its number: 军字第1234567号
OFFICIAL = re.compile(rf"[{HAN}]{{1,6}}字第?[A-Z0-9]+号?")
_ENTITLED = re.compile(rf"^([{HAN}]{{2,8}}证)(?:件?号码?)?\s*:?\s*(?=[{HAN}]{{1,4}}字第?\d)")
_WORDY = re.compile(rf"[{HAN}:]|\b(?:PASSPORT|ID|NO|CARD|NUMBER)\b")
_NUMBER = re.compile(
    r"(?<![A-Z0-9])(?:(?:\d[ -]?){17}[\dX×]|[HM]\d{8}\s*\(\d{2}\)|[A-Z]{0,3}\d{5,}[A-Z0-9]*|[A-Z]\d{2}[A-Z0-9]{4,})(?![A-Z0-9])"
)
_PHONE = re.compile(r"1[3-9]\d{9}")
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d")
_BETWEEN = re.compile(r"[,，;；。、()（）\[\]【】/|\n]+")
_LACKING = re.compile(r"^\s*(?:暂?无|没有|没带|未带|未办|尚?未|不是|非)|丢失|遗失|过期|作废|失效")
# whose number it is, if not that of the person of the row
_KIN = (
    "孩子|小孩|子女|儿子|女儿|儿|女|夫|妻|妻子|丈夫|爱人|配偶|老公|老婆|父|母|父亲|母亲|爸爸?|妈妈?|爷爷|奶奶"
    "|外公|外婆|兄弟?|弟弟?|哥哥?|姐姐?|妹妹?|姊妹|孙子|孙女|监护人|家长|家属|家人|同行人?|朋友"
)
_OF_OTHER = re.compile(rf"(?:^|其|的)(?:{_KIN})(?:的)?(?:身份|证件|护照|号|$|:|\s)")
WHOLE = 15  # characters that are no piece of a number
_SAME_TYPED = str.maketrans("×", "X")


class Said(NamedTuple):
    """The numbers of a cell that counts as a sentence, the type that is said of the first ("" when
    none is), and whether it is said to be somebody else's."""

    numbers: tuple[str, ...]
    kind: str = ""
    other: bool = False


def read(text: str) -> Said | None:
    """What a cell says, in half width and capitals; None where it is no sentence."""
    if entitled := _ENTITLED.match(text):
        return Said((text[entitled.end() :],), type_of(entitled[1]) or "")
    if OFFICIAL.fullmatch(re.sub(r"\s", "", text)):
        return None
    found = list(_NUMBER.finditer(text))
    if not _WORDY.search(text) and not _listed(text, found):
        return None
    numbers = _documents([_plain(one[0]) for one in found])
    if len(numbers) != 1:
        return Said(numbers) if numbers else None
    at = next(one for one in found if _plain(one[0]) == numbers[0])
    clauses = _clauses(text, at)
    kind = next((kind for one in clauses if (kind := _kind(one))), "")
    return Said(numbers, kind, any(_OF_OTHER.search(one) for one in clauses))


def _listed(text: str, found: list[re.Match[str]]) -> bool:
    """Whether several numbers stand in it without a word: apart by a comma, or each too long to be
    a piece of one."""
    if len(found) < 2:
        return False
    return bool(_BETWEEN.search(text)) or all(len(_plain(one[0])) >= WHOLE for one in found)


def _plain(number: str) -> str:
    return re.sub(r"[ \-()]", "", number).translate(_SAME_TYPED)


def _documents(numbers: list[str]) -> tuple[str, ...]:
    """Without repetitions, and without the phones and days that stand beside a number."""
    each = tuple(dict.fromkeys(numbers))
    others = tuple(one for one in each if not (_PHONE.fullmatch(one) or _DAY.fullmatch(one)))
    return others or each[:1]


def _clauses(text: str, number: re.Match[str]) -> list[str]:
    """The words beside a number, those of its own clause first, without what is denied."""
    before, behind = text[: number.start()], text[number.end() :]
    own = _BETWEEN.split(before)[-1] + _BETWEEN.split(behind)[0]
    rest = [*_BETWEEN.split(before)[:-1][::-1], *_BETWEEN.split(behind)[1:]]
    said = [one.strip(" :") for one in (own, *rest)]
    return [one for one in said if one and not _LACKING.search(one)]


def _kind(clause: str) -> str:
    return type_of(re.sub(r"(?:号码|号|:|本人|的|为|是|\s)+", "", clause)) or ""
