from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image

from fangxian.ground.people import api as people
from fangxian.ground.people import proven_phones as people_proven_phones
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.lines.codes import keyring
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.models import PhoneLogin, SigningKey, Standing
from fangxian.lines.codes.signing import fx1, keylist, keys, qr
from tests.pdf_words import words_on
from tests.rooms.codes.town import NUMBERS, PHONE, lay, official, standing

GUARD = official(7, "codes.scan")


@pytest.fixture
def signed(town):
    keyring.forget()
    codes.rotate_keys(by=SYSTEM)
    yield town
    keyring.forget()


def test_a_code_says_the_colour_and_is_resolved(signed):
    lay(standing(signed.wei, "orange"))
    shown = codes.show(signed.wei, by=NOBODY)
    assert shown.text.startswith("FX1:")
    assert (shown.life.expires_at - shown.life.issued_at).total_seconds() == 600
    found = codes.resolve(shown.text, by=GUARD)
    assert (found.kind, found.verdict, found.person_id, found.name) == (
        "code",
        "good",
        signed.wei,
        "韦**",
    )
    assert (found.colour_now.code, found.colour_in_code.code) == ("orange", "orange")


def test_many_are_shown_in_a_few_queries(signed, django_assert_max_num_queries):
    codes.show(signed.wei, by=NOBODY)  # the key is at hand
    with django_assert_max_num_queries(15):
        shown = codes.show_many(
            [
                codes.CodeWanted(codes.veil(signed.wei)),
                codes.CodeWanted(codes.veil(signed.mei), kind=1),
                codes.CodeWanted(codes.veil(999_999)),
                codes.CodeWanted(b"\xff" * 8),
            ],
            by=NOBODY,
        )
    assert shown[2:] == [None, None]
    found = [codes.resolve(one.text, by=GUARD).person_id for one in shown[:2] if one]
    assert found == [signed.wei, signed.mei]


def test_the_present_colour_counts_not_the_one_in_the_code(signed):
    shown = codes.show(signed.wei, by=NOBODY)
    lay(standing(signed.wei))
    found = codes.resolve(shown.text, by=GUARD)
    assert (found.colour_in_code.code, found.colour_now.code) == ("green", "red")
    assert "以现在的为准" in found.sentence.zh


def test_a_code_ends_then_has_its_grace_then_is_over(signed):
    shown = codes.show(signed.wei, by=NOBODY)
    for moment, verdict in (
        ("2022-05-10T08:09", "good"),
        ("2022-05-10T08:11", "grace"),
        ("2022-05-11T08:11", "expired"),
    ):
        with clock.at(moment):
            assert codes.resolve(shown.text, by=GUARD).verdict == verdict


def test_a_turned_key_verifies_until_its_last_code_is_over(signed):
    shown = codes.show(signed.wei, by=NOBODY)
    with clock.at("2022-05-10T08:05"):
        codes.rotate_keys(by=SYSTEM)
        assert codes.resolve(shown.text, by=GUARD).verdict == "good"
        again = codes.show(signed.wei, by=NOBODY)
        assert codes.resolve(again.text, by=GUARD).verdict == "good"
    with clock.at("2022-05-13T08:05"):
        assert codes.resolve(shown.text, by=GUARD).verdict == "unknown_key"
    assert SigningKey.objects.filter(role="root").count() == 1
    private = keyring.open_private(SigningKey.objects.first()).kept()
    assert private not in bytes(SigningKey.objects.first().sealed_private)


def test_the_days_key_list_opens_a_code_with_no_server(signed):
    shown = codes.show(signed.wei, by=NOBODY)
    root = keys.public_key(codes.root_public())
    carried = keylist.read(codes.key_list(), root)
    opened = fx1.open(shown.text, carried.ring, clock.now())
    assert (opened.verdict, opened.claims.name_mask) == ("good", "韦**")
    assert codes.unveil(opened.claims.subject) == signed.wei
    assert carried.fresh_at(clock.now())


def test_keys_turn_by_the_packs_days(signed):
    assert not codes.rotate_when_due()
    with clock.at("2022-05-13T08:00"):
        assert codes.rotate_when_due()
        assert not codes.rotate_when_due()
        first, then = reversed([one for one in codes.keys(by=SYSTEM) if one.role == "code"])
        assert (first.signing, then.signing, then.ahead) == (True, False, True)
        assert then.signs_from == first.signs_until == clock.now() + timedelta(days=4)
    with clock.at("2022-05-17T08:00"):
        assert not codes.rotate_when_due()
        assert [one.signing for one in codes.keys(by=SYSTEM) if one.role == "code"] == [True, False]


@pytest.mark.parametrize("fetched", ["2022-05-13T08:01", "2022-05-15T20:00", "2022-05-17T07:59"])
def test_a_phone_with_no_network_for_days_knows_the_key_that_came_meanwhile(signed, fetched):
    root = keys.public_key(codes.root_public())
    with clock.at("2022-05-13T08:00"):
        codes.rotate_when_due()
    with clock.at(fetched):
        carried = keylist.read(codes.key_list(), root)
    with clock.at("2022-05-17T08:00"):
        shown = codes.show(signed.wei, by=NOBODY)
        assert carried.fresh_at(clock.now())
        assert fx1.open(shown.text, carried.ring, clock.now()).verdict == "good"


def test_a_list_that_lacks_the_next_key_is_over_before_it_signs(signed):
    with clock.at("2022-05-20T08:00"):  # the worker was away on the 13th and the 17th
        carried = keylist.read(codes.key_list(), keys.public_key(codes.root_public()))
        assert codes.rotate_when_due()
        then = next(one for one in codes.keys(by=SYSTEM) if one.ahead)
        assert not carried.fresh_at(then.signs_from)
        codes.rotate_keys(by=SYSTEM)  # by hand, in a hurry: the planned one still takes its turn
    with clock.at("2022-05-24T08:00"):
        assert next(one for one in codes.keys(by=SYSTEM) if one.signing).kid == then.kid


def test_a_key_that_another_process_turned_is_known_at_once(signed):
    codes.open_code("", clock.now())
    with clock.at("2022-05-10T08:00:05"):
        SigningKey.objects.filter(role="code").update(signs_until=clock.now())
        keyring.keep(keyring.CODE, keys.new_key(), clock.now())  # there, not here
        keyring.forget()
        shown = codes.show(signed.wei, by=NOBODY)
        assert codes.open_code(shown.text, clock.now()).verdict == "good"


def test_a_key_that_was_turned_here_is_known_within_the_second(signed):
    """What opens codes holds its list for a moment; turning a key ends that moment."""
    codes.open_code(codes.show(signed.wei, by=NOBODY).text, clock.now())
    codes.rotate_keys(by=SYSTEM)
    shown = codes.show(signed.wei, by=NOBODY)
    assert codes.open_code(shown.text, clock.now()).verdict == "good"


def test_what_another_process_signs_before_it_looks_again_is_good(signed):
    codes.show(signed.wei, by=NOBODY)
    with clock.at("2022-05-10T08:00:05"):
        there = dict(keyring._signer)
        codes.rotate_keys(by=SYSTEM)
        keyring._signer.update(there)  # it holds the key of before for half a minute
    with clock.at("2022-05-10T08:00:20"):
        shown = codes.show(signed.wei, by=NOBODY)
        assert codes.open_code(shown.text, clock.now()).verdict == "good"
    with clock.at("2022-05-10T08:00:40"):
        fresh = codes.show(signed.wei, by=NOBODY)
        assert codes.open_code(fresh.text, clock.now()).verdict == "good"
        assert keyring._signer["code"].key.kid != there["code"].key.kid


def test_turning_ends_both_keys_of_two_people_who_turned_at_one_moment(signed):
    with clock.at("2022-05-10T09:00"):
        codes.rotate_keys(by=SYSTEM)
        keyring.keep(keyring.CODE, keys.new_key(), clock.now())  # neither saw the other's
    with clock.at("2022-05-10T09:01"):
        made = codes.rotate_keys(by=SYSTEM)
        code_keys = [one for one in codes.keys(by=SYSTEM) if one.role == "code"]
        assert [one.kid for one in code_keys if one.signing] == [made.kid]


def test_without_a_key_it_says_what_to_do(town):
    keyring.forget()
    with pytest.raises(Refusal) as refused:
        codes.show(town.wei, by=NOBODY)
    assert "签名密钥" in refused.value.next_step.zh
    assert "rotate-keys" in refused.value.next_command.zh


def test_a_card_is_found_printed_again_and_revoked(town):
    clerk = official(3, "codes.issue_cards")
    first, second = codes.issue_cards([town.lao, town.wei], by=clerk)
    assert codes.issue_cards([town.lao], by=clerk)[0].token == first.token
    assert codes.card_tokens([town.wei]) == {town.wei: (second.token,)}
    for text in (first.text, first.token, first.token.lower()):
        assert codes.resolve(text, by=GUARD).person_id == town.lao
    codes.revoke_card(first.id, "遗失", by=clerk)
    gone = codes.resolve(first.text, by=GUARD)
    assert (gone.verdict, gone.person_id) == ("revoked", town.lao)
    assert codes.issue_cards([town.lao], by=clerk)[0].token != first.token
    with pytest.raises(NotAllowed):
        codes.issue_cards([town.lao], by=official(3, "codes.issue_cards", place="610921101"))


def test_a_sheet_of_cards_is_a_pdf_and_its_symbols_read_back(town):
    cards = codes.issue_cards([town.lao, town.wei, town.mei], by=SYSTEM)
    made = codes.card_sheet(cards * 4, "汉阴县")
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") == 3  # twelve cards, eight to a page, and the list
    drawn = Image.open(io.BytesIO(qr.symbol(cards[0].text).png(scale=6)))
    assert codes.resolve(zxingcpp.read_barcodes(drawn)[0].text, by=GUARD).person_id == town.lao


def test_a_rare_letter_on_a_card_is_itself_or_a_stand_in(town):
    (card,) = codes.issue_cards([town.lao], by=SYSTEM)
    said = words_on(codes.card_sheet([replace(card, name=people.mask_name("𠮷测国"))], "汉阴县"))
    assert said.count("〓**") == 2  # the card, and the list by which it is handed out


def test_a_number_is_the_last_resort_and_nothing_else_is_known(town):
    assert codes.resolve(NUMBERS[0], by=GUARD).person_id == town.wei
    assert codes.resolve("110101199003070070", by=GUARD).verdict in {"unknown", "unreadable"}
    for junk in ("", "x", "FX1:", "FXC1:ABC", "http://a.b/c", "\x00\ud83d", "9" * 5000):
        assert codes.resolve(junk, by=GUARD).person_id is None
    with pytest.raises(NotAllowed):
        codes.resolve(NUMBERS[0], by=official(1, "people.read"))


def test_a_scan_never_changes_a_colour(signed):
    lay(standing(signed.wei))
    card = codes.issue_cards([signed.lao], by=SYSTEM)[0]
    before = list(Standing.objects.order_by("id").values())
    for text in (codes.show(signed.wei, by=NOBODY).text, card.text, NUMBERS[1], "junk"):
        codes.resolve(text, by=GUARD)
    assert list(Standing.objects.order_by("id").values()) == before
    assert [signed.colour(one) for one in (signed.wei, signed.mei, signed.lao)] == [
        "red",
        "green",
        "green",
    ]


def test_a_phone_opens_the_codes_of_its_family(
    town, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FANGXIAN_DATA = tmp_path
    people_proven_phones.prove([town.wei, town.mei], PHONE)
    with django_capture_on_commit_callbacks(execute=True):
        answer = codes.send_password("138 0000 1234", by=NOBODY)
    sent = (tmp_path / "messages.txt").read_text()
    password = sent.split("验证码 ")[1][:6]
    wrong = "000000" if password != "000000" else "111111"
    assert codes.open_session(PHONE, wrong, by=NOBODY).fault is not None
    opened = codes.open_session(PHONE, password, by=NOBODY)
    assert set(opened.person_ids) == {town.wei, town.mei}
    assert codes.open_session(PHONE, password, by=NOBODY).person_ids == ()  # used up
    with django_capture_on_commit_callbacks(execute=True):
        assert codes.send_password("13900009999", by=NOBODY) == answer  # unknown: the same words
    assert (tmp_path / "messages.txt").read_text() == sent
    assert PHONE.encode() not in bytes(PhoneLogin.objects.first().phone_index)


def test_five_wrong_tries_spend_a_password_and_five_an_hour_are_sent(
    town, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FANGXIAN_DATA = tmp_path
    for _ in range(7):
        with django_capture_on_commit_callbacks(execute=True):
            codes.send_password(PHONE, by=NOBODY)
    lines = (tmp_path / "messages.txt").read_text().splitlines()
    assert len(lines) == 5
    password = lines[-1].split("验证码 ")[1][:6]
    for _ in range(5):
        codes.open_session(PHONE, "x", by=NOBODY)
    assert "作废" in codes.open_session(PHONE, password, by=NOBODY).fault.zh
    with clock.at("2022-05-10T09:30"):
        assert codes.open_session(PHONE, password, by=NOBODY).fault is not None
