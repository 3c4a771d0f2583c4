"""Every page and every answer in which people stand, as several roles fetch it: no number and no
phone in clear without a reveal, and no masks that leave too few numbers with what stands beside
them, in one answer or in all that an account reads, laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from stdnum.cn import ric

from fangxian.ground.access import api as access
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WALKS = {
    "the county": (("headquarters", staged.COUNTY), ("epidemiologist", staged.COUNTY)),
    "a village": (("village", staged.VILLAGE), ("checkpoint", staged.TOWN)),
}
FEWEST = (
    100  # numbers that a mask leaves to whoever knows the district, the sex and what is beside it
)
MASK = re.compile(r"[0-9]{1,17}\*{2,17}[0-9X]{0,17}")
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
EXAMPLE = re.compile(r'placeholder="[^"]*"')  # what a form offers as one is nobody's
OUT = ("accounts/", "p/", "language")  # of nobody's business; what strangers see is asked elsewhere
A_YEAR, A_LIFE = 365, 36_500
HEAD = "姓名,证件号码,出发地,抵达日期,目的乡镇,目的村(社区)"
TO = "陕西省西安市雁塔区,2022-05-10,蒲溪镇,公路村"


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(staged.NOW):
        yield


@dataclass
class Kept:
    list_id: int
    batch_id: int


def filed_in_files() -> Kept:
    """The same people in a list from above and in a file that was looked at, a row of it faulty."""
    rows = [
        f"{name},{staged.number_of(born)},{TO}"
        for name, born in zip(staged.NAMES, staged.BIRTHS, strict=True)
    ]
    letter = arrivals.Letter(title="协查", sender="邻县", due_at=clock.now() + timedelta(days=1))
    listed = arrivals.push_list("\n".join([HEAD, *rows]).encode(), "协查.csv", letter, by=SYSTEM)
    faulty = rows[0].replace("2022-05-10", "")
    looked = "\n".join([HEAD, *rows[1:], faulty]).encode()
    return Kept(listed.list_id, arrivals.preview_file(looked, "台账.csv", by=SYSTEM))


@pytest.fixture
def stage(db):
    return staged.EVENING.lay()


def routes(found=None, before: str = "") -> Iterator[str]:
    for one in found or get_resolver().url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern) and "(?P" not in route:
            yield route


def addressed(route: str, stage: staged.Stage, kept: Kept) -> str:
    """The address with somebody who is known in it, wherever it takes a number."""

    def filled(argument: re.Match[str]) -> str:
        name = argument[1]
        if name in {"list_id", "batch_id", "import_id"}:
            return str(kept.list_id if name == "list_id" else kept.batch_id)
        orders = "instruction" in name or "order" in name
        return str(stage.orders[0] if orders else stage.people[0])

    return "/" + ARGUMENT.sub(filled, route)


def fits(mask: str, number: str) -> bool:
    return len(mask) == len(number) and all(
        m in {"*", n} for m, n in zip(mask, number, strict=True)
    )


def days_left(text: str, born: date) -> int:
    """How many days of birth there may be, by what the text says of it."""
    ways = (
        f"{born}",
        f"{born:%Y%m%d}",
        f"{born:%Y/%m/%d}",
        f"{born:%Y.%m.%d}",
        f"{born.year}年{born.month}月{born.day}日",
    )
    if any(way in text for way in ways):
        return 1
    age = clock.today().year - born.year
    told = re.search(
        rf"\b(?:{age}|{age - 1})\s*(?:岁|years)|{born.year}年生|born {born.year}", text
    )
    return A_YEAR if told else A_LIFE


def left_by(mask: str, number: str, days: int) -> int:
    """How many numbers fit a mask, for one who knows the district and the sex: people mostly live
    where they were registered."""
    days = days if "*" in mask[6:14] else 1
    fitting = 0
    for order in range(1_000):
        body = f"{number[:14]}{order:03d}"
        whole = body + (ric.calc_check_digit(body + "0") if days == 1 else number[17])
        fitting += order % 2 == int(number[16]) % 2 and fits(mask[14:], whole[14:])
    one_in_eleven = mask[17] != "*" and days > 1
    return fitting * days // (11 if one_in_eleven else 1)


def laid_together(masks: Iterable[str], number: str) -> str:
    """What somebody knows who saw all of these masks of one number."""
    shown = {n for mask in masks for n, sign in enumerate(mask) if sign != "*"}
    return "".join(sign if n in shown else "*" for n, sign in enumerate(number))


def given_away(text: str, number: str, phone: str) -> list[str]:
    """What of a person stands in a text and must not."""
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    days = days_left(text, born)
    masks = {mask for mask in MASK.findall(text) if fits(mask, number)}
    found = [mask for mask in sorted(masks) if left_by(mask, number, days) < FEWEST]
    return [*found, *(said for said in (number, phone) if said in text)]


def test_a_leak_would_be_seen():
    number, phone = staged.number_of("19900101"), "13891501234"
    short, long = people.mask_number(number), f"{number[:4]}{'*' * 10}{number[-4:]}"
    for beside in ("1990-01-01", "1990年1月1日", "19900101"):
        assert given_away(f"{long} {beside}", number, phone) == [long]
        assert given_away(f"{short} {beside}", number, phone) == []
    assert given_away(f"{long} 32 岁", number, phone) == [long]
    assert given_away(long, number, phone) == []
    assert given_away(f"11**************{number[-2:]} 1990-01-01", number, phone) != []
    assert given_away(f"{number} {phone}", number, phone) == [number, phone]


def test_what_a_mask_leaves():
    number = staged.number_of("19900101")
    long = f"{number[:4]}{'*' * 10}{number[-4:]}"
    assert left_by(long, number, 1) == 1
    assert left_by(long, number, A_LIFE) > 3_000
    assert left_by(people.mask_number(number), number, 1) == 500
    ends = f"{'*' * 16}{number[16:]}", f"{number[:14]}{'*' * 4}"
    assert left_by(laid_together(ends, number), number, A_LIFE) < FEWEST


@pytest.mark.parametrize("roles", WALKS.values(), ids=WALKS)
def test_no_page_and_no_answer_gives_anybody_away(stage, roles):
    client = Client(raise_request_exception=False)
    account = staged.open_account("kan", "看的人", *roles[0])
    for role, place in roles[1:]:
        access.grant(account.pk, role, place, since=clock.today() - timedelta(days=9), by=SYSTEM)
    client.force_login(account, backend=BACKEND)
    kept, joined = filed_in_files(), {born: ("", set[str]()) for born in staged.BIRTHS}
    shown, masked, leaks = 0, 0, []
    for route in routes():
        if route.startswith(OUT):
            continue
        address = addressed(route, stage, kept)
        answer = client.get(address)
        assert answer.status_code < 500, (address, answer.status_code)
        if answer.streaming or answer.status_code != 200:
            continue
        text = EXAMPLE.sub("", answer.content.decode(errors="ignore"))
        shown += "张**" in text
        masked += bool(MASK.search(text))
        for n, born in enumerate(staged.BIRTHS):
            found = given_away(text, staged.number_of(born), f"1389150{1234 + n}")
            leaks += [(address, one) for one in found]
            told, masks = joined[born]
            fitting = {one for one in MASK.findall(text) if fits(one, staged.number_of(born))}
            joined[born] = (f"{told}\n{text}", masks | fitting)
    assert leaks == []
    for born, (told, masks) in joined.items():
        number = staged.number_of(born)
        days = days_left(told, date.fromisoformat(born))
        assert left_by(laid_together(masks, number), number, days) >= FEWEST, (born, masks)
    assert min(shown, masked) > 0, "nobody was shown at all: the walk proves nothing"
