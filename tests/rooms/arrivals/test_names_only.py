"""Lists from above often hold no more than a name, a number and perhaps a phone."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, PushedItem
from fangxian.lines.arrivals.services import pushing as arrivals_pushing
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
WANG = wang()["document_number"]


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def push(text: str) -> arrivals_pushing.Pushed:
    letter = arrivals.Letter(title="西安推送", sender="西安市", due_at=clock.now())
    return arrivals.push_list(text.encode(), "名单.csv", letter, by=SYSTEM)


@pytest.mark.parametrize(
    "text",
    [
        f"姓名,证件号码\n王秀英,{WANG}\n",
        f"协查名单\n姓名,身份证号,电话\n王秀英,{WANG},13891512345\n",
    ],
)
def test_every_row_becomes_an_item_to_be_checked(text):
    pushed = push(text)
    assert (pushed.read, pushed.items, pushed.rejected) == (1, 1, 0)
    assert PushedItem.objects.get().stage == "pushed"
    assert not Declaration.objects.exists()


def test_who_is_known_already_is_the_same_person():
    take_in(wang())
    push(f"姓名,证件号码\n王秀英,{WANG}\n")
    assert PushedItem.objects.get().person_id == Declaration.objects.get().person_id


def test_a_row_with_a_wrong_number_is_kept_as_work():
    pushed = push(f"姓名,证件号码\n王秀英,{WANG}\n李四,612423198506152221\n")
    assert (pushed.read, pushed.items, pushed.rejected) == (2, 1, 1)


@pytest.mark.parametrize(
    ("columns", "cells", "kept"),
    [
        ("出发地", "上海市浦东新区", "出发地:上海市浦东新区"),
        ("途经地", "吉林省长春市", "途经地:吉林省长春市"),
        ("是否入境", "是", "是否入境:是"),
        ("车次", "G1234", "车次/航班/车牌号:G1234"),
        ("出发地,是否入境", "上海市黄浦区,是", "出发地:上海市黄浦区;是否入境:是"),
    ],
)
def test_what_a_row_without_an_arrival_says_is_kept_and_to_be_verified(columns, cells, kept):
    push(f"姓名,证件号码,{columns}\n王秀英,{WANG},{cells}\n")
    assert PushedItem.objects.get().remark == kept


@pytest.mark.parametrize(
    ("columns", "cells"), [("是否入境", "否"), ("途经地", "无"), ("途经地", "未途经中高风险区")]
)
def test_what_it_denies_is_nothing(columns, cells):
    push(f"姓名,证件号码,{columns}\n王秀英,{WANG},{cells}\n")
    assert PushedItem.objects.get().remark == ""


@pytest.mark.parametrize(
    "title", ["关于协查密接人员的函", "阳性人员密接名单", "西安市疾控中心关于次密接人员协查函"]
)
@pytest.mark.parametrize("arrival", ["", ",抵达日期"])
def test_a_grave_title_of_the_letter_is_said_of_each_row(title, arrival):
    letter = arrivals.Letter(title=title, sender="西安市疾控中心", due_at=clock.now())
    day = ",2022-05-08" if arrival else ""
    text = f"姓名,证件号码{arrival}\n王秀英,{WANG}{day}\n"
    pushed = arrivals.push_list(text.encode(), "名单.csv", letter, by=SYSTEM)
    assert title in PushedItem.objects.get().remark
    [batch] = arrivals.batches(by=SYSTEM).rows
    assert [one["count"] for one in batch.counts["told_of"] if one["code"] == "said_of_all"] == [1]
    assert pushed.items == 1


def test_a_plain_title_says_nothing_of_a_row():
    letter = arrivals.Letter(title="西安市协查名单", sender="西安市", due_at=clock.now())
    arrivals.push_list(f"姓名,证件号码\n王秀英,{WANG}\n".encode(), "名单.csv", letter, by=SYSTEM)
    assert PushedItem.objects.get().remark == ""
