"""人工改判: proposed by one, approved by another, kept to its end, taken back."""

from __future__ import annotations

import re

import pytest

WANTED = {"reason": "facts_wrong", "words": "经核查当日未到过雁塔区", "until": "2022-05-20"}


@pytest.fixture
def proposed(at_desk, stage):
    """The township proposed; the number of the decision."""
    town = at_desk("town")
    page = town.get(f"/people/{stage.people[0]}").content.decode()
    choice = re.findall(r'<option value="([^"|]+\|[^"]+)"', page)[-1]
    answer = town.post(f"/people/{stage.people[0]}/propose", {**WANTED, "class": choice})
    assert answer.status_code == 302
    row = town.get("/overrides?state=proposed").context["lines"][0].row
    return row, choice


def test_without_any_the_page_says_where_one_is_proposed(at_desk):
    page = at_desk("hq").get("/overrides").content.decode()
    assert "还没有人工改判" in page
    assert "一人一档" in page


def test_what_waits_is_listed_and_the_proposer_is_told_to_wait(at_desk, proposed, stage):
    row, _ = proposed
    page = at_desk("town").get("/overrides").content.decode()
    assert "您提出的" in page
    assert f"/overrides/{row.id}/approve" not in page
    assert "可由 <b>" in page
    assert stage.accounts["hq"].name in page
    hq = at_desk("hq")
    assert f"/overrides/{row.id}/approve" in hq.get("/overrides").content.decode()
    assert ">1</b>" in hq.get("/overrides/count").content.decode()


def test_a_second_person_approves_and_the_file_says_so(at_desk, proposed, stage):
    row, choice = proposed
    hq = at_desk("hq")
    where = f"/people/{stage.people[0]}"
    answer = hq.post(f"/overrides/{row.id}/approve", {"back": where})
    assert answer["Location"] == where
    answer = hq.get(where)
    assert "现按人工判定管理" in answer.content.decode()
    assert answer.context["file"].class_code == choice.split("|")[0]
    assert hq.get("/overrides?state=standing").context["page"].total == 1


def test_taken_back_the_table_holds_again(at_desk, proposed, stage):
    row, _ = proposed
    hq = at_desk("hq")
    before = hq.get(f"/people/{stage.people[1]}").context["file"].class_code
    hq.post(f"/overrides/{row.id}/approve")
    assert hq.post(f"/overrides/{row.id}/withdraw").status_code == 422
    done = hq.post(f"/overrides/{row.id}/withdraw", {"why": "车票核对无误"})
    assert done.status_code == 302
    assert hq.get(f"/people/{stage.people[0]}").context["file"].class_code == before
    told = hq.get("/overrides?state=withdrawn")
    assert told.context["page"].total == 1
    assert "车票核对无误" in told.content.decode()


def test_a_village_neither_proposes_nor_approves(at_desk, proposed):
    row, _ = proposed
    village = at_desk("village")
    assert village.post(f"/overrides/{row.id}/approve").status_code == 403
    assert "申诉或改判" not in village.get(f"/people/{row.person_id}").content.decode()


def test_one_that_ended_is_a_list_of_its_own(at_desk, proposed):
    from fangxian.kernel import clock

    with clock.at("2022-05-21T08:00"):
        answer = at_desk("hq").get("/overrides?state=ended")
    assert answer.context["page"].total == 1
    assert (
        "批准"
        not in re.sub(
            r"<nav.*?</nav>", "", answer.content.decode().split("card-line")[1], flags=re.S
        ).split("</article>")[0]
    )
