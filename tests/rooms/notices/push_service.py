"""A push service and a carrier of our own: real HTTP, and a browser's own half of the keys. What came
is opened by hand, by RFC 8188 and 8291, and not by the library that sealed it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def plain(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Got:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """`answers`: status of the next requests, 201 beyond them."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    own: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = b"0123456789abcdef"

    @property
    def key(self) -> str:
        point = self.own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return coded(point)

    def opened(self, one: Got) -> dict[str, object]:
        """What only this browser can read."""
        salt, length = one.body[:16], one.body[20]
        sender = one.body[21 : 21 + length]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.own.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\x00" + plain(self.key) + sender
        ikm = _expand(hmac.digest(self.secret, shared, "sha256"), info, 32)
        prk = hmac.digest(salt, ikm, "sha256")
        key = _expand(prk, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _expand(prk, b"Content-Encoding: nonce\x00", 12)
        text = AESGCM(key).decrypt(nonce, one.body[21 + length :], None)
        return json.loads(text.rstrip(b"\x00")[:-1])

    def claims(self, one: Got) -> dict[str, object]:
        """Of the VAPID token, once its signature is proven by the key beside it."""
        scheme, _, rest = one.headers["authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        head, body, signature = parts["t"].split(".")
        raw = plain(signature)
        der = utils.encode_dss_signature(
            int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        )
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), plain(parts["k"]))
        key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
        return json.loads(plain(body)) | {"k": parts["k"]}


def _expand(key: bytes, info: bytes, length: int) -> bytes:
    return hmac.new(key, info + b"\x01", hashlib.sha256).digest()[:length]


@contextmanager
def serving():
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.got.append(Got(self.path, headers, body))
            self.send_response(service.answers.pop(0) if service.answers else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
