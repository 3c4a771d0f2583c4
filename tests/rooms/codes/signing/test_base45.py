"""Base45 by whole columns says what RFC 9285 says letter by letter."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from fangxian.lines.codes.signing import base45


def plainly(data: bytes) -> str:
    """The RFC's own words: n = c + d·45 + e·45²."""
    text = ""
    for at in range(0, len(data), 2):
        number = int.from_bytes(data[at : at + 2], "big")
        for _ in range(3 if len(data) - at > 1 else 2):
            number, letter = divmod(number, 45)
            text += base45.ALPHABET[letter]
    return text


def test_the_examples_of_the_rfc():
    assert base45.encode(b"AB") == "BB8"
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.encode(b"base-45") == "UJCLQE7W581"
    assert base45.decode("QED8WEX0") == b"ietf!"


def test_every_pair_of_bytes():
    data = struct.pack(">65536H", *range(65536))
    assert base45.encode(data) == plainly(data)
    assert base45.decode(base45.encode(data)) == data


@given(st.binary(max_size=300))
def test_any_bytes_there_and_back(data):
    assert base45.encode(data) == plainly(data)
    assert base45.decode(base45.encode(data)) == data


@given(st.text(alphabet=base45.ALPHABET + "a€", max_size=30))
def test_any_text_is_read_or_refused(text):
    read = base45.decode(text)
    assert read is None or base45.encode(read) == text
