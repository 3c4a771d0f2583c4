"""The contents of a code: canonical CBOR, whatever is in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import cbor2
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.lines.codes.signing import claims as contents
from fangxian.lines.codes.signing.claims import Claims

short = st.text(max_size=5)
small = st.integers(0, 23)
some_claims = st.builds(
    lambda issued, life, **rest: Claims(
        kid=b"8 bytes.", issued=issued, expires=issued + timedelta(seconds=life), **rest
    ),
    issued=st.integers(0, 2**32 - 10**6).map(lambda at: datetime.fromtimestamp(at, UTC)),
    life=st.integers(1, 86_400),
    jti=st.binary(min_size=8, max_size=8),
    issuer=short,
    place=short,
    subject=st.binary(min_size=8, max_size=12),
    colour=small,
    kind=small,
    edition=short,
    name_mask=st.text(max_size=6).filter(lambda name: len(name.encode()) <= 18),
)
ONE = Claims(
    b"8 bytes.",
    b"12345678",
    datetime(2022, 5, 10, tzinfo=UTC),
    datetime(2022, 5, 11, tzinfo=UTC),
    "610921",
    b"subject.",
    0,
    "韦**",
    "610921",
)


@given(some_claims.filter(lambda one: contents.fault_of(one) is None))
def test_the_mould_makes_what_a_library_makes_and_it_is_read_back(one):
    made = contents.dump(one)
    said = {
        1: one.issuer,
        2: one.subject_text,
        4: int(one.expires.timestamp()),
        6: int(one.issued.timestamp()),
        7: one.jti,
        -65537: {0: one.colour, 1: one.name_mask, 2: one.place, 3: one.kind, 4: one.edition},
    }
    assert made == cbor2.dumps(said)
    assert contents.load(made, one.kid) == one


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": 24},
        {"kind": -1},
        {"jti": b"short"},
        {"subject": b"1234567"},
        {"subject": b"1234567890123"},
        {"name_mask": "名字很长的人一"},
        {"issuer": "x" * 17},
        {"expires": ONE.issued},
    ],
)
def test_what_breaks_its_bounds_is_not_made(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        contents.dump(msgspec.structs.replace(ONE, **wrong))


def test_the_mould_keeps_the_bounds_of_a_person_too():
    mould = contents.ClaimsTemplate("610921", ONE.issued, ONE.expires, "610921", "")
    assert mould.fill(ONE.subject, ONE.jti, 0, ONE.name_mask, 0) == contents.dump(ONE)
    for colour, kind, name in ((24, 0, "韦**"), (0, 24, "韦**"), (-1, 0, ""), (0, 0, "名" * 7)):
        with pytest.raises(ValueError):  # noqa: PT011 the sentence is for nobody
            mould.fill(ONE.subject, ONE.jti, colour, name, kind)
