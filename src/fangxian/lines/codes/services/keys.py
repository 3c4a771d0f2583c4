"""Turning the keys, and the signed list that devices carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, question, verb
from fangxian.lines.codes import code_reader, keyring, terms
from fangxian.lines.codes.errors import NoKey
from fangxian.lines.codes.keyring import CODE, ROOT
from fangxian.lines.codes.models import SigningKey
from fangxian.lines.codes.scheme import scheme_on, scheme_or_none
from fangxian.lines.codes.signing import keylist
from fangxian.lines.codes.signing.keys import new_key


@dataclass(frozen=True)
class KeyRow:
    kid: str
    role: str
    suite: str
    signs_from: datetime
    signs_until: datetime | None
    verifies_until: datetime | None
    signing: bool
    ahead: bool  # made and listed, so that devices know it when it begins to sign


def _part() -> Part:
    """The first key hurts nobody: until then no code can be shown."""
    return "both" if SigningKey.objects.filter(role=CODE).exists() else ""


@verb(needs="codes.rotate_keys", words=Text("更换签名密钥", "turned the keys"), part=_part)
def rotate_keys(*, by: Actor) -> KeyRow:
    """A new key signs from now on, until the one that was made ahead, if there is one. The one
    before signs no more and verifies until its last code, with the grace of the pack, is over.
    A device with no network knows none of the new codes until it fetches the list: unless it
    hurries, a key turns by `rotate_when_due`. The first time a root is made as well."""
    now = clock.now()
    if keyring.current(ROOT, now) is None:
        keyring.keep(ROOT, new_key(), now)
    planned = keyring.ahead(now)
    _end(_signing(now), now)
    made = keyring.keep(CODE, new_key(), now)
    if planned:
        _end(_signing(now), planned.signs_from)
        made.refresh_from_db()
    _look_again()
    audit.note(subject=f"codes.key:{made.kid}")
    return _row(made, now)


@verb(
    needs="codes.rotate_keys",
    words=Text("备好下一把签名密钥", "made the next signing key"),
    part="both",
)
def make_next_key(signs_from: datetime, *, by: Actor) -> KeyRow:
    """The key that signs from then on is made and listed now; the one before ends then."""
    now = clock.now()
    made = keyring.keep(CODE, new_key(), signs_from)
    _end(_signing(now), made.signs_from)
    _look_again()
    audit.note(subject=f"codes.key:{made.kid}", signs_from=made.signs_from.isoformat())
    return _row(made, now)


def _look_again() -> None:
    """Who signs and who opens codes here reads the keys anew: in this transaction, and after it, for
    another thread may have read the old ones meanwhile."""
    for forget in (keyring.forget, code_reader.forget):
        forget()
        transaction.on_commit(forget)


def _signing(now: datetime) -> QuerySet[SigningKey]:
    """All that sign: two, where two people turned the key at one moment."""
    return SigningKey.objects.filter(role=CODE, signs_from__lte=now).exclude(signs_until__lte=now)


def _end(keys: QuerySet[SigningKey], at: datetime) -> None:
    """They sign until then, and verify until their last code is over."""
    edition = scheme_on(clock.today()).edition
    lasts = edition.must(terms.LIFE) + edition.must(terms.GRACE)
    keys.update(signs_until=at, verifies_until=at + keyring.LOOK_AGAIN + lasts)


def rotate_when_due() -> bool:
    """Called by the worker's clock; whether it made a key. The pack says how many days a key
    signs, and how many hours a device may carry a list: the next key is listed so long before
    it signs that every list without it is over. Where no pack is in force nothing is signed,
    and no key turns."""
    now = clock.now()
    held = keyring.current(CODE, now)
    scheme = scheme_or_none(clock.today())
    if scheme is None:
        return False
    if held is None:
        rotate_keys(by=SYSTEM)
        return True
    carried = scheme.edition.must(terms.KEY_LIST_HOURS)
    due = held.signs_from + scheme.edition.must(terms.KEY_DAYS)
    if now < due - carried or keyring.ahead(now):
        return False
    make_next_key(max(due, now + carried), by=SYSTEM)
    return True


def key_list() -> bytes:
    """The public keys whose codes may be shown, signed by the root: COSE bytes (keylist.py)."""
    now = clock.now()
    root = keyring.current(ROOT, now)
    if root is None:
        raise NoKey
    edition = scheme_on(now.astimezone(clock.COUNTY_TIME).date()).edition
    held = [keyring.public_half(row) for row in keyring.verifying(now)]
    return keylist.make(
        held, now, now + edition.must(terms.KEY_LIST_HOURS), keyring.open_private(root)
    )


def root_public() -> bytes:
    """The root's public half, 65 bytes: what a device learns when it is enrolled."""
    root = keyring.current(ROOT, clock.now())
    if root is None:
        raise NoKey
    return bytes(root.public)


@question(needs="codes.rotate_keys")
def keys(*, by: Actor) -> tuple[KeyRow, ...]:
    """Every key that was ever made, the newest first; never a private half."""
    now = clock.now()
    return tuple(_row(row, now) for row in SigningKey.objects.order_by("-pk"))


def _row(row: SigningKey, now: datetime) -> KeyRow:
    signing = row.signs_from <= now and (row.signs_until is None or now < row.signs_until)
    return KeyRow(
        row.kid,
        row.role,
        row.suite,
        row.signs_from,
        row.signs_until,
        row.verifies_until,
        signing,
        row.signs_from > now,
    )
