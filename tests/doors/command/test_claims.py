"""A claim that moves somebody out of the area of whoever accepts it is told as done."""

from __future__ import annotations

import pytest

from fangxian.ground.places import api as places
from fangxian.kernel.actor import Actor, Grant
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from tests.doors.command.stage import BIRTHS, NAMES, VILLAGE, number_of

MAY = frozenset({"arrivals.declare", "arrivals.read", "arrivals.vouch"})


@pytest.fixture
def elsewhere(stage) -> str:
    """A village of another town asks to have the second traveller."""
    town = next(one for one in places.children_of("610921") if not VILLAGE.startswith(one.code))
    village = places.children_of(town.code)[0].code
    form = {
        "name": NAMES[1], "document_type": "居民身份证", "document_number": number_of(BIRTHS[1]),
        "phone": "13700001111", "origin": "陕西省西安市雁塔区", "arrival": "2022-05-10",
        "town": town.name, "village": places.name_of(village), "overseas": "否",
    }  # fmt: skip
    by = Actor(9_000_007, "邻镇", (Grant("township", MAY, town.code),), door="test")
    assert arrivals.declare(form, by=by, way_in="township").verdict == "handed_over"
    return village


@pytest.mark.parametrize(("language", "said"), [("zh", "此人已转到"), ("en", "now with")])
def test_accepting_it_is_done_and_says_where_they_went(at_desk, stage, elsewhere, language, said):
    claim, client = Claim.objects.get(), at_desk("village")
    client.post("/language", {"language": language})
    page = client.post(
        f"/people/{claim.person_id}/claims/{claim.pk}",
        {"deed": "accept", "why": "问过本人", "lowers": "1"}, follow=True,
    )  # fmt: skip
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
        f"/people/{claim.person_id}/claims/{claim.pk}", {"deed": "aside", "why": "不属实"}
    )
    assert done["Location"].startswith(f"/people/{claim.person_id}")
