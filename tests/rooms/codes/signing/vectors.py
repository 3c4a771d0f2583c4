"""contracts/vectors/codes.json as it should read: what is shown to a decoder, when, and what it
must answer. The keys are made from words, so no private key is kept anywhere."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import cbor2
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from fangxian.lines.codes.signing import base45, claims, cose, fx1, keylist, keys, wrap
from fangxian.lines.codes.signing.suite import CURRENT

NOW = datetime(2022, 5, 10, 8, 0, tzinfo=UTC)
DAY, LIFE = timedelta(days=1), timedelta(minutes=30)
TERMS = fx1.Terms(
    grace=timedelta(hours=2), longest_life=timedelta(hours=24), skew=timedelta(minutes=2)
)


def key_of(words: str) -> keys.PrivateKey:
    number = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big")
    handle = ec.derive_private_key(number, ec.SECP256R1())
    public = CURRENT.public_of(handle)
    return keys.PrivateKey(CURRENT.digest(public)[: keys.KID_BYTES], CURRENT, handle)


ROOT, KEY, OLD, STRANGER = (
    key_of(f"fangxian test vector key: {name}") for name in ("root", "day", "old", "stranger")
)
LIST = keylist.make(
    [KEY.public(NOW - DAY, NOW + DAY), OLD.public(NOW - 3 * DAY, NOW - DAY)], NOW, NOW + DAY, ROOT
)
GOOD = fx1.Claims(
    kid=KEY.kid,
    jti=bytes(range(8)),
    issued=NOW,
    expires=NOW + LIFE,
    issuer="610921",
    subject=bytes(range(16, 28)),
    colour=2,
    name_mask="张**",
    place="610921102201",
    kind=0,
    edition="5d3c9f0a1b2e",
)


@dataclass(frozen=True)
class Case:
    name: str
    shown: str | bytes
    now: datetime = NOW


def sealed(key: keys.PrivateKey = KEY, **changed: Any) -> str:
    return fx1.seal(msgspec.structs.replace(GOOD, **changed), key)


def signed(payload: bytes) -> str:
    return wrap.wrap(fx1.PREFIX, cose.sign(payload, KEY))


def coded(message: bytes) -> str:
    return fx1.PREFIX + base45.encode(message)


def cases() -> Iterator[Case]:
    good = sealed()
    message = base45.decode(good[4:]) or b""
    said = cbor2.loads(claims.dump(GOOD))
    tag = cbor2.loads(message)
    protected, loose, payload, signature = tag.value
    yield Case("good", good)
    yield Case("good to the last second", good, NOW + LIFE - timedelta(seconds=1))
    yield Case("good on a clock a minute slow", good, NOW - timedelta(minutes=1))
    yield Case("blanks and a line end around it", f" {good}\r\n")
    yield Case("best colour, shown by family", sealed(colour=0, kind=1, name_mask="欧阳**"))
    yield Case("shortest subject, empty words", sealed(subject=bytes(8), edition="", place=""))
    squeezed = zlib.compress(message, 9)
    yield Case("squeezed although it does not shrink", coded(squeezed))
    yield Case("no tag around the four parts", coded(cbor2.dumps(tag.value)))
    yield Case("key id in the other header", coded(_resigned({1: -7}, {4: KEY.kid}, payload)))
    yield Case("at its end: grace", good, NOW + LIFE)
    yield Case("last second of grace", good, NOW + LIFE + TERMS.grace - timedelta(seconds=1))
    yield Case("after the grace", good, NOW + LIFE + TERMS.grace)
    yield Case("days later", good, NOW + 3 * DAY)
    yield Case("issued in the future", good, NOW - timedelta(minutes=3))
    yield Case("lives for a year", sealed(expires=NOW + 365 * DAY))
    yield Case("lives for exactly the longest", sealed(expires=NOW + TERMS.longest_life))
    yield Case(
        "signed by a stranger under our key's id",
        sealed(keys.PrivateKey(KEY.kid, STRANGER.suite, STRANGER.handle)),
    )
    yield Case("signed by a stranger", sealed(STRANGER))
    yield Case("signed by a key after its days", sealed(OLD))
    yield Case(
        "colour changed after signing",
        coded(
            _parts(protected, {}, cbor2.dumps(said | {-65537: said[-65537] | {0: 0}}), signature)
        ),
    )
    yield Case("signature of nothing", coded(_parts(protected, {}, payload, bytes(64))))
    yield Case("signature too short", coded(_parts(protected, {}, payload, signature[:63])))
    yield Case(
        "another algorithm", coded(_parts(cbor2.dumps({1: -8, 4: KEY.kid}), {}, payload, signature))
    )
    yield Case("no algorithm", coded(_parts(cbor2.dumps({4: KEY.kid}), {}, payload, signature)))
    yield Case("no key id", coded(_parts(cbor2.dumps({1: -7}), {}, payload, signature)))
    yield Case(
        "algorithm as text", coded(_parts(cbor2.dumps({1: "ES256"}), {}, payload, signature))
    )
    yield from _contents(said)
    yield from _damaged(good, message, squeezed)


def _contents(said: dict[int, Any]) -> Iterator[Case]:
    ours = said[-65537]
    changed = {
        "no claims": {},
        "a list instead of claims": [1, 2],
        "a number instead of claims": 7,
        "no contents of ours": {key: value for key, value in said.items() if key != -65537},
        "contents of ours are a number": said | {-65537: 5},
        "an end beyond all time": said | {4: 2**70},
        "an end as a fraction": said | {4: 1652171400.5},
        "an end before the beginning": said | {4: said[6]},
        "subject of other letters": said | {2: "!!!!!!!!!!!"},
        "subject too short": said | {2: "AAAA"},
        "colour as true": said | {-65537: ours | {0: True}},
        "colour out of range": said | {-65537: ours | {0: 24}},
        "name too long": said | {-65537: ours | {1: "张" * 7}},
        "name as bytes": said | {-65537: ours | {1: b"abc"}},
        "code number too short": said | {7: b"1234"},
        "more claims than we know": said | {99: "new"},
    }
    for name, payload in changed.items():
        yield Case(name, signed(cbor2.dumps(payload)))
    yield Case("text that is not UTF-8", signed(b"\xa1\x01\x63\xff\xfe\xfd"))
    yield Case("claims with bytes after them", signed(cbor2.dumps(said) + b"\0"))
    yield Case("one claim twice", signed(b"\xa2\x01\x61a\x01\x61b"))


def _damaged(good: str, message: bytes, squeezed: bytes) -> Iterator[Case]:
    yield Case("nothing", "")
    yield Case("prefix alone", "FX1:")
    yield Case("another prefix", "HC1:" + good[4:])
    yield Case("small letters", good.lower())
    yield Case("an address", "https://example.org/v/8Q2W")
    yield Case("cut in half", coded(message[: len(message) // 2]))
    yield Case("last byte missing", coded(message[:-1]))
    yield Case("one byte more", coded(message + b"\0"))
    yield Case("a torn group", good + "A" if len(good[4:]) % 3 == 0 else good[:-1] + "::")
    yield Case("a group too large", "FX1:" + ":::" + good[7:])
    yield Case("a letter that is none", good[:40] + "é" + good[41:])
    yield Case("Chinese letters", "FX1:张三")
    yield Case("bytes that are not UTF-8", b"FX1:\xff\xfe\xc3\x28")
    yield Case("bytes of a good code", good.encode())
    yield Case("oversized", good + "0" * 400)
    yield Case("a bomb", coded(zlib.compress(bytes(120_000), 9)))
    yield Case("squeezed and cut", coded(squeezed[:-8]))
    yield Case("squeezed with bytes after it", coded(squeezed + b"\0\0"))
    yield Case("deep nesting", coded(b"\x81" * 180))
    yield Case("a length beyond the end", coded(bytes.fromhex("d2845b00000001ffffffff")))
    yield Case("an array of three", coded(cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b""]))))
    yield Case("zeros", coded(bytes(100)))


def _parts(protected: bytes, loose: dict[int, Any], payload: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(cose.SIGN1, [protected, loose, payload, signature]))


def _resigned(header: dict[int, Any], loose: dict[int, Any], payload: bytes) -> bytes:
    protected = cbor2.dumps(header)
    over = cbor2.dumps(["Signature1", protected, b"", payload])
    return _parts(protected, loose, payload, KEY.suite.sign(KEY.handle, over))


def lists() -> Iterator[tuple[str, bytes]]:
    yield "good", LIST
    yield "signed by a stranger", keylist.make([KEY.public()], NOW, NOW + DAY, STRANGER)
    yield "changed", LIST[:-70] + bytes([LIST[-70] ^ 1]) + LIST[-69:]
    yield "cut", LIST[:-1]
    yield "nothing", b""
    yield "another format", cose.sign(cbor2.dumps({0: 9, 1: 0, 2: 0, 3: []}), ROOT)


def shown_as_json(shown: str | bytes) -> dict[str, str]:
    if isinstance(shown, bytes):
        return {"bytes": base64.b64encode(shown).decode()}
    return {"text": shown}
