"""A row is of one person, with the one number that is theirs: through a file, a list and the preview."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db
NUMBER = "61242319850615222X"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.parametrize(
    "name", ["王秀英、李四", "王秀英(携夫李四)", "王秀英等3人", "王秀英一家三口"]
)
def test_a_row_of_several_is_put_back_with_that_sentence(name):
    counts = take_in(wang(name=name))
    assert (counts["rejected"], counts["reasons"]) == (1, {"people.several_people": 1})
    assert "不止一个人" in counts["rejected_for"][0]["sentence"]["zh"]
    assert not Declaration.objects.exists()


def test_a_pushed_list_takes_no_two_people_for_one():
    letter = arrivals.Letter(title="推送", sender="西安市", due_at=clock.now())
    text = f"姓名,证件号码\n王秀英、李四,{NUMBER}\n"
    pushed = arrivals.push_list(text.encode(), "名单.csv", letter, by=SYSTEM)
    assert (pushed.items, pushed.rejected) == (0, 1)


@pytest.mark.parametrize(
    "name", ["买买提·艾力", "José García", "欧阳 娜娜", "Mary Ann Smith", "张 三"]
)
def test_one_name_is_taken(name):
    assert take_in(wang(name=name))["new"] == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (f"身份证{NUMBER}(本人)", "resident_id"),
        ("无身份证,护照E12345678", "passport"),
        ("E12345678(护照)", "passport"),
    ],
)
def test_the_number_among_words_is_the_document(said, kind):
    assert take_in(wang(document_type="", document_number=said))["new"] == 1
    numbers = {"resident_id": NUMBER, "passport": "E12345678"}
    key = people.DocumentKey(kind, numbers[kind])
    assert people.states_of([key])[key].id


def test_two_numbers_in_a_cell_put_the_row_back():
    file = as_csv(wang(document_type="", document_number=f"本人{NUMBER},孩子110105194912310021"))
    counts = arrivals.look_at_file(file, by=SYSTEM)
    assert counts["reasons"] == {"people.several_numbers": 1}
