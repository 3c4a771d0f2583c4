"""The one place that names an algorithm. ES256 today; SM2 with SM3 would be a second class here
and a new number in a code's header, and nothing else in the house would change."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

WIDTH = 32  # bytes of one half of our signatures, and of one coordinate of our keys


class Verifier(Protocol):
    """All that is needed of an algorithm that only others sign with."""

    name: str
    alg: int  # number in the registry "COSE Algorithms"

    def verify(self, public: Any, data: bytes, signature: bytes) -> bool: ...


class Suite(Verifier, Protocol):
    """Keys are opaque handles of the suite; everything that travels is bytes."""

    def digest(self, data: bytes) -> bytes: ...
    def new_private(self) -> Any: ...
    def load_private(self, kept: bytes) -> Any: ...
    def keep_private(self, private: Any) -> bytes: ...
    def load_public(self, raw: bytes) -> Any: ...
    def public_of(self, private: Any) -> bytes: ...
    def sign(self, private: Any, data: bytes) -> bytes: ...


class ES256:
    """ECDSA with SHA-256; we sign on P-256 only. A signature is r‖s, each as wide as the curve
    (RFC 9053 §2.1): some foreign issuers sign on P-384."""

    name = "ES256"
    alg = -7
    _scheme = ec.ECDSA(SHA256())

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()

    def new_private(self) -> Any:
        return ec.generate_private_key(ec.SECP256R1())

    def load_private(self, kept: bytes) -> Any:
        return load_der_private_key(kept, password=None)

    def keep_private(self, private: Any) -> bytes:
        """PKCS #8 DER, in the clear: the caller seals it at rest."""
        made: bytes = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return made

    def load_public(self, raw: bytes) -> Any:
        """From the uncompressed point, 65 bytes: what WebCrypto imports as "raw"."""
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)

    def public_of(self, private: Any) -> bytes:
        made: bytes = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return made

    def sign(self, private: Any, data: bytes) -> bytes:
        r, s = decode_dss_signature(private.sign(data, self._scheme))
        return r.to_bytes(WIDTH, "big") + s.to_bytes(WIDTH, "big")

    def verify(self, public: Any, data: bytes, signature: bytes) -> bool:
        width = (public.key_size + 7) // 8
        if len(signature) != 2 * width:
            return False
        r = int.from_bytes(signature[:width], "big")
        s = int.from_bytes(signature[width:], "big")
        try:
            public.verify(encode_dss_signature(r, s), data, self._scheme)
        except InvalidSignature:
            return False
        return True


SUITES: dict[int, Suite] = {ES256.alg: ES256()}
CURRENT = SUITES[ES256.alg]
