"""No page shows a key: every name that the house gives a thing has a word, in both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context

from fangxian.doors.command.shared import names
from fangxian.doors.command.templatetags.house import rows_said
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.verb import REGISTER, reading, verb
from fangxian.lines.arrivals import pages as arrivals
from tests.doors.command.test_looks import pages

pytestmark = pytest.mark.django_db
KEY = re.compile(
    r"(?<![\w@./:-])[a-z]+(?:[._][a-z0-9]+)+(?![\w@/-])|\b(?:origin|via|phone|town|village):(?=[一-鿿])"
    r"|\{\w*\}|%[sd](?!\w)|\{[{%]"  # a place in a sentence that nobody filled
)
HAN = re.compile(r"[一-鿿]{2,}")
QUIET = {"script", "style", "code", "textarea", "template", "kbd"}
NO_KEY = {"e.g", "i.e", "csv.gz"}
# words of our own that must have been said in English; names, documents and what people wrote stay
OURS = ("请", "已", "没有", "还未", "分钟", "小时", "今天", "查看", "天内", "共 ", "第 ")


class Words(HTMLParser):
    """What a reader sees: text and labels, not code, and not what somebody typed."""

    def __init__(self) -> None:
        super().__init__()
        self.quiet, self.seen = 0, []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.quiet += tag in QUIET
        self.seen += [said[name] for name in ("aria-label", "placeholder") if said.get(name)]

    def handle_endtag(self, tag):
        self.quiet -= tag in QUIET

    def handle_data(self, data):
        if not self.quiet and data.strip():
            self.seen.append(data.strip())


def seen_on(text: str) -> list[str]:
    found = Words()
    found.feed(text)
    return found.seen


def keys(said: list[str]) -> set[str]:
    found = {one for text in said for one in KEY.findall(text)} - NO_KEY
    return {one for one in found if not one.endswith((".com", ".cn", ".mo", ".us", ".net", ".gov"))}


@pytest.fixture
def every_page(stage, at_desk):
    """Pages with something on them: screened people, a claim, an import, lines of the audit."""
    from fangxian.lines.screening.models import Screening

    for person in stage.people[:3]:
        arrivals.screen([arrivals.dossier(person, by=SYSTEM).declaration_id], by=SYSTEM)
    screenings = Screening.objects.values_list("pk", flat=True)[:4]
    from fangxian.ground.policy import api as policy

    packs = [f"/policy/packs/{one.id}" for one in policy.packs()]
    found = [*pages(stage), *(f"/screenings/{pk}/replay" for pk in screenings), *packs]
    return [one for one in found if "999999" not in one]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_the_desk_shows_a_key(every_page, at_desk, stage, language):
    from fangxian.ground.access import api as access
    from tests.doors.command.stage import open_account

    open_account("shenji", "审计员", "auditor")
    desk, walked, wrong = at_desk("hq"), 0, {}
    for who in ("hq", "auditor"):
        if who == "auditor":
            desk.force_login(
                access.account_named("shenji"),
                backend="allauth.account.auth_backends.AuthenticationBackend",
            )
        desk.cookies["language"] = language
        for page in every_page:
            answer = desk.get(page)
            if answer.streaming or "html" not in answer["Content-Type"]:
                continue
            walked += 1
            said = seen_on(answer.content.decode())
            if found := keys(said):
                wrong[page] = found
            if language == "en":
                ours = {one for one in said if HAN.search(one) and one.startswith(OURS)}
                if ours:
                    wrong[page] = ours
    assert walked > 100
    assert not wrong


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["/p/", "/p/code/", "/p/venues", "/p/no-such-page"])
def test_no_page_of_the_residents_shows_a_key(client, stage, language, page):
    client.cookies["language"] = language
    said = seen_on(client.get(page).content.decode())
    assert not keys(said)


def test_no_deed_is_declared_without_words():
    without = [one.name for one in REGISTER.values() if one.kind != "question" and not one.words]
    assert not without
    for declare in (verb, reading):
        with pytest.raises(TypeError, match="words"):
            declare(needs="people.read")  # type: ignore[call-arg]


def test_every_permission_and_subject_has_words():
    asked = {one.needs for one in REGISTER.values() if one.needs and "." in str(one.needs)}
    assert {names.room(str(one)).zh for one in asked} >= {"来返人员", "健康码"}
    assert not {one for one in asked if names.room(str(one)) is names.ANOTHER}
    assert names.subject("people.person:12").zh == "人员 12"
    assert names.subject("retention:arrivals.filings").en == "retention"


def test_what_is_to_be_found_out_has_one_word():
    """待核, never 待查 beside it; what people write into a field is no page."""
    house = Path(__file__).parents[3] / "src" / "fangxian"
    written = [
        *house.glob("doors/**/*.html"),
        *house.glob("doors/**/*.py"),
        *house.glob("flows/*.py"),
    ]
    assert [file.name for file in written if "待查" in file.read_text("utf-8")] == []


def test_the_list_of_deeds_says_each_word_once_and_finds_all_that_it_names(at_desk, rf):
    from django.http import QueryDict

    from fangxian.doors.command.audit import views as audit
    from fangxian.doors.command.shared import marks

    request = rf.get("/staff/audit")
    offered = [marks.operation(name).zh for name in audit._operations(request)]
    assert len(offered) == len(set(offered))
    assert set(audit._alike("tasks.close")) >= {"tasks.close", "tasks.close_many"}
    request.GET = QueryDict("deed=tasks.close_many")
    assert "tasks.close_many" in audit._operations(request)


@pytest.mark.parametrize("said", ["bundle", "venue", "show", "undone"])
def test_a_purpose_is_words_in_old_lines_too(said):
    from fangxian.doors.command.shared import names

    assert names.purpose(said).zh != said
    assert names.purpose("电话核查").zh == "电话核查"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["6", "7"], "第 6、7 行"),
        (["五月来返 6"], "五月来返 第 6 行"),
        (["五月 来返 6", "五月 来返 8", "六月 2"], "五月 来返 第 6、8 行；六月 第 2 行"),
    ],
)
def test_a_row_is_named_after_its_sheet(rows, said):
    assert rows_said(Context({"language": "zh"}), rows) == said


def test_one_row_is_a_row_in_english():
    english = Context({"language": "en"})
    assert rows_said(english, ["6", "六月 2", "六月 3"]) == "row 6; 六月 rows 2, 3"
