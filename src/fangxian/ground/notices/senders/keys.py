"""The key by which browsers' push services know this county (VAPID, RFC 8292). It lies beside the key
file, made when it is first needed; whoever restores one restores both. One that is lost is made anew,
and every browser asks to be reminded again."""

from __future__ import annotations

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

NAME = "push.key"


def server_key() -> Vapid02:
    """Ours; made if there is none."""
    path = _path()
    if not path.exists():
        _make(path)
    return _read(path, path.stat().st_mtime_ns)


def public_key() -> str:
    """What a browser is told (applicationServerKey), base64url."""
    raw = server_key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _path() -> Path:
    return Path(settings.FANGXIAN_KEY_FILE).with_name(NAME)


def _make(path: Path) -> None:
    """Safe when two processes make it at once: the first stands."""
    made = Vapid02()
    made.generate_keys()
    draft = path.with_name(f"{NAME}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made.private_pem())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def _read(path: Path, changed: int) -> Vapid02:
    return Vapid02.from_pem(path.read_bytes())
