"""Codes signed, opened and drawn on one core, each against what it cannot do without.

Limits, in the same run: the bare ES256 of `cryptography` over the same bytes, and the bare
drawing of zxing-cpp of the same text. Each operation takes turns with its limit, and the median of
the turns' ratios counts, so that a busy machine slows both.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import zxingcpp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

TURNS = 15
NOW = datetime(2022, 5, 10, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Part:
    name: str
    deed: Callable[[], Any]
    limit_name: str
    limit: Callable[[], Any]
    at_least: float  # of the limit's rate
    repeats: int = 300


def rate(deed: Callable[[], Any], repeats: int) -> float:
    began = time.perf_counter()
    for _ in range(repeats):
        deed()
    return repeats / (time.perf_counter() - began)


def measured(part: Part) -> dict[str, Any]:
    turns = [(rate(part.deed, part.repeats), rate(part.limit, part.repeats)) for _ in range(TURNS)]
    ratio = statistics.median(deed / limit for deed, limit in turns)
    return {
        "bench": f"codes: {part.name}",
        "per_s": round(statistics.median(deed for deed, _ in turns)),
        "limit": part.limit_name,
        "limit_per_s": round(statistics.median(limit for _, limit in turns)),
        "ratio": round(ratio, 2),
        "at_least": part.at_least,
        "holds": ratio >= part.at_least,
    }


def parts() -> list[Part]:
    from fangxian.lines.codes.signing import base45, claims, cose, fx1, keys, qr

    key = keys.new_key()
    public = key.public()
    ring = keys.KeyRing([public])
    made = fx1.Claims(
        kid=key.kid,
        jti=os.urandom(8),
        issued=NOW,
        expires=NOW + timedelta(minutes=30),
        issuer="610921",
        subject=os.urandom(12),
        colour=1,
        name_mask="张**",
        place="610921102201",
        edition="5d3c9f0a1b2e",
    )
    text = fx1.seal(made, key)
    assert fx1.open(text, ring, NOW).claims == made
    assert qr.symbol(text).version <= qr.HIGHEST
    assert cose.read(base45.decode(text[4:]) or b"").verified_by(public)
    scheme = ec.ECDSA(SHA256())
    over = cose.signed_bytes(b"\xa2\x01\x26\x04\x48" + key.kid, claims.dump(made))
    signature = key.handle.sign(over, scheme)

    def bare() -> Any:
        return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")

    return [
        Part(
            "sign",
            lambda: fx1.seal(made, key),
            "bare ES256 sign",
            lambda: key.handle.sign(over, scheme),
            0.35,
        ),
        Part(
            "verify",
            lambda: fx1.open(text, ring, NOW),
            "bare ES256 verify",
            lambda: public.handle.verify(signature, over, scheme),
            0.35,
        ),
        Part(
            "render SVG",
            lambda: qr.symbol(text).svg(),
            "bare zxing-cpp SVG",
            lambda: bare().to_svg(),
            0.9,
            60,
        ),
        Part(
            "render PNG",
            lambda: qr.symbol(text).png(),
            "bare zxing-cpp pixels, no file",
            lambda: bare().to_image(scale=4),
            0.5,
            60,
        ),
    ]


def main() -> None:
    for part in parts():
        print(json.dumps(measured(part)))


if __name__ == "__main__":
    main()
