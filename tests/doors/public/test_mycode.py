"""My code: who may see it, what it says, appealing, and leaving a lent phone."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from fangxian.doors.public.models import OwnPhone
from fangxian.flows import retention
from fangxian.ground.people import pages as people
from fangxian.ground.people.models import Person
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes import reactions as codes_reactions
from fangxian.lines.codes.signing import fx1, keylist, keys
from tests.doors.public.resident import Resident, number_of, opens
from tests.flat import flat
from tests.rooms.codes.town import lay, standing

PHONE = "13891501234"
OTHER = "13900000000"


@pytest.fixture(autouse=True)
def _keys(county):
    codes.rotate_keys(by=SYSTEM)


@pytest.fixture
def outbox(monkeypatch, settings):
    """Messages that would have gone out: (phone, words)."""
    from fangxian.lines.codes.services import phone

    sent = []

    class Sender:
        def send(self, number, words):
            sent.append((number, words))

    monkeypatch.setattr(phone, "sender", Sender)
    monkeypatch.setattr(phone, "post", lambda sending: sending())  # not when a thread gets to it
    return sent


def declares(client, whom="self", name="张三丰", number=None, phone=PHONE):
    """Files a journey; returns the receipt's keys."""
    resident = Resident(client).begins(whom)
    resident.fills_in_themselves(name, number, phone)
    resident.fills_in_the_journey().types("send")
    return resident.answer["Location"].split("/")[-1].removesuffix("?new")


def family(client):
    resident = Resident(client).begins("family").fills_in_themselves(phone=PHONE, go="add")
    resident.fills_in_themselves("李春梅", number_of("19920202"), PHONE, n=1)
    resident.fills_in_the_journey().types("send")
    return resident.answer["Location"].split("/")[-1].removesuffix("?new")


def opens_own(client):
    declares(client)
    assert opens(client, PHONE).status_code == 302


def opens_family(client):
    """Their phone was checked for each of them."""
    family(client)
    for person in Person.objects.order_by("pk"):
        people.confirm_phone(person.pk, PHONE, by=SYSTEM)
    assert opens(client, PHONE).status_code == 302


def signs_in(client, outbox, on_commit, phone=PHONE, number=""):
    with on_commit(execute=True):
        client.post("/p/code/password", {"phone": phone})
    password = re.search(r"\d{6}", outbox[-1][1])[0] if outbox else "000000"
    return client.post("/p/code/in", {"phone": phone, "password": password, "document": number})


def page(client, path="/p/code/"):
    """What is seen: without the looks of the other colours, which the page holds ready."""
    sent = client.get(path).content.decode()
    return html.unescape(re.sub(r"<template.*?</template>", "", sent, flags=re.DOTALL))


def attribute(client, name, path="/p/code/"):
    return re.search(rf' data-{name}="([^"]*)"', page(client, path))[1]


def person_id():
    from fangxian.ground.people import pages as people

    return people.search("张三丰", by=SYSTEM)[0].id


def freed():
    """What the declaration itself laid on them is over."""
    codes_reactions.lower_standings([person_id()], "screening", "已期满", by=SYSTEM)


def laid(colour="red"):
    from tests.rooms.codes.town import lay, standing

    freed()
    lay(standing(person_id(), colour))


def test_with_the_phone(client, outbox, django_capture_on_commit_callbacks):
    declares(client)
    asked = signs_in(client, outbox, django_capture_on_commit_callbacks)
    assert asked.status_code == 403  # nobody has vouched for the phone yet
    assert "再填一次申报时的证件号码" in asked.content.decode()
    password = re.search(r"\d{6}", outbox[-1][1])[0]  # which is not spent
    again = {"phone": PHONE, "password": password, "document": number_of("19900101")}
    assert client.post("/p/code/in", again).status_code == 302
    assert outbox[-1][0] == PHONE
    shown = page(client)
    assert "张**" in shown
    assert "您的手机号还没有核对过" in shown
    assert "橙码" in shown  # what was declared just now shows at once, with its clause
    assert "张三丰" not in shown
    assert number_of("19900101") not in shown
    freed()
    assert "绿码" in page(client)
    assert "没有限制" in page(client)


def test_the_answer_is_the_same_for_a_phone_that_nobody_has(client, outbox):
    declares(client)
    known = client.post("/p/code/password", {"phone": PHONE}).content
    unknown = client.post("/p/code/password", {"phone": OTHER}).content
    assert known.replace(PHONE.encode(), b"") == unknown.replace(OTHER.encode(), b"")


def test_a_wrong_password_is_explained(client, outbox):
    declares(client)
    client.post("/p/code/password", {"phone": PHONE})
    answer = client.post("/p/code/in", {"phone": PHONE, "password": "abcdef"})
    assert answer.status_code == 403
    assert "验证码不对" in answer.content.decode()
    assert "resident" not in answer.cookies


@pytest.mark.parametrize("made_up", [True, False])
def test_a_receipts_link_proves_nobody_and_leads_to_the_sign_in(client, made_up):
    """Also of an earlier release, where it was kept: whose it is makes no difference."""
    keys = "AAAA" if made_up else declares(client)
    answer = client.get(f"/p/code/r/{keys}")
    assert (answer.status_code, answer["Location"]) == (302, "/p/code/")
    assert "resident" not in client.cookies
    assert "出示我的码" in page(client)


def test_nobody_is_signed_in_by_a_forged_cookie(client):
    client.cookies["resident"] = "WzFd:1abc:xyz"
    assert "出示我的码" in page(client)


def test_the_family_of_a_phone(client):
    opens_family(client)
    first = page(client)
    assert "张**" in first
    assert "李**" in first
    shown = [page(client, f"/p/code/?who={who}") for who in (0, 1)]
    assert sorted(re.findall(r'<p class="who">(.)\*\*</p>', "".join(shown))) == ["张", "李"]
    assert '<p class="who">' in page(client, "/p/code/?who=9")


def test_a_phone_that_nobody_checked_opens_one_code_whoever_is_known(client):
    """A stranger files with a phone of their own for two numbers; the second is refused to the letter
    alike, on record or not."""
    declares(client, name="王五", number=number_of("19700707"), phone="13800008888")
    declares(client, phone=OTHER)
    assert opens(client, OTHER).status_code == 302
    told = []
    for born in ("19700707", "19920202"):
        declares(client, name="李春梅", number=number_of(born), phone=OTHER)
        answer = opens(client, OTHER, number_of(born))
        told.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())))
    assert told[0] == told[1]
    assert told[0][0] == 403
    assert "李**" not in page(client)
    assert opens(client, OTHER).status_code == 302  # and their own still opens


def test_numbers_are_not_tried_with_a_phone_that_nobody_checked(client):
    declares(client, phone=OTHER)
    for serial in ("101", "102", "103"):
        assert opens(client, OTHER, number_of("19920202", serial)).status_code == 403
    assert opens(client, OTHER).status_code == 403
    with clock.at(clock.now() + timedelta(days=61)):
        retention.run("public.own_phone", by=SYSTEM)
        assert not OwnPhone.objects.exists()


def test_the_symbol_verifies_with_no_network(client):
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    opens_own(client)
    freed()
    drawn = re.search(r'viewBox="0 0 (\d+) \1"[^>]*>.*?<path d="([^"]+)"', page(client))
    side = int(drawn[1])
    image = Image.new("L", (side, side), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", drawn[2]):
        image.paste(0, (int(x), int(y), int(x) + int(width), int(y) + 1))
    (seen,) = zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    listed = keylist.read(codes.key_list(), keys.public_key(codes.root_public()))
    opened = fx1.open(seen.text, listed.ring, clock.now())
    assert (opened.verdict, opened.claims.colour) == ("good", 0)
    assert codes.unveil(opened.claims.subject) == person_id()


def asked_anew(client, address, own_pass):
    return client.get(address, headers={"authorization": f"Bearer {own_pass}"})


def test_the_page_holds_a_pass_for_fresh_codes_at_either_door(client):
    """The addresses that its script tries, one after the other, give a code of the same person."""
    opens_family(client)
    assert attribute(client, "doors") == "/gate/code /api/gate/code"
    names = set()
    for who in (0, 1):
        own_pass = attribute(client, "pass", f"/p/code/?who={who}")
        for address in attribute(client, "doors").split():
            told = asked_anew(client, address, own_pass).json()
            opened = codes.open_code(told["code"], clock.now())
            names.add((who, told["name"]))
            assert opened.verdict == "good", address
            kind = codes_kind(told["code"])
            assert kind == (0 if who == 0 else 1), address
    assert {name for _, name in names} == {"张**", "李**"}
    assert len(names) == 2
    ends = int(attribute(client, "ends"))
    assert ends - clock.now().timestamp() == timedelta(hours=1).total_seconds()


def codes_kind(text):
    listed = keylist.read(codes.key_list(), keys.public_key(codes.root_public()))
    return fx1.open(text, listed.ring, clock.now()).claims.kind


def test_a_pass_opens_nothing_else_and_ends(client):
    opens_own(client)
    own_pass, later = attribute(client, "pass"), clock.now() + timedelta(hours=1)
    client.cookies.clear()
    assert "出示我的码" in html.unescape(asked_anew(client, "/p/code/", own_pass).content.decode())
    refused = client.post(
        "/gate/scan", b"{}", "application/json", headers={"authorization": f"Bearer {own_pass}"}
    )
    assert refused.status_code == 401
    with clock.at(later):
        for address in ("/gate/code", "/api/gate/code"):
            refused = asked_anew(client, address, own_pass)
            assert (refused.status_code, refused.json()["code"]) == (401, "entrance.pass_over")


def test_a_county_without_a_hot_door_names_the_ordinary_one_only(client, settings):
    settings.FANGXIAN_GATE = ""
    opens_own(client)
    assert attribute(client, "doors") == "/api/gate/code"


def test_every_colour_of_the_scheme_is_held_ready(client):
    """A colour that turns while only the hot door answers is drawn in its own word and shape."""
    opens_own(client)
    sent = html.unescape(flat(client.get("/p/code/").content))
    held = dict(re.findall(r'<template data-colour="(\w+)".*?<b>(\w+)</b>', sent))
    assert held == {"red": "红码", "orange": "橙码", "grey": "待核码", "green": "绿码"}


def test_the_rule_for_a_lost_network_is_on_the_page_beforehand(client):
    """With both doors gone nobody can send it: it waits, hidden, with its times."""
    opens_own(client)
    kept = re.search(r"<p[^>]*data-kept hidden>(.*?)</p>", flat(page(client)))[1]
    assert re.sub("<.*?>", "", kept) == (
        "◆ 没有网络：这是上次保存的码，有效至 20:24；过了这个时间，卡口和场所按断网规则认到 05-11 20:24。"
        "照样可以出示，网络恢复后自动换新码。"
    )


def test_it_says_why_until_when_and_what_to_do(client):
    opens_own(client)
    laid()
    shown = page(client)
    for said in (
        "红码",
        "shape-square",
        "到过中高风险地区",
        "汉阴县通告 · 第2条",
        "05-24",
        "有效至",
        "没有网络时",
        "现在怎么做",
        "我要申诉",
    ):
        assert said in shown, said
    assert "Appeal" in page(client, "/p/code/?language=en")


def test_an_appeal_and_its_answer(client):
    from tests.rooms.codes.town import official

    opens_own(client)
    laid()
    where = re.search(r"/p/code/appeal/\d+", page(client))[0]
    empty = client.post(where, {"who": "0", "words": "  "})
    assert empty.status_code >= 400
    assert client.post(where, {"who": "0", "words": "那天我不在那里"}).status_code == 302
    assert "等待答复" in page(client)
    assert "/p/code/appeal/" not in page(client)
    judge = official(77, "codes.decide_appeal")
    (waiting,) = codes.appeals(by=judge).rows
    codes.decide_appeal(waiting.id, True, "核对轨迹,您没有去过,已更正", by=judge)
    shown = page(client)
    assert "申诉成立" in shown
    assert "核对轨迹" in shown
    assert "绿码" in shown


def test_a_ticket_goes_with_an_appeal_and_the_look_at_it_is_written_down(client):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from fangxian.kernel.models import AuditLine
    from tests.rooms.codes.town import official

    opens_own(client)
    laid()
    where = re.search(r"/p/code/appeal/\d+", page(client))[0]
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    no_picture = SimpleUploadedFile("x.png", b"no picture", "image/png")
    told = {"who": "0", "words": "车票在这里"}
    refused = client.post(where, told | {"photo": no_picture})
    assert "照片读不出来" in refused.content.decode()
    ticket = SimpleUploadedFile("ticket.png", drawn.getvalue(), "image/png")
    assert client.post(where, told | {"photo": ticket}).status_code == 302
    judge = official(78, "codes.decide_appeal")
    (waiting,) = codes.appeals(by=judge).rows
    assert waiting.has_photo
    assert codes.appeal_photo(waiting.id, by=judge).startswith(b"\xff\xd8")
    assert AuditLine.objects.filter(subject=f"codes.appeal:{waiting.id}").exists()


def test_nobody_appeals_for_others(client):
    opens_own(client)
    laid()
    where = re.search(r"/p/code/appeal/\d+", page(client))[0]
    client.cookies.clear()
    declares(client, name="李春梅", number=number_of("19920202"), phone=OTHER)
    opens(client, OTHER, number_of("19920202"))
    assert client.get(where).status_code == 404
    assert client.post(where, {"words": "x"}).status_code == 404


def test_large_print_is_remembered_and_leaving_forgets(client):
    opens_own(client)
    assert 'class="elder"' in page(client, "/p/code/?elder=1")
    assert 'class="elder"' in page(client)
    client.post("/p/code/out")
    assert "申报时留的手机号" in page(client)


def test_a_session_ends(client):
    opens_own(client)
    held = client.cookies["resident"]
    assert held["httponly"]
    assert held["path"] == "/p/"  # the form knows them too
    assert held["max-age"] == timedelta(days=30).total_seconds()


def test_the_receipt_leads_here(client):
    declared = declares(client)
    assert 'class="big" href="/p/code/"' in client.get(f"/p/r/{declared}").content.decode()


def test_the_worker_covers_these_paths_only(client):
    answer = client.get("/p/code/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")


def test_who_leaves_is_signed_out_at_the_form_as_well(client):
    opens_own(client)
    answer = client.post("/p/code/out")
    gone = answer.cookies["resident"]
    assert (gone["path"], gone["max-age"], gone.value) == ("/p/", 0, "")


def test_what_was_written_in_an_appeal_outlives_the_sign_in(
    client, outbox, django_capture_on_commit_callbacks
):
    """The cookie ended while somebody wrote: they sign in beside what they wrote, and send it."""
    declares(client)
    people.confirm_phone(person_id(), PHONE, by=SYSTEM)
    lay(standing(person_id(), "red"))
    against = codes.explain(person_id(), by=SYSTEM).holding[0].id
    shut = client.post(f"/p/code/appeal/{against}", {"who": "0", "words": "我没有去过那里"})
    said = shut.content.decode()
    assert shut.status_code == 403
    assert "登录已过期" in said
    kept = dict(re.findall(r'name="(kept_\w+)" value="([^"]*)"', flat(said)))
    assert kept["kept_words"] == "我没有去过那里"
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post("/p/code/password", {"phone": PHONE, **kept})
    assert "我没有去过那里" in sent.content.decode()
    password = re.search(r"\d{6}", outbox[-1][1])[0]
    form = client.post("/p/code/in", {"phone": PHONE, "password": password, **kept})
    assert "我没有去过那里</textarea>" in form.content.decode()
    where = re.search(r'<form method="post" action="([^"]+)"', form.content.decode())[1]
    client.post(where, {"who": "0", "words": "我没有去过那里"})
    [row] = codes.own_appeals(person_id(), by=SYSTEM)
    assert row.words == "我没有去过那里"


def test_whom_a_stranger_signs_in_as_appeals_against_nobody_elses(
    client, outbox, django_capture_on_commit_callbacks
):
    declares(client)
    declares(client, number=number_of("19700707"), phone="13800009999")
    lay(standing(person_id(), "red"))
    kept = {"kept_for": str(codes.explain(person_id(), by=SYSTEM).holding[0].id), "kept_words": "x"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/p/code/password", {"phone": "13800009999"})
    password = re.search(r"\d{6}", outbox[-1][1])[0]
    typed = {"phone": "13800009999", "password": password, "document": number_of("19700707")}
    assert client.post("/p/code/in", typed | kept).headers["Location"] == "/p/code/"


@pytest.mark.parametrize("path", ["/p/r/AAAA", "/p/v/AAAA"])
def test_a_refusal_is_words_and_no_code_of_ours(client, county, path):
    page = html.unescape(client.get(path).content.decode())
    seen = re.sub(r"<[^>]+>", " ", page)
    assert not re.search(r"\b(arrivals|codes|public|venues)\.\w+", seen)
    assert "▲" in seen
