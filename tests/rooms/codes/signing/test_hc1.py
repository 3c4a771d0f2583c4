"""Foreign certificates from hostile hands, and keys from files that are none."""

from __future__ import annotations

import os
import zlib
from datetime import UTC, datetime

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.lines.codes.signing import base45, cose, hc1, keys, trust, verdict

NOW = datetime(2021, 6, 1, tzinfo=UTC)
KEY = keys.new_key()
RING = keys.KeyRing([KEY.public()])
STATEMENT = {
    "ver": "1.3.0",
    "dob": "1998-02-26",
    "nam": {"fn": "Musterfrau", "fnt": "MUSTERFRAU", "gn": "Gabriele", "gnt": "GABRIELE"},
    "r": [{"tg": "840539006", "fr": "2021-02-20", "co": "AT", "is": "M", "df": "2021-04-04",
           "du": "2021-10-04", "ci": "URN:UVCI:01:AT:1#K"}],
}  # fmt: skip


def code(payload: object) -> str:
    return "HC1:" + base45.encode(zlib.compress(cose.sign(cbor2.dumps(payload), KEY)))


def issued(**claims: object) -> str:
    return code({1: "AT", 4: 1640995200, 6: 1619827200, -260: {1: STATEMENT}} | claims)


def test_one_of_our_own_making_holds() -> None:
    found = hc1.open(issued(), RING, NOW)
    assert (found.verdict, found.checks["schema"]) == ("good", True)
    assert found.certificate
    assert found.certificate.statement == STATEMENT


@pytest.mark.parametrize(
    "payload",
    [None, 5, [], {}, {-260: 5}, {-260: {1: []}}, {4: "x", -260: {1: {}}},
     {4: 1e30, -260: {1: {}}}, {6: True, -260: {1: {}}}, {4: float("nan"), -260: {1: {}}}],
)  # fmt: skip
def test_signed_and_yet_no_certificate(payload: object) -> None:
    assert hc1.open(code(payload), RING, NOW).reason.code == "claims"


def test_contents_of_any_kind_are_faults_and_not_errors() -> None:
    for odd in (None, 5, "x", [], [5], [None], {"a": 1}, [[1]], [{}], [{"dn": "1"}]):
        for field in ("ver", "dob", "nam", "v", "t", "r"):
            found = hc1.open(code({-260: {1: STATEMENT | {field: odd}}}), RING, NOW)
            assert found.verdict in ("invalid", "good"), (field, odd)


def test_a_bomb_and_what_is_too_long() -> None:
    bomb = base45.encode(zlib.compress(bytes(2_000_000), 9))
    assert hc1.open("HC1:" + bomb, RING, NOW).reason.code == "too_large"
    assert hc1.open("HC1:" + "0" * 10_000_000, RING, NOW).reason.code == "too_long"


def test_random_byte_strings() -> None:
    for n in range(3000):
        noise = os.urandom(n % 400)
        squeezed = "HC1:" + base45.encode(zlib.compress(noise))
        for shown in (noise, squeezed, b"HC1:" + noise):
            assert hc1.open(shown, RING, NOW).verdict == "unreadable"


@settings(max_examples=500, deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=12,
))  # fmt: skip
def test_no_signed_contents_raise(payload: object) -> None:
    assert hc1.open(code({-260: {1: payload}}), RING, NOW).verdict in verdict.VERDICTS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_a_file_that_holds_no_key_says_so(noise: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, AttributeError)):
        trust.load(noise)
