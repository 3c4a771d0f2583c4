"""The day's key list: public keys with their days, signed by the root key that devices carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import cbor2

from fangxian.lines.codes.signing import cose
from fangxian.lines.codes.signing.cose import Unread
from fangxian.lines.codes.signing.keys import KeyRing, PrivateKey, PublicKey, public_key
from fangxian.lines.codes.signing.suite import SUITES

FORMAT = 1
MADE, ENDS, KEYS = 1, 2, 3  # keys of the list, beside 0: FORMAT
KID, ALG, RAW, SINCE, UNTIL = range(5)  # places in a key's row
MOST_KEYS = 64
FAULTS = (Unread, LookupError, TypeError, ValueError, AttributeError, OverflowError, OSError)


@dataclass(frozen=True, slots=True)
class KeyList:
    """What was signed. `fresh_at` false: codes are still opened, and the guard is told."""

    ring: KeyRing[PublicKey]
    made: datetime
    ends: datetime

    def fresh_at(self, now: datetime) -> bool:
        return self.made <= now < self.ends


def make(keys: Iterable[PublicKey], made: datetime, ends: datetime, root: PrivateKey) -> bytes:
    """A signed list: COSE_Sign1 over {0: format, 1: made, 2: ends, 3: [[kid, alg, raw, since,
    until]]}, times in epoch seconds."""
    rows = [
        [key.kid, key.suite.alg, key.raw, _seconds(key.since), _seconds(key.until)] for key in keys
    ]
    payload = {0: FORMAT, MADE: _seconds(made), ENDS: _seconds(ends), KEYS: rows}
    return cose.sign(cbor2.dumps(payload), root)


def read(data: bytes, root: PublicKey) -> KeyList | None:
    """The list, or None where it is not one that this root signed. Never raises."""
    try:
        signed = cose.read(data)
        return _listed(cose.loads(signed.payload)) if signed.verified_by(root) else None
    except FAULTS:
        return None


def read_unproven(data: bytes) -> KeyList | None:
    """A list that its owner hands over by choice, its root unknown. Never raises."""
    try:
        return _listed(cose.loads(cose.read(data).payload))
    except FAULTS:
        return None


def _listed(said: dict[int, Any]) -> KeyList | None:
    if said[0] != FORMAT or len(said[KEYS]) > MOST_KEYS:
        return None
    keys = [
        public_key(row[RAW], SUITES[row[ALG]], _moment(row[SINCE]), _moment(row[UNTIL]), row[KID])
        for row in said[KEYS]
    ]
    return KeyList(
        KeyRing(keys),
        datetime.fromtimestamp(said[MADE], UTC),
        datetime.fromtimestamp(said[ENDS], UTC),
    )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
