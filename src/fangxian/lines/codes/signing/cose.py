"""COSE_Sign1 (RFC 9052) over bounded CBOR: who signed, with what, and the bytes signed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import cbor2
import msgspec
from cbor2 import frozendict

from fangxian.lines.codes.signing.keys import PrivateKey, PublicKey

CWT, SIGN1 = 61, 18  # CBOR tags: RFC 8392 lets the first stand around the second
TAGGED, EMPTY_MAP = b"\xd2\x84", b"\xa0"  # tag 18 on an array of four; the loose header
# What is signed (RFC 9052 §4.4): an array of four that begins with its name.
SIGNED, NO_DATA = b"\x84\x6aSignature1", b"\x40"
ALG, KID = 1, 4  # labels of the two header fields that are read
MOST_BYTES = 16_384
DEEPEST = 16  # containers in containers
# Laid behind a message in an array of two: the decoder stops after an item without a word of
# what follows, and nobody outside this process can make a message that ends with this.
END = os.urandom(8)
ARRAY_OF_TWO, BEHIND = b"\x82", b"\x48" + END
SAME_HEADERS = 64  # a day's keys: few headers, each on ten thousands of codes


class Unread(ValueError):
    """What was handed over is not the structure that was asked for; never leaves this package."""


class Signed(msgspec.Struct, frozen=True):
    """A message as read: nothing in it is to be believed before `verified_by` says so."""

    alg: int | None
    kid: bytes
    payload: bytes
    _protected: bytes
    _signature: bytes

    def verified_by(self, key: PublicKey) -> bool:
        if self.alg != key.suite.alg:
            return False
        return key.suite.verify(
            key.handle, signed_bytes(self._protected, self.payload), self._signature
        )


def sign(payload: bytes, key: PrivateKey) -> bytes:
    """Tagged COSE_Sign1 with algorithm and key id both under the signature."""
    before, signed_before = _opening(key.suite.alg, key.kid)
    said = _string(payload)
    return before + said + _string(key.suite.sign(key.handle, signed_before + said))


@lru_cache(SAME_HEADERS)
def _opening(alg: int, kid: bytes) -> tuple[bytes, bytes]:
    """What stands before the contents in the message, and in what is signed."""
    protected = _string(cbor2.dumps({ALG: alg, KID: kid}))
    return TAGGED + protected + EMPTY_MAP, SIGNED + protected + NO_DATA


def read(data: bytes) -> Signed:
    """Read, not verified. Unread for anything that is not one whole COSE_Sign1.

    A key id in the unprotected header counts only where the protected one has none, as the
    European certificates allow; a wrong id there can only lead to a key that does not verify.
    """
    found = loads(data)
    if isinstance(found, cbor2.CBORTag) and found.tag == CWT:
        found = found.value
        if not (isinstance(found, cbor2.CBORTag) and found.tag == SIGN1):
            raise Unread  # the outer tag promises the inner one
    parts = found.value if isinstance(found, cbor2.CBORTag) and found.tag == SIGN1 else found
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise Unread
    protected, loose, payload, signature = parts
    if not type(protected) is type(payload) is type(signature) is bytes:
        raise Unread
    header = _header(protected)
    if not isinstance(loose, dict | frozendict):
        raise Unread
    alg, kid = header.get(ALG, loose.get(ALG)), header.get(KID, loose.get(KID))
    if not (alg is None or type(alg) is int) or not (kid is None or isinstance(kid, bytes)):
        raise Unread
    return Signed(alg, kid or b"", payload, protected, signature)


@lru_cache(SAME_HEADERS)
def _header(protected: bytes) -> Mapping[Any, Any]:
    header = loads(protected) if protected else {}
    if not isinstance(header, dict | frozendict):
        raise Unread
    return header


def loads(data: bytes) -> Any:
    """One CBOR item and nothing after it. Unread, whatever goes wrong."""
    if len(data) > MOST_BYTES:
        raise Unread
    try:
        found, end = cbor2.loads(
            ARRAY_OF_TWO + data + BEHIND, max_depth=DEEPEST + 1, allow_duplicate_keys=False
        )
    except Exception as wrong:  # foreign bytes reach many parsers: dates, fractions…
        raise Unread from wrong
    if end != END:
        raise Unread
    return found


def signed_bytes(protected: bytes, payload: bytes) -> bytes:
    """What the signature is over (RFC 9052 §4.4): the array of "Signature1", the protected
    header, no outer data, and the contents."""
    return SIGNED + _string(protected) + NO_DATA + _string(payload)


def _string(data: bytes) -> bytes:
    """A byte string of CBOR: its length in as few bytes as hold it."""
    if len(data) < 24:
        return bytes([0x40 + len(data)]) + data
    if len(data) < 256:
        return bytes([0x58, len(data)]) + data
    return cbor2.dumps(data)
