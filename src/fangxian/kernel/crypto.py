"""Keys and sealed values: AES-256-GCM at rest, a keyed blind index for exact look-up,
a keyed seal for the audit chain. The master key lives in one file that is made with a
new database, mode 0600, and is never in the database or the repository. One that is missing is
never replaced while there is something to open."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyUnusable(Refusal):
    code = "kernel.key_unusable"
    status = 500
    sentence = Text("密钥文件 {path} 无法使用。", "The key file {path} cannot be used.")
    way_out = Text(
        "请从备份恢复该文件(32 字节);没有它,已加密的号码无法读出。",
        "Restore the file (32 bytes) from its backup; sealed numbers cannot be read without it.",
    )


class KeyMissing(Refusal):
    code = "kernel.key_missing"
    status = 503
    sentence = Text(
        "密钥文件 {path} 不见了,而数据库里有用它加密的数据;系统不会另造一把。",
        "The key file {path} is gone, while the database holds data sealed with it; no other "
        "is made in its place.",
    )
    way_out = Text(
        "请系统管理员从备份恢复该文件(32 字节,权限 600);没有它,号码无法读出。",
        "Have the administrator restore the file from its backup (32 bytes, mode 600); without it no "
        "number can be read.",
    )
    terminal = Text("见 docs/howto/restore.md。", "See docs/howto/restore.md.")


class KeyIsAnother(Refusal):
    code = "kernel.key_is_another"
    status = 503
    sentence = Text(
        "密钥文件 {path} 不是这个数据库的那一把。", "The key file {path} is not this database's."
    )
    way_out = Text(
        "请从备份恢复与数据库同时的密钥文件;不要在旧库上使用新密钥。",
        "Restore the key file that belongs to this database; never use a new key on an old one.",
    )


def make_key_file(path: Path) -> None:
    """Make the master key if there is none. Safe when two processes start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def _master() -> bytes:
    from django.conf import settings  # noqa: PLC0415 keys are read late, not at import

    path = Path(settings.FANGXIAN_KEY_FILE)
    if not path.exists():
        raise KeyMissing(path=path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyUnusable(path=path)
    return key


def mark() -> bytes:
    """By which a database knows this key again without knowing it."""
    return hmac.digest(derived("mark"), b"fangxian", "sha256")


def secret_key(path: Path) -> str:
    """Signing key of sessions and links. Without a key file it is one of this process alone,
    until the key is made: what it signs holds nowhere else."""
    if not path.exists():
        return secrets.token_hex(KEY_BYTES)
    return derive(path.read_bytes(), "django").hex()


@cache
def derived(purpose: str) -> bytes:
    """A key of its own for each purpose (HKDF-SHA256)."""
    return derive(_master(), purpose)


def derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(master)


@cache
def _box() -> AESGCM:
    return AESGCM(derived("seal"))


def seal(text: str, *, about: str) -> bytes:
    """Encrypt; `about` (e.g. "people.number") is bound in and must be given to open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _box().encrypt(nonce, text.encode(), about.encode())


def unseal(sealed: bytes | memoryview, *, about: str) -> str:
    raw = bytes(sealed)
    return _box().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], about.encode()).decode()


def blind_index(text: str, *, about: str) -> bytes:
    """16 bytes by which equal values are found without reading them (HMAC-SHA256)."""
    return hmac.digest(derived(f"index:{about}"), text.encode(), "sha256")[:16]


def chain_seal(previous: bytes, line: bytes) -> bytes:
    """The seal of an audit line: keyed, so the database alone cannot forge it."""
    return hmac.digest(derived("audit"), previous + line, hashlib.sha256)


def head_seal(number: int, seal: bytes) -> bytes:
    """The seal of the chain's end: nobody without the key moves it back to an earlier line."""
    return hmac.digest(derived("audit.head"), f"{number}:".encode() + seal, hashlib.sha256)
