"""The master key and the database belong together: made together, and known again at each start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from django.conf import settings

from fangxian.ground.access.models import Account, KeyMark, Role
from fangxian.kernel import crypto
from fangxian.kernel.models import AuditLine

KeyStanding = Literal["new", "sound", "missing", "another"]


def key_standing() -> KeyStanding:
    """`new`: a database that holds nothing yet may have a key made for it."""
    there = Path(settings.FANGXIAN_KEY_FILE).exists()
    known = KeyMark.objects.filter(pk=1).first()
    if not there:
        return "missing" if known or _holds_anything() else "new"
    return "another" if known and bytes(known.mark) != crypto.mark() else "sound"


def settle_key() -> None:
    """Make the key of a new database, and have the database know it. KeyMissing, KeyIsAnother."""
    path = Path(settings.FANGXIAN_KEY_FILE)
    standing = key_standing()
    if standing == "missing":
        raise crypto.KeyMissing(path=path)
    if standing == "another":
        raise crypto.KeyIsAnother(path=path)
    if standing == "new":
        crypto.make_key_file(path)
        settings.SECRET_KEY = crypto.secret_key(path)
    KeyMark.objects.get_or_create(pk=1, defaults={"mark": crypto.mark()})


def _holds_anything() -> bool:
    return AuditLine.objects.exists() or Account.objects.exists() or Role.objects.exists()
