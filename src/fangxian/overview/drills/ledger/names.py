"""Made-up people of the county: names by how often they occur, sound document numbers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate

from stdnum.cn import ric

# 姓氏 by rough frequency in southern Shaanxi; the first are the most frequent
SURNAMES = (
    "王李张刘陈杨黄吴周徐赵朱胡郭何林罗高郑梁谢宋唐邓韩冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
)
COMPOUND = ("欧阳", "上官", "诸葛", "司马")
MALE = "伟强磊军勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林建国文志海云峰东坤亮成康兴福贵安"
FEMALE = "芳娜敏静丽艳娟霞秀英玲桂兰梅燕红琴雪慧莉萍洁云凤玉春晓婷婉欣悦琳倩怡萱雨佳思莹月霖菊香翠"
BOTH = "子梓一宇诗文昊晨嘉小永正家世天德光新开"

_SURNAME_WEIGHTS = list(accumulate(1 / (n + 6) for n in range(len(SURNAMES))))
_AGES = ((0, 6, 4), (7, 17, 8), (18, 29, 30), (30, 44, 32), (45, 59, 20), (60, 85, 6))
_MOBILE = [
    "134",
    "135",
    "136",
    "137",
    "138",
    "139",
    "147",
    "150",
    "151",
    "152",
    "157",
    "158",
    "159",
    "178",
    "182",
    "183",
    "187",
    "188",
    "130",
    "131",
    "132",
    "155",
    "156",
    "166",
    "175",
    "185",
    "186",
    "133",
    "153",
    "177",
    "180",
    "181",
    "189",
    "199",
]

FORMER_CODE = "612422"  # 汉阴县 until the prefecture of Ankang became a city
LAST_YEAR_OF_FORMER_CODE = 2000


def name_of(dice: random.Random, *, male: bool) -> str:
    """A name of two or three characters, rarely four."""
    if dice.random() < 0.004:
        surname = dice.choice(COMPOUND)
    else:
        surname = dice.choices(SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]
    pool = MALE if male else FEMALE
    first = dice.choice(BOTH if dice.random() < 0.3 else pool)
    return surname + (first if dice.random() < 0.28 else first + dice.choice(pool))


def birth_of(dice: random.Random, on: date) -> date:
    """A birth date; most travellers are of working age."""
    low, high, _ = dice.choices(_AGES, weights=[weight for *_, weight in _AGES])[0]
    days = dice.randrange(low * 365, (high + 1) * 365)
    return on - timedelta(days=days)


def home_code(county: str, birth: date) -> str:
    """The first six digits of somebody registered in the county at birth."""
    if county == "610921" and birth.year <= LAST_YEAR_OF_FORMER_CODE:
        return FORMER_CODE
    return county


def resident_id(dice: random.Random, region: str, birth: date, *, male: bool) -> str:
    """18 characters with a sound check character; odd order numbers are men's."""
    order = dice.randrange(0, 499) * 2 + (1 if male else 2)
    body = f"{region}{birth:%Y%m%d}{order:03d}"
    return body + ric.calc_check_digit(f"{body}0")  # it leaves the last of 18 aside


def old_form(number: str) -> str:
    """The 15 digits that a card of before 1999 shows."""
    return number[:6] + number[8:17]


def phone_of(dice: random.Random) -> str:
    return dice.choice(_MOBILE) + f"{dice.randrange(10**8):08d}"


def passport_of(dice: random.Random) -> str:
    return dice.choice(("E", "G", "EA", "EB"))[:1] + f"{dice.randrange(10**8):08d}"
