"""Our own code: what is sealed is read back, and whatever else is shown gets its verdict."""

from __future__ import annotations

import os
import zlib
from datetime import UTC, datetime, timedelta

import cbor2
import msgspec
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fangxian.lines.codes.signing import base45, cose, fx1, keys, qr, verdict, wrap
from fangxian.lines.codes.signing.fx1 import Claims, Terms

NOW = datetime(2022, 5, 10, 8, 0, tzinfo=UTC)
LIFE = timedelta(minutes=30)
KEY = keys.new_key()
RING = keys.KeyRing([KEY.public(NOW - timedelta(days=1), NOW + timedelta(days=1))])
CLAIMS = Claims(
    kid=KEY.kid,
    jti=bytes(range(8)),
    issued=NOW,
    expires=NOW + LIFE,
    issuer="610921",
    subject=bytes(range(12)),
    colour=1,
    name_mask="张**",
    place="610921102201",
    edition="hanyin-2022-05",
)
# The longest that the bounds allow.
FULLEST = msgspec.structs.replace(
    CLAIMS,
    name_mask="阿卜杜热" + "*" * 6,
    place="6" * 15,
    edition="e" * 16,
    issuer="610921102",
    colour=23,
)
CODE = fx1.seal(CLAIMS, KEY)
TERMS = Terms(grace=timedelta(hours=2))


def reason(text: str | bytes, now: datetime = NOW, ring: object = RING) -> str:
    return fx1.open(text, ring, now, TERMS).reason.code  # type: ignore[arg-type]


def forged(**claims: object) -> str:
    return fx1.seal(msgspec.structs.replace(CLAIMS, **claims), KEY)  # type: ignore[arg-type]


def signed(payload: object) -> str:
    return wrap.wrap("FX1:", cose.sign(cbor2.dumps(payload), KEY))


def test_what_is_sealed_is_read_back() -> None:
    found = fx1.open(CODE, RING, NOW)
    assert (found.verdict, found.claims) == ("good", CLAIMS)


@pytest.mark.parametrize("claims", [CLAIMS, FULLEST], ids=["usual", "fullest"])
def test_a_code_is_at_most_version_10_and_is_read_from_its_picture(claims: Claims) -> None:
    drawn = qr.symbol(fx1.seal(claims, KEY))
    assert drawn.version <= qr.HIGHEST
    image = Image.open(__import__("io").BytesIO(drawn.png()))
    (seen,) = zxingcpp.read_barcodes(image)
    assert (seen.text, seen.ec_level) == (drawn.text, "M")
    assert f'viewBox="0 0 {17 + 4 * drawn.version + 8} ' in drawn.svg()


def test_the_longest_text_that_is_let_through_still_fits_version_10() -> None:
    assert qr.symbol("FX1:" + "A" * (fx1.MOST_LETTERS - 4)).version == 10
    assert qr.symbol("FX1:" + "A" * (fx1.MOST_LETTERS - 3)).version == 11


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (-3, "issued_ahead"),
        (-1, "good"),
        (29, "good"),
        (30, "grace"),
        (149, "grace"),
        (150, "expired"),
    ],
)
def test_the_clock_says(minutes: int, expected: str) -> None:
    assert reason(CODE, NOW + timedelta(minutes=minutes)) == expected


def test_a_code_shown_again_is_good_no_longer_than_its_life() -> None:
    """Whoever photographs a code has what is left of its life, and no rule makes that longer."""
    assert reason(CODE, NOW + LIFE - timedelta(seconds=1)) == "good"
    assert fx1.open(CODE, RING, NOW + LIFE).verdict == "expired"


def test_a_key_of_ours_cannot_make_a_code_that_lives_for_ever() -> None:
    assert reason(forged(expires=NOW + timedelta(days=365))) == "life"


def test_a_wrong_key_a_foreign_key_and_a_key_out_of_its_days() -> None:
    other = keys.new_key()
    stolen = keys.PrivateKey(KEY.kid, other.suite, other.handle)
    assert reason(fx1.seal(CLAIMS, stolen)) == "signature"
    assert reason(fx1.seal(CLAIMS, other)) == "kid"
    assert (
        reason(forged(issued=NOW - timedelta(days=2), expires=NOW - timedelta(days=2) + LIFE))
        == "key_window"
    )


def test_every_letter_is_under_the_signature() -> None:
    for at in range(4, len(CODE)):
        other = "A" if CODE[at] != "A" else "B"
        assert reason(CODE[:at] + other + CODE[at + 1 :]) != "good"


def test_every_shorter_text_is_unreadable() -> None:
    for end in range(len(CODE)):
        assert fx1.open(CODE[:end], RING, NOW).verdict == "unreadable"


def test_oversized_and_a_zip_bomb() -> None:
    assert reason(CODE + "0" * 10_000_000) == "too_long"
    bomb = base45.encode(zlib.compress(bytes(120_000), 9))
    assert len(bomb) < fx1.MOST_LETTERS
    assert reason("FX1:" + bomb) == "too_large"


def test_what_is_no_text_at_all() -> None:
    assert reason(b"FX1:" + "张三".encode()) == "base45"
    assert reason(b"FX1:" + b"\xff\xfe\x00") == "base45"
    assert reason("FX1:张三") == "base45"
    assert reason("FX1:\ud800") == "base45"
    assert reason("") == reason("HC1:" + CODE[4:]) == reason("fx1:" + CODE[4:]) == "prefix"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        7,
        None,
        {1: "610921"},
        {-65537: 5},
        {-65537: {0: True}},
        {**cbor2.loads(cose.read(base45.decode(CODE[4:]) or b"").payload), 4: 2**70},
        {**cbor2.loads(cose.read(base45.decode(CODE[4:]) or b"").payload), 6: 1.5},
        {**cbor2.loads(cose.read(base45.decode(CODE[4:]) or b"").payload), 2: "!!"},
    ],
)
def test_signed_and_yet_not_a_code_of_ours(payload: object) -> None:
    assert reason(signed(payload)) == "claims"


def test_another_algorithm_is_not_tried() -> None:
    message = cbor2.loads(base45.decode(CODE[4:]) or b"").value
    for header in ({1: -8, 4: KEY.kid}, {1: -37, 4: KEY.kid}, {4: KEY.kid}):
        made = cbor2.CBORTag(18, [cbor2.dumps(header), {}, message[2], message[3]])
        assert reason(wrap.wrap("FX1:", cbor2.dumps(made))) == "alg"


def test_ten_thousand_random_byte_strings() -> None:
    for n in range(10_000):
        noise = os.urandom(n % 400)
        shown: bytes | str = (
            noise
            if n % 3 == 0
            else "FX1:" + base45.encode(noise[:200])
            if n % 3 == 1
            else b"FX1:" + noise
        )
        found = fx1.open(shown, RING, NOW)
        assert found.verdict == "unreadable"
        assert found.claims is None


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
def test_no_text_raises(shown: bytes | str) -> None:
    assert fx1.open(shown, RING, NOW).verdict in verdict.VERDICTS


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 30))
def test_no_mangled_message_raises(noise: bytes, at: int, cut: int) -> None:
    message = base45.decode(CODE[4:]) or b""
    mangled = message[:at] + noise + message[at + cut :]
    found = fx1.open("FX1:" + base45.encode(mangled), RING, NOW)
    assert found.verdict != "good" or mangled == message


@given(st.binary(max_size=80))
def test_base45_both_ways(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


def test_base45_as_the_rfc_has_it() -> None:
    assert base45.encode(b"AB") == "BB8"
    assert base45.encode(b"base-45") == "UJCLQE7W581"
    assert base45.decode("QED8WEX0") == b"ietf!"
    assert [base45.decode(text) for text in ("GGW", ":::", "A", "ab", "::")] == [None] * 5


def test_claims_out_of_their_bounds_are_not_sealed() -> None:
    for wrong in ({"subject": b"1"}, {"colour": 24}, {"name_mask": "张" * 7}, {"expires": NOW}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            forged(**wrong)


def test_every_reason_has_its_words() -> None:
    for one in verdict.REASONS.values():
        assert one.verdict in verdict.VERDICTS
        assert one.words.zh
        assert one.words.en
