"""Lists from above often hold no more than a name, a number and perhaps a phone."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration, PushedItem
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
WANG = wang()["document_number"]


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def push(text: str) -> arrivals.Pushed:
    letter = arrivals.Letter(title="西安推送", sender="西安市", due_at=clock.now())
    return arrivals.push_list(text.encode(), "名单.csv", letter, by=SYSTEM)


@pytest.mark.parametrize("text", [
    f"姓名,证件号码\n王秀英,{WANG}\n",
    f"协查名单\n姓名,身份证号,电话\n王秀英,{WANG},13891512345\n",
])  # fmt: skip
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
