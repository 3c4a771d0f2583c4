"""Uploaded files, kept sealed for as long as their batch is open."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.kernel import crypto, ids

ABOUT = "arrivals.file"
MB = 1024 * 1024
STRAY_SECONDS = 86_400


def read(source: Path | bytes) -> bytes:
    """The bytes of an upload or a path; refuses what is too large before reading it."""
    if isinstance(source, bytes):
        return source
    size, limit = source.stat().st_size, upload_limit()
    if size > limit:
        raise intake.FileTooLarge(size=-(-size // MB), limit=limit // MB)
    return source.read_bytes()


def upload_limit() -> int:
    limit: int = settings.FANGXIAN_UPLOAD_BYTES
    return limit


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put_away(data: bytes) -> str:
    """Seal a file into the data folder; returns its name there. Of one for which the disk has no
    room nothing is left (OSError: 503 at every door)."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{ids.token()}.sealed"
    path = folder / name
    try:
        path.write_bytes(crypto.seal(base64.b64encode(data).decode("ascii"), about=ABOUT))
        path.chmod(0o600)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def take_out(name: str) -> bytes:
    path = _folder() / name
    if not name or not path.exists():
        raise intake.FileDamaged
    return base64.b64decode(crypto.unseal(path.read_bytes(), about=ABOUT))


def throw_away(name: str) -> None:
    if name:
        (_folder() / name).unlink(missing_ok=True)


def strays(known: Collection[str]) -> list[str]:
    """Sealed files that nobody speaks of and that have lain for a day: an upload whose process
    was killed between the file and its row."""
    if not _folder().exists():
        return []
    yesterday = time.time() - STRAY_SECONDS
    return [
        path.name
        for path in _folder().glob("*.sealed")
        if path.name not in known and path.stat().st_mtime < yesterday
    ]


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"
