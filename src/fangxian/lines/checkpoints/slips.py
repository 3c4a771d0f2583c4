"""A slip of whoever types a number at a barrier, said before anybody is looked up by it: which digit
is wrong, or how many are missing. Pure. What may be a true document of any kind (a passport of digits
alone, a permit, a soldier's card), a plate, a train or a card is nobody's slip.

The field app has the same rule: contracts/vectors/slips.json."""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric

from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.vehicles import comparable, vehicle_of

FULL, OLD = 18, 15
NUMERALS = "0123456789"
OTHER_KINDS = 10  # passports and permits of digits alone are no longer than that
EARLIEST_BIRTH = 1850
CODED = re.compile(r"(FX1|HC1|FXC1):", re.IGNORECASE)
CARD = re.compile(r"(?=.*[A-Z])[2-9A-HJKMNP-Z]{16}")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
DIGITS = re.compile(r"[0-9]+X?")
LIKE_X = str.maketrans("×ХΧ✕✖╳", "XXXXXX")  # what is typed for the X at the end
LIKE_AN_ID = re.compile(r"(?=(?:.*[0-9]){14})[0-9A-Z]{16,}")  # letters in place of a few digits

NO_DIGIT = Text(
    "没有数字:这里查证件号、车牌、卡号,不查姓名",
    "There is no digit in it: documents, plates and cards are looked up here, not names",
)
IS_MOBILE = Text(
    "这是 11 位的手机号,不是证件号", "This is a mobile number of 11 digits, no document's number"
)
SHORT = Text(
    "身份证号是 18 位,这里是 {n} 位,少了 {by} 位",
    "A resident id has 18 characters; this one has {n}: {by} missing",
)
LONG = Text(
    "身份证号是 18 位,这里是 {n} 位,多了 {by} 位",
    "A resident id has 18 characters; this one has {n}: {by} too many",
)
LETTER = Text(
    "第 {at} 位是“{sign}”,只能是数字", "Character {at} is “{sign}”: only a digit may stand there"
)
LAST_LETTER = Text(
    "第 18 位是“{sign}”,只能是数字或 X",
    "Character 18 is “{sign}”: only a digit or X may stand there",
)
NO_DATE = Text("第 {span} 位 {part} 不是一个日期", "Digits {span}, {part}, are no date")
AHEAD = Text("第 7–14 位 {part} 是还没到的日期", "Digits 7–14, {part}, are a date still to come")
CHECK = Text(
    "第 18 位(校验位)与前 17 位对不上,有一位输错了",
    "Digit 18 (the check digit) does not fit the 17 before it: one of them is wrong",
)


def slip_in(typed: str, today: date) -> Text | None:
    """What is wrong with it, None when it is looked up as it is."""
    number = comparable(typed.translate(LIKE_X))
    if CODED.match(typed.strip()) or CARD.fullmatch(number) or vehicle_of(typed):
        return None
    if not any(sign in NUMERALS for sign in number):
        return NO_DIGIT
    if MOBILE.fullmatch(number):
        return IS_MOBILE
    if DIGITS.fullmatch(number):
        return _of_digits(number, today) if len(number) > OTHER_KINDS else None
    return _of_an_id(number, today) if LIKE_AN_ID.fullmatch(number) else None


def _of_digits(number: str, today: date) -> Text | None:
    if len(number) != OLD or number.endswith("X") or _begins_a_full_one(number):
        return _of_an_id(number, today)
    part = number[6:12]
    return None if _date(f"19{part}") else NO_DATE.fill(span="7–12", part=part)


def _begins_a_full_one(number: str) -> bool:
    """15 digits with a birth year of four: the end was not typed."""
    return number[6:8] in ("19", "20") and _date(number[6:14]) is not None


def _of_an_id(number: str, today: date) -> Text | None:
    lacking = FULL - len(number)
    if lacking:
        said = SHORT if lacking > 0 else LONG
        return said.fill(n=len(number), by=abs(lacking))
    for at, sign in enumerate(number, 1):
        if sign not in NUMERALS and (at < FULL or sign != "X"):
            return (LETTER if at < FULL else LAST_LETTER).fill(at=at, sign=sign)
    part = number[6:14]
    born = _date(part)
    if born is None or born.year < EARLIEST_BIRTH:
        return NO_DATE.fill(span="7–14", part=part)
    if born > today:
        return AHEAD.fill(part=part)
    return None if ric.calc_check_digit(number) == number[17] else CHECK


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
