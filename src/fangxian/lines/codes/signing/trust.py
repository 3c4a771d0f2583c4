"""Keys from files: certificates (PEM, DER, base64 of DER), JWK sets, and our own key list."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fangxian.lines.codes.signing import keylist
from fangxian.lines.codes.signing.keys import KID_BYTES, NAMELESS, PublicKey, public_key
from fangxian.lines.codes.signing.ps256 import PS256
from fangxian.lines.codes.signing.suite import CURRENT, Verifier

PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
# Extended key usage of the European certificates; both roots are in use in the wild.
USE = re.compile(r"1\.3\.6\.1\.4\.1\.(?:0\.)?1847\.2021\.1\.([123])")
USES = {"1": "t", "2": "v", "3": "r"}


class NoKeys(ValueError):
    """A file in which no key could be found."""


@dataclass(frozen=True, slots=True)
class TrustedKey(PublicKey):
    """A key of a foreign issuer; `uses` empty means that it may sign any statement."""

    uses: frozenset[str] = frozenset()
    country: str = ""


def load(data: bytes, root: PublicKey | None = None) -> list[PublicKey]:
    """All keys of one file. NoKeys if there are none. A key list of ours is believed on its own
    root where one is given; without, as a file that its owner chose to hand over."""
    found = list(_found(data, root))
    if not found:
        raise NoKeys
    return found


def _found(data: bytes, root: PublicKey | None) -> Iterator[PublicKey]:
    text = data.strip()
    if blocks := PEM.findall(text):
        yield from (of_certificate(x509.load_pem_x509_certificate(block)) for block in blocks)
    elif text[:1] in (b"{", b"["):
        yield from _of_jwks(json.loads(text))
    elif listed := keylist.read(data, root) if root else keylist.read_unproven(data):
        yield from listed.ring
    else:
        yield of_certificate(x509.load_der_x509_certificate(_der(data)))


def _der(data: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return data


def of_certificate(certificate: x509.Certificate) -> TrustedKey:
    """Its id is the first 8 bytes of the SHA-256 of the certificate (DCC specification §3.3)."""
    public = certificate.public_key()
    raw = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    countries = certificate.subject.get_attributes_for_oid(x509.NameOID.COUNTRY_NAME)
    return TrustedKey(
        kid=certificate.fingerprint(hashes.SHA256())[:KID_BYTES],
        suite=_suite_of(public),
        raw=raw,
        handle=public,
        since=certificate.not_valid_before_utc,
        until=certificate.not_valid_after_utc,
        uses=_uses(certificate),
        country=str(countries[0].value) if countries else "",
    )


def _uses(certificate: x509.Certificate) -> frozenset[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return frozenset()
    named = (USE.fullmatch(one.dotted_string) for one in found)
    return frozenset(USES[match[1]] for match in named if match)


def _suite_of(public: Any) -> Verifier:
    if isinstance(public, rsa.RSAPublicKey):
        return PS256()
    if isinstance(public, ec.EllipticCurvePublicKey):
        return CURRENT
    raise NoKeys(type(public).__name__)


def _of_jwks(said: Any) -> Iterator[PublicKey]:
    if isinstance(said, dict):
        said = said.get("keys", [said])
    for one in said:
        kid = _kid(str(one.get("kid", "")))
        if (key := _of_jwk(one, kid)) is None:
            continue  # of a kind that nobody signs codes with
        yield key
        if kid is None:
            yield replace(key, kid=NAMELESS)


def _of_jwk(one: dict[str, Any], kid: bytes | None) -> PublicKey | None:
    if one.get("x5c"):
        held = of_certificate(x509.load_der_x509_certificate(base64.b64decode(one["x5c"][0])))
        return replace(held, kid=kid or held.kid)
    if one.get("kty") == "EC" and one.get("crv") == "P-256":
        point = b"\4" + _number(one["x"]).rjust(32, b"\0") + _number(one["y"]).rjust(32, b"\0")
        return public_key(point, kid=kid)
    if one.get("kty") == "RSA":
        numbers = (int.from_bytes(_number(one[part]), "big") for part in ("e", "n"))
        public = rsa.RSAPublicNumbers(*numbers).public_key()
        raw = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return TrustedKey(kid or CURRENT.digest(raw)[:KID_BYTES], PS256(), raw, public)
    return None


def _number(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _kid(text: str) -> bytes | None:
    """Base64 of 8 bytes, or their hex; any other name is its own bytes."""
    if re.fullmatch(r"[0-9a-fA-F]{16}", text):
        return bytes.fromhex(text)
    if re.fullmatch(r"[A-Za-z0-9+/_-]{11}=?", text):
        return _number(text.rstrip("=").translate(str.maketrans("+/", "-_")))
    return text.encode() or None
