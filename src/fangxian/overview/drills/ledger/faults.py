"""What goes wrong in real ledgers, each kind on its own, so that a count can be checked."""

from __future__ import annotations

import random
from collections.abc import Callable

Row = dict[str, str]


def _wrong_check(row: Row, dice: random.Random) -> None:
    number = row["证件号码"]
    wrong = [digit for digit in "0123456789" if digit != number[-1]]
    row["证件号码"] = number[:-1] + dice.choice(wrong)


def _digit_lost(row: Row, dice: random.Random) -> None:
    at = dice.randrange(6, 16)
    row["证件号码"] = row["证件号码"][:at] + row["证件号码"][at + 1 :]


def _no_document(row: Row, dice: random.Random) -> None:
    row["证件号码"] = ""


def _no_name(row: Row, dice: random.Random) -> None:
    row["姓名"] = ""


def _no_arrival(row: Row, dice: random.Random) -> None:
    row["抵达日期"] = ""


def _impossible_day(row: Row, dice: random.Random) -> None:
    row["抵达日期"] = dice.choice(("2022-02-30", "2022-04-31", "2022-13-05"))


def _arrives_before_leaving(row: Row, dice: random.Random) -> None:
    row["离开出发地日期"], row["抵达日期"] = row["抵达日期"], "2021-12-30"


def _no_filing_time(row: Row, dice: random.Random) -> None:
    row["填报时间"] = ""


REJECTED: dict[str, Callable[[Row, random.Random], None]] = {
    "wrong_check": _wrong_check,
    "digit_lost": _digit_lost,
    "no_document": _no_document,
    "no_name": _no_name,
    "no_arrival": _no_arrival,
    "impossible_day": _impossible_day,
    "arrives_before_leaving": _arrives_before_leaving,
    "no_filing_time": _no_filing_time,
}


def _unknown_place(row: Row, dice: random.Random) -> None:
    row["出发地"] = dice.choice(("工地", "老家", "外省", "不详", "姑姑家"))


def _unknown_village(row: Row, dice: random.Random) -> None:
    row["目的村(社区)"] = dice.choice(("街上", "三组", "老街"))


def _broken_phone(row: Row, dice: random.Random) -> None:
    row["手机号"] = row["手机号"][:-1]


def _field_missing(row: Row, dice: random.Random) -> None:
    row[dice.choice(("出发地", "离开出发地日期", "手机号", "交通方式", "目的村(社区)"))] = ""


def _wide_digits(row: Row, dice: random.Random) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    row["证件号码"], row["手机号"] = row["证件号码"].translate(wide), row["手机号"].translate(wide)


def _stray_spaces(row: Row, dice: random.Random) -> None:
    row["姓名"] = f" {row['姓名'][0]}　{row['姓名'][1:]} "
    row["证件号码"] = f" {row['证件号码'][:6]} {row['证件号码'][6:]}"


def _dotted_days(row: Row, dice: random.Random) -> None:
    form = dice.choice(("{}.{}.{}", "{}/{}/{}", "{}年{}月{}日"))
    for column in ("离开出发地日期", "抵达日期"):
        if row[column].count("-") == 2:
            row[column] = form.format(*(str(int(part)) for part in row[column].split("-")))


TAKEN: dict[str, Callable[[Row, random.Random], None]] = {
    "unknown_place": _unknown_place,
    "unknown_village": _unknown_village,
    "broken_phone": _broken_phone,
    "field_missing": _field_missing,
    "wide_digits": _wide_digits,
    "stray_spaces": _stray_spaces,
    "dotted_days": _dotted_days,
}


def spoil(row: Row, dice: random.Random, rate: float) -> str:
    """Put at most one fault of those that reject, and some of those that do not, into a row.
    `rate`: the share of rows for each kind. Returns the rejecting kind, or ""."""
    said = ""
    drawn = dice.random()
    if drawn < rate * len(REJECTED):
        said = list(REJECTED)[int(drawn / rate)]
        if said in {"wrong_check", "digit_lost"} and len(row["证件号码"]) != 18:
            return ""
        REJECTED[said](row, dice)
        return said
    for fault in TAKEN.values():
        if dice.random() < rate:
            fault(row, dice)
    return said
