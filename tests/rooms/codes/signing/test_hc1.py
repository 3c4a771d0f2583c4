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
    "r": [
        {
            "tg": "840539006",
            "fr": "2021-02-20",
            "co": "AT",
            "is": "M",
            "df": "2021-04-04",
            "du": "2021-10-04",
            "ci": "URN:UVCI:01:AT:1#K",
        }
    ],
}


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
    [
        None,
        5,
        [],
        {},
        {-260: 5},
        {-260: {1: []}},
        {4: "x", -260: {1: {}}},
        {4: 1e30, -260: {1: {}}},
        {6: True, -260: {1: {}}},
        {4: float("nan"), -260: {1: {}}},
    ],
)
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
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.binary()
        | st.datetimes(timezones=st.just(UTC)),
        lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
        max_leaves=12,
    )
)
def test_no_signed_contents_raise(payload: object) -> None:
    assert hc1.open(code({-260: {1: payload}}), RING, NOW).verdict in verdict.VERDICTS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_a_file_that_holds_no_key_says_so(noise: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, AttributeError)):
        trust.load(noise)


def vaccinated(day: str) -> dict[str, object]:
    return {
        "tg": "840539006",
        "vp": "1119349007",
        "mp": "EU/1/20/1528",
        "ma": "ORG-100030215",
        "dn": 2,
        "sd": 2,
        "dt": day,
        "co": "AT",
        "is": "M",
        "ci": "URN:UVCI:01:AT:2#K",
    }


def said_of(**fields: object) -> hc1.Opened:
    return hc1.open(issued_with(fields), RING, NOW)


def issued_with(fields: dict[str, object]) -> str:
    return code({1: "AT", 4: 1640995200, 6: 1619827200, -260: {1: STATEMENT | fields}})


@pytest.mark.parametrize("born", ["1964", "1964-02", "1964-02-29", "1964-02-29T00:00:00", ""])
def test_a_birth_date_may_be_a_year_or_a_month_or_unknown(born: str) -> None:
    assert said_of(dob=born).verdict == "good"


@pytest.mark.parametrize(
    "born",
    ["1988-13-40", "1988-13", "1988-00", "1963-02-29", "1988-04-31", "2021-06-03", "2022", None],
)
def test_nobody_is_born_on_no_day_or_after_the_check(born: str | None) -> None:
    found = said_of(dob=born)
    assert (found.verdict, found.reason.code) == ("invalid", "schema")
    assert found.certificate
    assert found.certificate.faults == ("dob",)


def test_a_child_of_today_is_born_wherever_the_day_has_begun() -> None:
    assert said_of(dob="2021-06-01").verdict == "good"


@pytest.mark.parametrize("day", ["2021-02-31", "2021-13-01", "2021-00-10", "2021-04-31T10:00:00Z"])
def test_a_statement_of_no_day_breaks_the_schema(day: str) -> None:
    found = said_of(r=None, v=[vaccinated(day)])
    assert (found.reason.code, found.certificate and found.certificate.faults) == (
        "schema",
        ("v[0].dt",),
    )
    assert said_of(r=None, v=[vaccinated("2021-02-28")]).verdict == "good"


def test_a_sample_is_taken_at_an_hour_that_exists() -> None:
    test = {
        "tg": "840539006",
        "tt": "LP6464-4",
        "tr": "260415000",
        "co": "AT",
        "is": "M",
        "ci": "x",
    }
    assert said_of(r=None, t=[test | {"sc": "2021-05-30T10:12:22Z"}]).verdict == "good"
    assert said_of(r=None, t=[test | {"sc": "2021-05-30T25:12:22Z"}]).reason.code == "schema"


def test_a_certificate_makes_one_statement() -> None:
    found = said_of(v=[vaccinated("2021-02-28")])
    assert (found.reason.code, found.certificate and found.certificate.faults) == (
        "schema",
        ("v|t|r",),
    )


def test_the_tag_of_a_web_token_may_stand_around_the_message() -> None:
    message = cose.sign(cbor2.dumps({1: "AT", 6: 1619827200, -260: {1: STATEMENT}}), KEY)
    tagged = b"\xd8\x3d" + message  # 61(18([…]))
    assert hc1.open("HC1:" + base45.encode(zlib.compress(tagged)), RING, NOW).verdict == "good"
    bare = b"\xd8\x3d" + message[1:]  # 61([…]): the inner tag is what the outer promises
    assert hc1.open("HC1:" + base45.encode(zlib.compress(bare)), RING, NOW).reason.code == "cose"


def test_a_certificate_is_squeezed() -> None:
    message = cose.sign(cbor2.dumps({1: "AT", 6: 1619827200, -260: {1: STATEMENT}}), KEY)
    assert hc1.open("HC1:" + base45.encode(message), RING, NOW).reason.code == "inflate"
