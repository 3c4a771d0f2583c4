"""Somebody has the bundle of a guard's phone, unlocked, and tries every number that there may be."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from stdnum.cn import ric

from fangxian.doors.field.bundle import deriving, preparing
from fangxian.doors.field.bundle.deriving import derived
from fangxian.doors.field.bundle.salting import bundle_id
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.models import ListName
from fangxian.ground.devices.terms import LISTED_AT_MOST
from fangxian.kernel import clock
from fangxian.lines.checkpoints.models import Crossing
from tests.doors.field import barrier
from tests.doors.test_masks_hold import MASK, given_away, routes

VECTORS = Path(__file__).parents[3] / "contracts" / "vectors" / "derivation.json"
DAYS, ORDERS = (
    70 * 365,
    999,
)  # births of seventy years, the order of a birth within a day and a district
CANDIDATES = DAYS * ORDERS / 16**deriving.LETTERS  # left of one district, for each row
ENOUGH = 100


def test_a_number_derives_as_the_vectors_say():
    for row in json.loads(VECTORS.read_text()):
        if row["memory"] == deriving.MEMORY:
            assert derived(bytes.fromhex(row["salt"]), row["text"]) == row["name"]
            assert (row["passes"], row["letters"]) == (deriving.PASSES, deriving.LETTERS)


def test_every_row_leaves_hundreds_and_every_guess_is_dear():
    """By arithmetic: with one district known, and nothing else."""
    assert CANDIDATES > ENOUGH
    falsely = LISTED_AT_MOST / 16**deriving.LETTERS
    assert falsely < 0.01  # of strangers' numbers seem to be of the list
    before = time.process_time()
    derived(b"0" * 16, "11010519491231002X")
    each = time.process_time() - before
    assert each * DAYS * ORDERS > 3 * 86_400  # a core works at one district for days


def test_a_thief_finds_more_fits_than_people(monkeypatch):
    """The attack itself, on a space cut down to eight thousand numbers and a derivation cut down in
    proportion: what fits a row is many numbers, and the true one is not to be told from them."""
    monkeypatch.setattr(deriving, "MEMORY", 8)
    monkeypatch.setattr(deriving, "PASSES", 1)
    monkeypatch.setattr(deriving, "LETTERS", 2)
    salt = bundle_id(1, clock.today()).salt(barrier.COUNTY)
    space = [number for n in range(8_000) if (number := _number(n))]
    listed = {derived(salt, number): number for number in space[:40]}
    fits: dict[str, list[str]] = {name: [] for name in listed}
    for number in space:
        if (name := derived(salt, number)) in fits:
            fits[name].append(number)
    assert all(listed[name] in found for name, found in fits.items())
    assert min(len(found) for found in fits.values()) >= 8
    assert sum(len(found) for found in fits.values()) > 20 * len(listed)


def _number(n: int) -> str:
    day, order = divmod(n, 100)
    body = f"610921{1990 + day // 336}{day // 28 % 12 + 1:02}{day % 28 + 1:02}{order:03}"
    return body + ric.calc_check_digit(body + "0")


@pytest.mark.django_db
def test_nothing_beside_a_row_narrows_it(phone):
    """No birth, no sex, no document's mask: a surname, a village, a colour."""
    barrier.declare(1)
    [row] = phone.bundle().json()["people"]
    known = {
        "r",
        "i",
        "j",
        "n",
        "c",
        "u",
        "w",
        "o",
        "d",
        "e",
        "t",
        "m",
        "p",
        "k",
        "s",
        "w_en",
        "m_en",
        "x",
    }
    assert (set(row), row["j"]) == (known, [])
    assert (row["n"], len(row["i"])) == ("张**", deriving.LETTERS)
    number = barrier.number_of(1)
    said = json.dumps(row, ensure_ascii=False)
    assert not any(part in said for part in (number[:6], number[6:14], number[6:10], number[-4:]))


@pytest.mark.django_db
def test_two_phones_of_a_place_hold_the_same_and_each_day_differs(enrolled):
    """Under two salts a row would leave a thief of both one number, not hundreds."""
    barrier.declare(1)
    one, two = enrolled("一号机").bundle().json(), enrolled("二号机").bundle().json()
    assert (one["salt"], one["people"][0]["i"]) == (two["salt"], two["people"][0]["i"])
    with clock.at("2022-05-11T08:00"):
        assert enrolled("三号机").bundle().json()["salt"] != one["salt"]


@pytest.mark.django_db
def test_what_was_derived_once_is_remembered_until_the_list_has_ended(phone, monkeypatch):
    barrier.declare(1)
    first = phone.bundle().json()["people"]
    assert ListName.objects.filter(day="20220510").count() == 1
    monkeypatch.setattr(deriving, "derived", lambda salt, text: pytest.fail("derived again"))
    assert phone.bundle().json()["people"] == first
    [over] = [one for one in devices.RETENTION.purposes if one.name == "devices.list_names"]
    with clock.at("2022-05-10T08:00"):
        assert over.remove(clock.now(), 100) == 0
    with clock.at("2022-06-01T08:00"):
        assert over.remove(clock.now(), 100) == 1
    assert not ListName.objects.exists()


@pytest.mark.django_db
def test_a_long_list_is_made_in_several_askings(phone, monkeypatch):
    for n in range(3):
        barrier.declare(n)
    monkeypatch.setattr(deriving, "A_ROUND", 1)
    monkeypatch.setattr(deriving, "PATIENCE", -1.0)
    answer = phone.bundle()
    assert (answer.status_code, answer["Retry-After"]) == (503, "3")
    told = answer.json()
    assert told["code"] == "field.bundle_being_made"
    assert "照手上的名册" in told["way_out"]["zh"]
    monkeypatch.setattr(deriving, "PATIENCE", 60.0)
    assert len(phone.bundle().json()["people"]) == 3


@pytest.mark.django_db
def test_the_worker_derives_beforehand_and_no_guard_waits(phone, monkeypatch):
    """Today's, and in the evening tomorrow's: with it done, nothing is derived while a guard asks."""
    monkeypatch.setattr(preparing, "_looked", {})
    for n in range(3):
        barrier.declare(n)
    monkeypatch.setattr(preparing, "AT_A_TIME", -1.0)
    monkeypatch.setattr(deriving, "A_ROUND", 1)
    assert preparing.prepare_lists() == 3
    monkeypatch.setattr(preparing, "AT_A_TIME", 60.0)
    assert preparing.prepare_lists() == 0
    monkeypatch.setattr(deriving, "PATIENCE", -1.0)
    assert len(phone.bundle().json()["people"]) == 3
    with clock.at("2022-05-10T20:05"):
        assert preparing.prepare_lists() == 0
    with clock.at("2022-05-11T06:00"):
        assert len(phone.bundle().json()["people"]) == 3
    barrier.declare(4)
    assert phone.bundle().status_code == 503


@pytest.mark.django_db
def test_who_does_not_fit_is_counted_and_said(phone, monkeypatch):
    from tests.doors.field.test_events import make_red

    barrier.at_most(monkeypatch, 2)
    barrier.declare(1, "赵一", arrival="2022-05-13")
    barrier.declare(2, "钱二", arrival="2022-05-10")
    barrier.declare(3, "孙三", arrival="2022-05-11")
    far = barrier.declare(4, "李四", arrival="2022-05-14")
    make_red(far.person_id)
    bundle = phone.bundle().json()
    names = {row["n"][0] for row in bundle["people"]}
    assert "李" in names  # restricted, however far
    assert bundle["left_out"]["people"] == 4 - len(bundle["people"])
    assert "另有 2 人没有带上,其中有管控或待核的 0 人,须联网核对" in bundle["left_out"]["zh"]


@pytest.mark.django_db
def test_the_gravest_are_carried_first(phone, monkeypatch):
    from tests.doors.field.test_events import make_red

    barrier.at_most(monkeypatch, 1)
    barrier.declare(1, "赵一", origin="不详")
    make_red(barrier.declare(2, "钱二").person_id)
    barrier.declare(3, "孙三", origin="不详")
    bundle = phone.bundle().json()
    assert [row["c"] for row in bundle["people"]] == ["red"]
    assert "其中有管控或待核的 2 人" in bundle["left_out"]["zh"]


@pytest.mark.django_db
def test_an_app_of_before_is_told_to_update_and_what_it_did_is_taken(phone):
    headers = {"Authorization": f"Bearer {phone.token}"}
    answer = phone.client.get("/field/api/bundle", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "field.old_app")
    assert "更新" in answer.json()["way_out"]["zh"]
    assert phone.send(phone.crossing())[0]["how"] == "decided"


@pytest.mark.django_db
def test_a_row_of_a_list_that_ended_is_understood_by_nobody(phone):
    made = barrier.declare(1)
    bundle = phone.bundle().json()
    row = barrier.row_of(bundle, 1)
    late = phone.crossing(how="list", index=row, seen=bundle["id"], at="2022-05-13T07:00")
    with clock.at("2022-05-25T08:00"):  # done while the list held, sent long after
        assert phone.send(late)[0]["how"] == "decided"
        assert Crossing.objects.get().person_id == made.person_id
        over = phone.crossing(how="list", index=row, seen=bundle["id"], at="2022-05-24T07:00")
        phone.send(over)
    with clock.at("2022-07-01T08:00"):
        phone.send(phone.crossing(how="list", index=row, seen=bundle["id"], at="2022-05-13T07:00"))
    assert list(Crossing.objects.values_list("person_id", flat=True).order_by("pk")) == [
        made.person_id,
        None,
        None,
    ]


@pytest.mark.django_db
def test_an_act_that_names_a_row_of_the_first_version_is_settled(phone):
    from fangxian.doors.field.bundle.salting import index_of

    made = barrier.declare(1)
    first = bundle_id(phone.number, clock.today())
    index = index_of(first.first_salt, barrier.number_of(1))
    phone.send(phone.crossing(how="list", index=index, seen=f"{first}aaaa"))
    assert Crossing.objects.get().person_id == made.person_id


@pytest.mark.django_db
def test_a_number_that_nobody_has_is_never_the_candidate_of_the_phone(phone):
    """Two numbers derive alike: the guard typed a stranger's, and the list showed somebody."""
    made = barrier.declare(1)
    bundle = phone.bundle().json()
    event = phone.crossing(
        2, index=barrier.row_of(bundle, 1), declaration=made.declaration_id, seen=bundle["id"]
    )
    phone.send(event)
    row = Crossing.objects.get()
    assert row.person_id is None
    assert row.number_mark is not None


def test_what_a_phone_fetches_holds_no_number_no_phone_and_no_mask(phone):
    """By every address that answers a device; the mask rule has nothing to judge there."""
    barrier.declare(1), barrier.declare(2, name="李春梅")
    asked = {"Authorization": f"Bearer {phone.token}", "Fangxian-App": "2"}
    named = 0
    for route in routes():
        if not route.startswith("field/api/") or "<" in route:
            continue
        text = phone.client.get(f"/{route}", headers=asked).content.decode(errors="replace")
        named += "李**" in text
        assert not MASK.search(text), route
        for n in (1, 2):
            assert given_away(text, barrier.number_of(n), "13891501234") == [], route
    assert named, "nobody was carried: the walk proves nothing"
