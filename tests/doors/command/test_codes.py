"""Codes at the desk: a person's standings, two people by hand, appeals answered, keys, cards."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.text import Text

MAY = (
    "explain",
    "propose",
    "approve",
    "decide_appeal",
    "see_overrides",
    "issue_cards",
    "rotate_keys",
)


@pytest.fixture
def codes_desk(at_desk, stage):
    """Everybody of the stage with the powers over codes as well."""
    from fangxian.ground.access import pages as access
    from fangxian.lines.codes import keyring
    from fangxian.lines.codes import pages as codes_pages

    assert codes_pages.explain  # its permissions are known from here on
    keyring.forget()
    powers = [f"codes.{one}" for one in MAY]
    access.define_role("codes_desk", Text("健康码专班", "Codes desk"), powers, by=SYSTEM)
    for account in stage.accounts.values():
        access.grant(account.pk, "codes_desk", "610921", since=clock.today(), by=SYSTEM)
    return at_desk


@pytest.fixture
def restricted(codes_desk, stage):
    """The first traveller with a standing. Returns the person and the standing's id."""
    from fangxian.lines.codes import pages as codes_pages
    from fangxian.lines.codes import reactions as codes
    from tests.rooms.codes.town import standing

    person = stage.people[0]
    codes.lower_standings([person], "screening", "已期满", by=SYSTEM)
    codes.raise_standings([standing(person, place="610921102201")], by=SYSTEM)
    return person, codes_pages.explain(person, by=SYSTEM).holding[0].id


def test_a_persons_page_says_why_and_what_turns_it_back(codes_desk, restricted):
    person, _ = restricted
    body = codes_desk("hq").get(f"/people/{person}/codes").content.decode()
    for words in ("到过中高风险地区", "第2条", "期满自动转码", "汉阴县"):
        assert words in body
    before = codes_desk("hq").get(f"/people/{person}/codes?at=2022-05-01T08:00")
    assert before.context["told"].colour.undecided  # nobody had looked at them yet
    english = codes_desk("hq").get(f"/people/{person}/codes", HTTP_ACCEPT_LANGUAGE="en")
    assert english.status_code == 200


def test_by_hand_takes_two_people(codes_desk, stage):
    person = stage.people[1]
    form = {"reason": "first_positive", "colour": "red", "until": "2022-05-11", "note": "抗原阳性"}
    refused = codes_desk("hq").post(
        f"/people/{person}/codes/propose", form | {"until": "2022-05-30"}
    )
    assert "codes.end_too_far" in refused.content.decode()
    assert "抗原阳性" in refused.content.decode()
    codes_desk("hq").post(f"/people/{person}/codes/propose", form)
    mine = codes_desk("hq").get("/codes/by-hand")
    ((row, own, second),) = mine.context["waiting"]
    assert own
    assert stage.accounts["town"].name in second.names
    assert codes_desk("hq").post(f"/codes/by-hand/{row.id}/approve").status_code == 403
    codes_desk("town").post(f"/codes/by-hand/{row.id}/approve")
    shown = codes_desk("town").get(f"/people/{person}/codes").context["told"]
    assert shown.colour.code == "red"
    report = codes_desk("hq").get("/codes/by-hand").context["report"]
    assert (report.proposed, report.approved, report.holding) == (1, 1, 1)
    codes_desk("hq").post(f"/codes/by-hand/{row.id}/withdraw", {"why": "复核阴性"})
    assert codes_desk("hq").get("/codes/by-hand").context["report"].withdrawn == 1


def test_an_appeal_is_answered_in_words(codes_desk, restricted):
    from fangxian.lines.codes import api as codes_api

    person, standing = restricted
    number = codes_api.appeal(person, standing, "我那天在县里 <b>", by=NOBODY)
    client = codes_desk("hq")
    page = client.get("/codes/").content.decode()
    assert "我那天在县里 &lt;b&gt;" in page
    assert client.get("/codes/count").content == b"1"
    client.post(f"/codes/appeals/{number}", {"upheld": "1", "answer": "车票证实"})
    assert "车票证实" in client.get("/codes/?answered=1").content.decode()
    assert client.get(f"/people/{person}/codes").context["told"].colour.code == "green"
    assert client.get("/codes/").context["page"].total == 0


def test_an_alarm_is_seen_and_closed(codes_desk, stage):
    form = {"reason": "found_on_site", "colour": "red", "until": "2022-05-12", "note": "现场"}
    client = codes_desk("hq")
    for reason in ("found_on_site", "assistance_letter"):
        for person in stage.people[:6]:
            client.post(f"/people/{person}/codes/propose", form | {"reason": reason})
    page = client.get("/codes/by-hand")
    assert "集中改码" in page.content.decode()
    owed = int(client.get("/codes/by-hand/count").content)
    assert owed >= len(page.context["alarms"]) > 0
    client.post(f"/codes/alarms/{page.context['alarms'][0].id}", {"finding": "已核对"})
    left = client.get("/codes/by-hand/count").content
    assert int(left or 0) == owed - 1
    assert "/codes/alarms/" not in client.get("/codes/by-hand").content.decode()


def test_keys_are_turned_and_the_list_downloaded(codes_desk):
    client = codes_desk("hq")
    assert "还没有密钥" in client.get("/codes/keys").content.decode()
    client.post("/codes/keys/rotate")
    client.post("/codes/keys/rotate", {"because": "怀疑泄露"})
    [waits] = client.get("/codes/keys").context["waiting_for_second"]
    assert [row.signing for row in client.get("/codes/keys").context["keys"]] == [True, True]
    codes_desk("town").post(f"/two/{waits.id}/agree")
    assert [row.signing for row in client.get("/codes/keys").context["keys"]] == [True, False, True]
    assert len(client.get("/codes/keys/list").content) > 200


def test_cards_are_printed_and_an_unknown_number_is_named(codes_desk, stage):
    from tests.doors.command.stage import BIRTHS, number_of

    client = codes_desk("hq")
    typed = "\n".join(number_of(one) for one in BIRTHS[:3])
    made = client.post("/codes/cards", {"numbers": typed})
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    faulty = client.post("/codes/cards", {"numbers": f"{typed}\n110101199003070070"})
    assert "第 4 行" in faulty.content.decode()
    assert client.post("/codes/cards", {"person": stage.people[0]}).content.startswith(b"%PDF")
    assert "没有填写" in client.post("/codes/cards", {"numbers": ""}).content.decode()


def test_a_lost_card_is_revoked_on_the_persons_page(codes_desk, stage):
    person = stage.people[0]
    client = codes_desk("hq")
    client.post("/codes/cards", {"person": person})
    (card,) = client.get(f"/people/{person}/codes").context["cards"]
    form = {"why": "赶集时丢失", "person": person}
    done = client.post(f"/codes/cards/{card.id}/revoke", form, follow=True)
    assert "这张卡已注销" in done.content.decode()
    assert "赶集时丢失" in done.content.decode()
    assert done.context["cards"][0].revoked_by


def test_what_waits_is_not_listed_twice(codes_desk, stage):
    form = {"reason": "found_on_site", "colour": "red", "until": "2022-05-12", "note": "现场"}
    codes_desk("town").post(f"/people/{stage.people[0]}/codes/propose", form)
    page = codes_desk("hq").get("/codes/by-hand")
    assert len(page.context["waiting"]) == len(page.context["report"].rows) == 1
    assert page.context["rows"] == []


@pytest.mark.parametrize("page", ["/codes/", "/codes/by-hand", "/codes/keys", "/codes/cards"])
def test_nobody_else_sees_these_pages(at_desk, page):
    assert at_desk("nobody").get(page).status_code == 403


def test_with_no_policy_in_force_the_past_is_still_read(codes_desk, restricted):
    person, _ = restricted
    with clock.at("2026-11-22T08:00"):
        desk = codes_desk("hq")
        page = desk.get(f"/people/{person}/codes")
        assert "今天没有执行中的防控方案" in page.content.decode()
        assert "到过中高风险地区" in page.content.decode()
        for path in (
            "/codes/",
            "/codes/?answered=1",
            "/codes/by-hand",
            "/codes/keys",
            "/codes/cards",
        ):
            assert desk.get(path).status_code == 200, path
        form = {"reason": "first_positive", "colour": "red", "until": "2026-11-23", "note": "现场"}
        refused = desk.post(f"/people/{person}/codes/propose", form)
        assert refused.status_code == 404
        assert "没有在行的" in refused.content.decode()
