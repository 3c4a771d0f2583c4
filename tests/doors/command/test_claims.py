"""A claim that moves somebody out of the area of whoever accepts it is told as done."""

from __future__ import annotations

import pytest

from fangxian.ground.places import pages as places
from fangxian.kernel.actor import NOBODY, Actor, Grant
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from tests.doors.command.stage import BIRTHS, NAMES, VILLAGE, number_of

MAY = frozenset({"arrivals.declare", "arrivals.read", "arrivals.vouch"})


@pytest.fixture
def elsewhere(stage) -> str:
    """A village of another town asks to have the second traveller."""
    town = next(one for one in places.children_of("610921") if not VILLAGE.startswith(one.code))
    village = places.children_of(town.code)[0].code
    form = {
        "name": NAMES[1],
        "document_type": "居民身份证",
        "document_number": number_of(BIRTHS[1]),
        "phone": "13700001111",
        "origin": "陕西省西安市雁塔区",
        "arrival": "2022-05-10",
        "town": town.name,
        "village": places.name_of(village),
        "overseas": "否",
    }
    by = Actor(9_000_007, "邻镇", (Grant("township", MAY, town.code),), door="test")
    assert arrivals.register(form, by=by, way_in="township").verdict == "handed_over"
    return village


@pytest.mark.parametrize(("language", "said"), [("zh", "此人已转到"), ("en", "now with")])
def test_accepting_it_is_done_and_says_where_they_went(at_desk, stage, elsewhere, language, said):
    claim, client = Claim.objects.get(), at_desk("village")
    client.post("/language", {"language": language})
    page = client.post(
        f"/people/{claim.person_id}/claims/{claim.pk}",
        {"decision": "accept", "why": "问过本人", "lowers": "1"},
        follow=True,
    )
    shown = page.content.decode()
    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == "/tasks"
    assert (said in shown, "没有办成" in shown, "Not done" in shown) == (True, False, False)
    name = places.full_name(elsewhere) if language != "en" else places.english_name(elsewhere)
    assert name.split(",")[0] in shown
    assert Declaration.objects.get(person_id=claim.person_id).place == elsewhere


def test_setting_it_aside_leaves_them_where_they_are(at_desk, stage, elsewhere):
    claim, client = Claim.objects.get(), at_desk("village")
    done = client.post(
        f"/people/{claim.person_id}/claims/{claim.pk}", {"decision": "aside", "why": "不属实"}
    )
    assert done["Location"].startswith(f"/people/{claim.person_id}")


@pytest.fixture
def phone_claimed(stage) -> Claim:
    """A stranger names another phone for the first traveller."""
    form = {
        "name": NAMES[0],
        "document_type": "居民身份证",
        "document_number": number_of(BIRTHS[0]),
        "phone": "13700001111",
        "arrival": "2022-05-10",
        "overseas": "否",
    }
    arrivals.declare(form, by=NOBODY)
    return Claim.objects.get()


def decide(client, claim, deed, **more):
    return client.post(
        f"/people/{claim.person_id}/claims/{claim.pk}",
        {"decision": deed, "why": "问过本人", **more},
        follow=True,
    ).content.decode()


def test_setting_aside_takes_a_reason_of_the_list_or_words(at_desk, phone_claimed):
    claim, client = phone_claimed, at_desk("village")
    page = client.get(f"/people/{claim.person_id}").content.decode()
    assert 'name="reason" value="asked"' in page
    assert "今天可以一键撤回" in page
    for empty in ({"why": ""}, {"why": "  ", "reason": "other"}, {"why": "", "reason": "no such"}):
        assert "请写明怎样核实的" in decide(client, claim, "aside", **empty)
    claim.refresh_from_db()
    assert claim.state == "waiting"
    shown = decide(client, claim, "aside", reason="seen", why="车票 K786")
    claim.refresh_from_db()
    assert (claim.state, claim.why) == ("set_aside", "看过证件、票据,与填报不符。车票 K786")
    assert shown.count(f'action="/people/{claim.person_id}/claims/{claim.pk}/reopen"') == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_accepting_is_taken_back_from_where_it_was_said(at_desk, phone_claimed, language):
    """One press beside what was said; then the page tells who took what back, and asks again."""
    claim, client = phone_claimed, at_desk("village")
    client.post("/language", {"language": language})
    page = decide(client, claim, "accept", chosen="1", field="phone")
    back = f"/people/{claim.person_id}/claims/{claim.pk}/reopen"
    assert page.count(f'action="{back}"') == 2  # beside what was said, and at the claim
    shown = client.post(back, {}, follow=True).content.decode()
    claim.refresh_from_db()
    assert claim.state == "waiting"
    words = (
        ("撤回，重新待核", "放回原来的登记", "手机号")
        if language == "zh"
        else ("taken back: to be checked again", "as before again", "Phone")
    )
    assert all(word in shown for word in words)
    assert f'action="{back}"' not in shown


def test_another_has_to_say_why(at_desk, phone_claimed):
    claim = phone_claimed
    decide(at_desk("village"), claim, "aside")
    town = at_desk("town")
    back = f"/people/{claim.person_id}/claims/{claim.pk}/reopen"
    assert "要写原因" in town.post(back, {"why": ""}).content.decode()
    shown = town.post(back, {"why": "打错了电话"}, follow=True).content.decode()
    assert "打错了电话" in shown
    assert "登记内容没有变" in shown


def test_who_went_elsewhere_by_it_comes_back_at_once(at_desk, stage, elsewhere):
    """The person's page is closed to the village by then: what was said carries the way back."""
    claim, client = Claim.objects.get(), at_desk("village")
    before = Declaration.objects.get(person_id=claim.person_id).place
    decide(client, claim, "accept", lowers="1")
    assert Declaration.objects.get(person_id=claim.person_id).place == elsewhere
    answer = client.post(f"/people/{claim.person_id}/claims/{claim.pk}/reopen", {}, follow=True)
    assert Declaration.objects.get(person_id=claim.person_id).place == before
    assert answer.redirect_chain[-1][0].startswith(f"/people/{claim.person_id}")
