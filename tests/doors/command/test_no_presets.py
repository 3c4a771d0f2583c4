"""No form answers for the person: what is sent without being touched was said by somebody."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.doors.command.test_looks import pages

pytestmark = pytest.mark.django_db
VOID = {
    # what may stand chosen: it is what the button says, or a width that narrows nothing by itself
    "field": "which number to show; the purpose must be typed",
    "reach": "how far a role reaches; the role itself is chosen",
    "digest": "how often one is told of oneself: as the county says, until one chooses",
    "hours": "one's own quiet hours: as the county says, until one chooses",
    "column": "the columns that are shown now",
    "way": "how a place is put on the map; where is pressed or typed",
    "accounts": "who stands at the post already",
}


class Forms(HTMLParser):
    """Selects and ticks of forms that send something, as they stand before a hand touches them."""

    def __init__(self) -> None:
        super().__init__()
        self.posts, self.select, self.first, self.chosen = False, "", None, None
        self.preset: list[str] = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.posts = (said.get("method") or "get").lower() == "post"
        elif tag == "select" and self.posts:
            self.select, self.first, self.chosen = said.get("name") or "", None, None
        elif tag == "option" and self.select:
            value = said.get("value")
            self.first = value if self.first is None else self.first
            if "selected" in said:
                self.chosen = value
        elif tag == "input" and self.posts and "checked" in said:
            self.preset.append(said["name"] or "")

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            if (self.chosen or self.first) not in {"", None}:
                self.preset.append(self.select)
            self.select = ""
        elif tag == "form":
            self.posts = False


def presets(text: str) -> set[str]:
    found = Forms()
    found.feed(text)
    return set(found.preset)


def test_no_form_of_the_desk_answers_for_the_person(at_desk, stage):
    desk, walked = at_desk("hq"), 0
    for page in pages(stage):
        answer = desk.get(page)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        walked += 1
        assert presets(answer.content.decode()) <= set(VOID), page
    assert walked > 40


def test_where_from_is_never_answered_for_the_person(client, stage):
    from tests.doors.public.resident import Resident

    resident = Resident(client).begins().fills_in_themselves()
    assert resident.step == "from"
    assert presets(resident.page) == set()
    resident.types(origin="陕西省西安市雁塔区")
    assert resident.step == "from"
    assert "请选一个" in resident.page
    resident.types(origin="陕西省西安市雁塔区", overseas="unsure")
    assert resident.step == "way-0"


def test_not_known_is_kept_as_not_said_and_a_change_keeps_it(client, stage):
    from fangxian.lines.arrivals.models import Declaration
    from tests.doors.public.resident import Resident, number_of

    resident = Resident(client).begins().fills_in_themselves("孙小明", number_of("19700707"))
    resident.types(origin="陕西省西安市雁塔区", overseas="unsure").types()
    resident.types(arrival="2022-05-12").types(town="610921102", village="610921102201")
    assert re.search(r"从国（境）外回来.*?不清楚", resident.page, re.DOTALL)
    resident.types("send")
    made = Declaration.objects.order_by("-pk").first()
    assert made.overseas is None
    assert "overseas" in made.missing
