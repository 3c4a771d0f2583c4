"""Audit checkpoints: how far the chain had come, signed, and carried out of the database.

Each is a signed note of the shape of C2SP's tlog-checkpoint: origin, number of lines, the seal of
that line in base64, the time; then the signature by an Ed25519 key derived from the key file.

    fangxian/610921
    1200
    8mQ0…=
    time 2022-05-10T08:00:00+08:00

    — fangxian/610921 base64(4 bytes of the key's name + 64 bytes of signature)

The third line is the chain's own seal and no Merkle root: a checkpoint proves which line stood at
that number, no more. Whoever holds one sees when lines before it are cut or written anew, even by
somebody with the key file in hand. Sources: c2sp.org/tlog-checkpoint, c2sp.org/signed-note.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import logging
import os
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fangxian.kernel import audit, clock, crypto, home
from fangxian.kernel.errors import Refusal
from fangxian.kernel.models import AuditHead, AuditLine
from fangxian.kernel.text import Text

EVERY = 100  # lines
AT_LEAST = timedelta(minutes=1)
PATIENCE = 5  # seconds that a receiver elsewhere may take
ED25519 = b"\x01"  # its number among the algorithms of signed notes
FOLDER = "audit-checkpoints"
SENT = "sent"  # beside the daily files: the number that the receiver has last taken

log = logging.getLogger(__name__)


class CheckpointUnreadable(Refusal):
    code = "kernel.checkpoint_unreadable"
    status = 400
    sentence = Text(
        "{what}不是本系统签出的审计检查点(第 {number} 个)。",
        "{what} is no audit checkpoint signed by this system (note {number}).",
    )
    way_out = Text(
        "请检查文件是否完整,是不是本系统签出的。",
        "See that the file is whole, and that this system signed it.",
    )
    terminal = Text(
        "或用 --key 指明签发系统的公钥(fangxian audit key)。",
        "Or name the signer's public key by --key (fangxian audit key).",
    )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Line `number` had `seal` when it was signed at `at`."""

    origin: str
    number: int
    seal: bytes
    at: datetime

    def body(self) -> str:
        seal, at = base64.b64encode(self.seal).decode(), self.at.isoformat(timespec="seconds")
        return f"{self.origin}\n{self.number}\n{seal}\ntime {at}\n"


# ------------------------------------------------------------------ signing and reading


def origin() -> str:
    return f"fangxian/{home.county()}"


@cache
def _signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.derived("audit.checkpoint"))


def public_key() -> str:
    """The key by which strangers verify, in the form of signed notes: name+id+base64."""
    raw = ED25519 + _signer().public_key().public_bytes_raw()
    return f"{origin()}+{_key_id(origin(), raw).hex()}+{base64.b64encode(raw).decode()}"


def _key_id(name: str, raw: bytes) -> bytes:
    return hashlib.sha256(f"{name}\n".encode() + raw).digest()[:4]


def sign(one: Checkpoint) -> str:
    """The signed note, with its last line end."""
    raw = ED25519 + _signer().public_key().public_bytes_raw()
    signed = _key_id(one.origin, raw) + _signer().sign(one.body().encode())
    return f"{one.body()}\n— {one.origin} {base64.b64encode(signed).decode()}\n"


def read(text: str, *, key: str = "", what: str = "") -> list[Checkpoint]:
    """Every checkpoint of a file, in its order. CheckpointUnreadable for the first that is bent,
    cut off or not signed by `key` (this system's own when none is given)."""
    lines, found = iter(text.splitlines()), []
    while (note := _next_note(lines)) is not None:
        try:
            found.append(_opened(*note, key or public_key()))
        except (ValueError, IndexError, InvalidSignature) as fault:
            number = str(len(found) + 1)
            raise CheckpointUnreadable(what=what, number=number) from fault
    if not found:
        raise CheckpointUnreadable(what=what, number="1")
    return found


def _next_note(lines: Iterator[str]) -> tuple[list[str], list[str]] | None:
    """The lines of the next note and those of its signatures; None at the end."""
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        return None
    return [first, *_until_blank(lines)], list(_until_blank(lines))


def _until_blank(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line.rstrip("\r")


def _opened(body: list[str], signatures: list[str], key: str) -> Checkpoint:
    name, number, encoded = key.split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    text = "\n".join(body) + "\n"
    [mine] = [line for line in signatures if line.startswith(f"— {name} ")]
    signed = base64.b64decode(mine.rpartition(" ")[2], validate=True)
    if raw[:1] != ED25519 or not signed[:4] == bytes.fromhex(number) == _key_id(name, raw):
        raise ValueError(number)
    Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signed[4:], text.encode())
    at = next(line for line in body[3:] if line.startswith("time "))
    return Checkpoint(
        body[0],
        int(body[1]),
        base64.b64decode(body[2], validate=True),
        datetime.fromisoformat(at.removeprefix("time ")),
    )


def contradicted(carried: Iterable[Checkpoint]) -> list[int]:
    """The numbers of those whose line is gone or another."""
    wanted = {(one.number, one.seal) for one in carried}
    numbers = {number for number, _ in wanted}
    lines = AuditLine.objects.filter(number__in=numbers).values_list("number", "seal")
    held = {number: bytes(seal) for number, seal in lines.iterator(5_000)}
    return sorted({number for number, seal in wanted if held.get(number) != seal})


def verify(carried: Iterable[Checkpoint] = ()) -> audit.Verification:
    """Walk the chain, and hold it against the checkpoints of the folder and those carried here."""
    found = audit.verify()
    gone = [audit.Break(number, "checkpoint") for number in contradicted((*kept(), *carried))]
    return audit.Verification(found.lines, (*found.breaks, *gone))


def kept() -> list[Checkpoint]:
    """All checkpoints of the folder. CheckpointUnreadable when one of them is bent."""
    files = sorted(folder().glob("*.txt"))
    return [one for file in files for one in read(file.read_text(), what=file.name)]


# ------------------------------------------------------------------ leaving the database


def folder() -> Path:
    from django.conf import settings  # noqa: PLC0415 settings are read late, not at import

    return Path(settings.FANGXIAN_CHECKPOINTS or Path(settings.FANGXIAN_DATA) / FOLDER)


def last() -> Checkpoint | None:
    """The newest in the folder; None when it holds none. CheckpointUnreadable when bent."""
    files = sorted(folder().glob("*.txt"))
    return read(files[-1].read_text(), what=files[-1].name)[-1] if files else None


def set_aside() -> None:
    """After a restore: the folder begins anew, and what it held stays beside it."""
    aside = folder() / f"restored-{int(clock.now().timestamp())}"
    for file in sorted(folder().glob("*.txt")):
        aside.mkdir(exist_ok=True, mode=0o700)
        file.rename(aside / file.name)


def newest_day() -> str:
    """The file of the newest day, signed up to now; "" while the audit has no line."""
    leave_checkpoints()
    files = sorted(folder().glob("*.txt"))
    return files[-1].read_text() if files else ""


def leave_checkpoints() -> int:
    """Sign every hundredth line since the newest checkpoint, and the chain's end when a minute
    has passed; write them to the day's file and send what the receiver has not. Returns how
    many were signed: none before it is known of which county."""
    if not home.county():
        return 0
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fresh = _due(last())
        if fresh:
            _append(fresh)
    finally:
        os.close(lock)
    _send()
    return len(fresh)


def _due(before: Checkpoint | None) -> list[Checkpoint]:
    head = AuditHead.objects.filter(id=1).first()
    if head is None or bytes(head.mark) != crypto.head_seal(head.number, bytes(head.seal)):
        return []  # an end that is not ours is not vouched for
    now, end, numbers = clock.now(), head.number, set()
    if before is None or (now - before.at >= AT_LEAST and before.number != end):
        numbers.add(end)
    if before and before.number < end:  # else a restored copy that has not come as far again
        numbers |= set(range(before.number - before.number % EVERY + EVERY, end + 1, EVERY))
    lines = AuditLine.objects.filter(number__in=numbers).order_by("number")
    held = lines.values_list("number", "seal").iterator(5_000)
    return [Checkpoint(origin(), number, bytes(seal), now) for number, seal in held]


def _append(fresh: list[Checkpoint]) -> None:
    file = folder() / f"{clock.today()}.txt"
    with file.open("a") as out:
        out.write("".join(f"{sign(one)}\n" for one in fresh))
        out.flush()
        os.fsync(out.fileno())


def _send() -> None:
    """The newest checkpoint to the receiver elsewhere, when one is set and has not had it."""
    from django.conf import settings  # noqa: PLC0415 settings are read late, not at import

    to, newest, sent = settings.FANGXIAN_CHECKPOINT_URL, last(), folder() / SENT
    if not to or newest is None or (sent.exists() and sent.read_text() == str(newest.number)):
        return
    note = urllib.request.Request(  # noqa: S310 the setting allows http and https alone
        to, sign(newest).encode(), {"Content-Type": "text/plain; charset=utf-8"}, method="POST"
    )
    try:
        with urllib.request.urlopen(note, timeout=PATIENCE):  # noqa: S310
            sent.write_text(str(newest.number))
    except OSError as fault:
        log.warning("audit checkpoint %s was not taken: %s", newest.number, type(fault).__name__)
