"""Policy pages: a pack reads like its document, what is in force, why, and what a change does."""

from __future__ import annotations

import re
import shutil
from datetime import date

import pytest

from fangxian.ground.policy import api as policy
from fangxian.ground.policy import queries as policy_queries


def test_what_is_in_force_in_hanyin_in_may_2022(at_desk):
    page = at_desk("hq").get("/policy/", {"on": "2022-05-10"}).content.decode()
    assert "汉阴县来汉返汉人员疫情防控政策" in page
    assert "绿" in page


def test_a_day_before_any_policy_is_said_plainly(at_desk):
    page = at_desk("hq").get("/policy/", {"on": "2019-01-01"})
    assert page.status_code == 200
    assert "policy.not_in_force" in page.content.decode()


@pytest.mark.parametrize("pack", [one.id for one in policy.packs()])
def test_every_pack_reads_like_its_document(at_desk, pack):
    page = at_desk("hq").get(f"/policy/packs/{pack}").content.decode()
    meta = next(one for one in policy.packs() if one.id == pack)
    assert meta.ref.document in page
    for row in policy.edition(pack).table.rows:
        assert f'id="{row.id}"' in page


def test_a_pack_that_is_not_held_is_a_sentence(at_desk):
    answer = at_desk("hq").get("/policy/packs/none-such")
    assert answer.status_code == 404
    assert "没有编号为" in answer.content.decode()


ASKED = {
    "origin": "陕西省西安市雁塔区",
    "leaving": "2022-05-06",
    "arrival": "2022-05-07",
    "on": "2022-05-10",
}


def test_a_person_is_explained_by_row_and_document(at_desk):
    page = at_desk("hq").get("/policy/explain", {**ASKED, "overseas": "1", "entry": "2022-05-05"})
    assert page.context["row"].number == 1
    assert "集中隔离" in page.content.decode()


def test_every_place_of_one_text_is_a_stay_here_as_in_a_file(at_desk):
    for asked in (
        {"origin": "甘肃省兰州市城关区、北京市朝阳区"},
        {
            "origin": "甘肃省兰州市城关区",
            "stops": "安康市汉滨区,途经上海市浦东新区@2022-05-02~2022-05-05",
        },
    ):
        page = at_desk("hq").get("/policy/explain", {**ASKED, **asked})
        assert len(page.context["facts"].stays) == 1 + len(asked)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"stops": "西安"}, "stay_unreadable"), ({"leaving": "2022-02-31"}, "not_a_date")],
)
def test_what_cannot_be_read_is_said_and_kept(at_desk, wrong, code):
    answer = at_desk("hq").get("/policy/explain", {**ASKED, **wrong})
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert "雁塔区" in answer.content.decode()


def test_a_dry_run_counts_everybody_before_and_after(at_desk, stage):
    answer = at_desk("hq").get(
        "/policy/dryrun", {"pack": "covid19-cn-ed9", "on": "2022-05-10", "run": "1"}
    )
    result = answer.context["result"]
    assert sum(result.transitions.values()) == result.people
    assert sum(row.before for row in answer.context["classes"]) == result.people
    assert answer.context["page"].total == result.changed


def test_a_pack_of_a_disease_of_which_nobody_is_on_record_says_so(at_desk, stage):
    flu = next(one.id for one in policy.packs() if one.disease == "influenza_h5n1")
    asked = {"pack": flu, "on": "2024-07-12", "run": "1"}
    page = at_desk("hq").get("/policy/dryrun", asked)
    said = page.content.decode()
    assert page.context["result"].people == 0
    assert "没有因人感染H5N1禽流感在册的人" in said
    assert "新冠肺炎" in said
    assert "没有人变" not in said


@pytest.fixture
def misspelt(settings, tmp_path):
    """The county's packs with a key in force that nothing reads, and a draft with another."""
    folder = tmp_path / "packs"
    shutil.copytree(settings.FANGXIAN_SHIPPED_PACKS, folder)
    path = folder / "covid19" / "ed9" / "values.yaml"
    text = path.read_text("utf-8").replace("advice.red:", "advice.rde:", 1)
    path.write_text(text, "utf-8")
    draft = folder / "places" / "610921" / "2022-06-01"
    shutil.copytree(folder / "places" / "610921" / "2021-12-27", draft)
    for name, old, new in (
        ("pack.yaml", "id: hanyin-2021-12-27", "id: hanyin-draft\nstatus: draft"),
        ("pack.yaml", "from: 2021-12-27", "from: 2022-06-01"),
        ("values.yaml", "advice.orange", "advice.ornage"),
    ):
        file = draft / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    settings.FANGXIAN_PACKS = folder
    policy_queries.forget_packs()
    yield folder
    policy_queries.forget_packs()


def test_a_misspelt_key_in_force_is_told_and_nothing_stops(at_desk, misspelt):
    page = at_desk("hq").get("/policy/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "方案照常施行" in text
    assert "最接近的是“checkpoints.advice.red”" in text
    assert "ed9/values.yaml:250" in text


def test_a_draft_with_a_misspelt_key_is_not_proposed(at_desk, misspelt):
    answer = at_desk("hq").post("/policy/packs/hanyin-draft/propose", {"from_day": "2022-06-01"})
    text = answer.content.decode()
    assert answer.status_code >= 400
    assert "policy.pack_has_faults" in text
    assert "2022-06-01/values.yaml:2" in text


def test_every_value_says_what_follows_from_it(at_desk):
    page = at_desk("hq").get("/policy/packs/covid19-cn-ed9").content.decode()
    assert "这种颜色的人在卡口怎样处置" in page
    assert "各病种通用的数值" in page
    assert "保存：人员及其全部记录" in page


WORDS = re.compile(
    r"(?<![\w./#%&=@-])[a-z]+(?:[._][a-z]+)+(?![\w/-])"
)  # a key or a code, not a site's address
SITES = re.compile(r"[\w-]+(\.[\w-]+)*\.(cn|com|gov|int|org|net|us)\b")


def words_seen(html: str) -> str:
    bare = re.sub(r"(?s)<(script|style|template)\b.*?</\1>|<!--.*?-->|<[^>]+>", "\n", html)
    return SITES.sub("", bare)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", ["", *(one.id for one in policy.packs())])
def test_no_page_of_the_policy_shows_a_key_of_the_file(at_desk, pack, language):
    browser = at_desk("hq")
    browser.cookies["language"] = language
    at = f"/policy/packs/{pack}" if pack else "/policy/?on=2022-05-10"
    page = words_seen(browser.get(at).content.decode())
    edition = policy.edition(pack) if pack else policy.in_force(date(2022, 5, 10), "610921")
    codes = {*edition.classes, *edition.measures, *edition.colours, *edition.values, *edition.house}
    shown = set(re.findall(r"[a-z][\w.]*", page)) & {c for c in codes if "_" in c or "." in c}
    assert shown | set(WORDS.findall(page)) == set()
