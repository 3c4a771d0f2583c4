"""What a device carries: its duty, recognisable people, and no number."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fangxian.doors.field.bundle.deriving import derived
from fangxian.ground.devices import api as devices
from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.codes import reactions as codes
from tests.doors.field import barrier
from tests.doors.field.barrier import just_now

pytestmark = pytest.mark.django_db


def test_a_guard_enrols_and_fetches(phone, site):
    made = barrier.declare(1)
    answer = phone.bundle()
    assert answer.status_code == 200, answer.content
    bundle = answer.json()
    assert bundle["device"]["name"] == "一号机"
    assert bundle["checkpoint"]["id"] == site
    [person] = bundle["people"]
    assert person["n"] == "张**"
    assert person["i"] == barrier.name_in(bundle, 1)
    assert person["d"] == made.declaration_id
    assert person["e"] == "2022-05-10"
    assert "蒲溪镇" in person["t"]
    assert [one["zh"] for one in bundle["policy"]["checklist"]] == [
        "健康码",
        "行程码",
        "48小时核酸阴性证明",
    ]
    assert bundle["policy"]["advice"]["red"]["outcome"] == "hold"
    assert bundle["policy"]["advice"]["orange"]["outcome"] == "refer"
    assert len(bundle["towns"]) == 10


def test_a_code_and_a_bundle_rank_colours_alike(phone):
    from fangxian.lines.codes import api as codes_api

    shades = codes_api.scheme_on(clock.today()).shades
    ranks = {one["code"]: one["rank"] for one in phone.bundle().json()["policy"]["colours"]}
    assert ranks == {one.code: one.rank for one in shades}
    assert ranks["green"] == 0


def test_no_number_leaves_the_server(phone):
    barrier.declare(1)
    text = phone.bundle().content.decode()
    assert barrier.number_of(1) not in text
    assert "13891501234" not in text
    assert "张三丰" not in text


def test_the_same_duty_is_the_same_bundle(phone):
    first = phone.bundle()
    assert phone.bundle(first["ETag"]).status_code == 304
    barrier.declare(1)
    assert phone.bundle(first["ETag"]).status_code == 200


def test_another_day_has_another_salt(phone):
    first = phone.bundle().json()
    with clock.at("2022-05-11T08:00"):
        second = phone.bundle().json()
    assert first["salt"] != second["salt"]


def test_a_bundle_lasts_more_than_three_days(phone):
    from datetime import datetime, timedelta

    bundle = phone.bundle().json()
    lasts = datetime.fromisoformat(bundle["expires_at"]) - datetime.fromisoformat(bundle["made_at"])
    assert lasts > timedelta(days=3)


def test_a_device_of_a_town_knows_its_town_alone(enrolled, client):
    barrier.declare(1)
    other = barrier.make_guard("other", "610921101")
    assert enrolled("涧池", account=other).bundle().json()["people"] == []


def signs_in(client, username="kakou"):
    taken = client.post("/accounts/login/", {"login": username, "password": "x"})
    assert taken.status_code == 302, taken.content


def reopens(client, number):
    said = f'{{"device": {number}}}'
    return client.post("/field/api/reopen", said, content_type="application/json")


def test_without_a_token_nothing(client, site):
    for path in ("bundle", "events"):
        answer = client.get(f"/field/api/{path}")
        assert answer.status_code == 401
        assert answer.json()["code"] == "devices.unknown"


def test_a_revoked_device_gets_no_bundle(phone):
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    answer = phone.bundle()
    assert answer.status_code == 401
    assert answer.json()["code"] == "devices.revoked"


def test_enrolling_needs_a_session_and_its_token(client, guard):
    answer = client.post("/field/api/enrol", "{}", content_type="application/json")
    assert answer.status_code == 401
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(guard, backend="allauth.account.auth_backends.AuthenticationBackend")
    just_now(strict)
    refused = strict.post("/field/api/enrol", "{}", content_type="application/json")
    assert refused.status_code == 403
    csrf = strict.get("/field/api/choices").json()["csrf"]
    taken = strict.post(
        "/field/api/enrol",
        '{"name": "二号机", "tiles": ["tasks"]}',
        content_type="application/json",
        headers={"X-CSRFToken": csrf},
    )
    assert taken.status_code == 200, taken.content


def test_somebody_without_the_permission_cannot_enrol(client, site):
    from fangxian.ground.access import api as access

    nobody = access.Account.objects.create_user("xin", password="x", name="新", place="610921")
    client.force_login(nobody, backend="allauth.account.auth_backends.AuthenticationBackend")
    just_now(client)
    answer = client.post(
        "/field/api/enrol", '{"name": "x", "tiles": []}', content_type="application/json"
    )
    assert answer.status_code == 403


def test_a_bundle_is_squeezed_for_who_can_read_it(phone):
    import gzip
    import json

    plain = phone.bundle()
    headers = {
        "Authorization": f"Bearer {phone.token}",
        "Accept-Encoding": "gzip",
        "Fangxian-App": "2",
    }
    small = phone.client.get("/field/api/bundle", headers=headers)
    assert small["Content-Encoding"] == "gzip"
    assert small["ETag"] == plain["ETag"]
    assert json.loads(gzip.decompress(small.content))["id"] == plain.json()["id"]
    assert len(small.content) < len(plain.content) / 2


def test_before_signing_in_there_is_nothing_to_choose(client, site):
    answer = client.get("/field/api/choices")
    assert answer.status_code == 200
    assert answer.json() == {"actor": "", "csrf": "", "tiles": [], "checkpoints": []}


def test_only_who_carries_a_phone_opens_it_without_its_pin(phone, client):
    from fangxian.ground.devices.api import share_of
    from fangxian.kernel.models import AuditLine

    def ask(number, username="kakou"):
        signs_in(client, username)
        return reopens(client, number)

    assert ask(phone.number).json() == {"share": share_of(phone.number)}
    line = AuditLine.objects.filter(deed="devices.open_again").latest("pk")
    assert line.subject == f"devices.device:{phone.number}"
    assert ask(phone.number + 1).status_code == 404
    barrier.make_guard("other")
    assert ask(phone.number, "other").status_code == 404
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    assert ask(phone.number).json()["code"] == "devices.revoked"


def test_all_that_is_in_force_is_told_the_worst_first(phone):
    """Two diseases, two courses: the guard sees both, and until when each holds."""
    person = barrier.declare(1).person_id
    until = clock.now() + timedelta(days=3)
    raised = [
        codes.NewStanding(
            person_id=person,
            colour=colour,
            reason="test",
            words=Text(words, words),
            clause={"document": "d", "clause": "c"},
            source=f"test:{colour}",
            origin="order",
            since=clock.now() - timedelta(minutes=1),
            until=end,
            place=barrier.VILLAGE,
        )
        for colour, words, end in (("orange", "鼠疫密接", None), ("red", "新冠阳性", until))
    ]
    codes.raise_standings(raised, by=SYSTEM)
    [row] = phone.bundle().json()["people"]
    assert (row["c"], row["w"]) == ("red", "新冠阳性")
    assert datetime.fromisoformat(row["u"]) == until
    also = {"c": "orange", "x": "", "u": None, "w": "鼠疫密接", "w_en": "鼠疫密接"}
    assert row["o"] == [also]


def test_a_guard_reads_why_somebody_is_to_be_verified_and_no_day_to_wait_for(phone):
    barrier.declare(1, origin="魔都大街")
    [row] = phone.bundle().json()["people"]
    assert (row["c"], row["u"]) == ("grey", None)
    assert "“魔都大街”没有问清是哪里" in row["w"]
    assert row["w"].endswith("(直到核实)")
    assert row["w_en"].endswith("(until it is verified)")


def test_a_person_is_found_by_any_of_their_documents(phone):
    """A card, and a passport of a record that was joined with theirs."""
    person = barrier.declare(1).person_id
    passport = people.DocumentKey(people_document_words.PASSPORT, "E12345678")
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "张三丰"))
    other = people.store({passport: state}, by=SYSTEM)[passport]
    people_pages.merge_persons(person, other, "同一人", by=SYSTEM)
    bundle = phone.bundle().json()
    [row] = bundle["people"]
    assert row["i"] == barrier.name_in(bundle, 1)
    assert row["j"] == [derived(bytes.fromhex(bundle["salt"]), "E12345678")]


def test_a_phone_asks_whether_it_is_heard(phone):
    asked = {"headers": {"Authorization": f"Bearer {phone.token}"}}
    heard = phone.client.get("/field/api/heartbeat", **asked)
    assert (heard.status_code, heard.content) == (204, b"")
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    answer = phone.client.get("/field/api/heartbeat", **asked)
    assert (answer.status_code, answer.json()["code"]) == (401, "devices.revoked")
