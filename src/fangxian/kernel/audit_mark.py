"""The audit chain's end as it was last seen, in a signed file of the data folder.

Whoever can write the database but not this file cannot take lines back unseen: the line that
the file speaks of would be missing, or another. The worker writes it at each of its rounds;
`audit verify` and the doctor compare, and tell when it is gone. Who can replace it by an older
one of ours can hide that; a copy kept elsewhere shows it.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fangxian.kernel import crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

FILE = "audit.mark"


class MarkForged(Refusal):
    code = "kernel.audit_mark_forged"
    status = 500
    sentence = Text(
        "审计水位文件 {path} 不是本系统写的,或被改动。",
        "The audit mark {path} was not written by this system, or was changed.",
    )
    way_out = Text(
        "请告知指挥部系统管理员和审计:与异地保存的副本核对,确认无误后删除该文件并说明。",
        "Tell headquarters' administrator and the auditor: compare it with a copy kept elsewhere; once "
        "that is settled delete it, and say so.",
    )
    terminal = Text("用 fangxian audit restored 说明。", "Say so by fangxian audit restored.")


@dataclass(frozen=True, slots=True)
class Mark:
    """Line number, its seal, and when it was the last."""

    number: int
    seal: bytes
    at: datetime


def path() -> Path:
    from django.conf import settings  # noqa: PLC0415 settings are read late, not at import

    return Path(settings.FANGXIAN_DATA) / FILE


def read() -> Mark | None:
    """The mark; None when there is none. MarkForged when it is not ours."""
    file = path()
    if not file.exists():
        return None
    try:
        said = json.loads(file.read_text())
        mark = Mark(
            int(said["number"]), bytes.fromhex(said["seal"]), datetime.fromisoformat(said["at"])
        )
        signed = bytes.fromhex(said["signed"])
    except (ValueError, KeyError, TypeError) as error:
        raise MarkForged(path=file) from error
    if not hmac.compare_digest(signed, _signature(mark)):
        raise MarkForged(path=file)
    return mark


def leave(mark: Mark, *, back: bool = False) -> bool:
    """Write the mark unless a later one is there; `back`: even then (after a restore).
    Returns whether it was written."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(file.with_name(f"{FILE}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = None if back else read()
        if before and before.number >= mark.number:
            return False
        _write(file, mark)
        return True
    finally:
        os.close(lock)


def _write(file: Path, mark: Mark) -> None:
    said = {
        "number": mark.number,
        "seal": mark.seal.hex(),
        "at": mark.at.isoformat(),
        "signed": _signature(mark).hex(),
    }
    draft = file.with_name(f"{FILE}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(said, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _signature(mark: Mark) -> bytes:
    said = f"{mark.number}:{mark.at.isoformat()}:".encode() + mark.seal
    return hmac.digest(crypto.derived("audit.mark"), said, "sha256")
