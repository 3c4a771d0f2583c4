"""Which county this system is of: chosen once, kept in the database, read by all from here.

FANGXIAN_COUNTY, where it is set, goes before what was chosen: whoever runs the machine says so."""

from __future__ import annotations

import threading
import time

from django.conf import settings
from django.db import connection, transaction

LOOK_AGAIN_AFTER = 2.0  # seconds; between two looks no call costs a query


class _Mine(threading.local):
    changed = False  # this thread, in a transaction that may still be rolled back


_mine = _Mine()


class _Held:
    looked: float = float("-inf")
    row: tuple[str, str, str] = ("", "", "")


def county() -> str:
    """Its six digits; "" until somebody chose."""
    return str(settings.FANGXIAN_COUNTY) or _look()[0]


def chosen() -> str:
    """The county that is kept in the database, whatever the machine's setting says; "": none yet."""
    return _look()[0]


def sender() -> tuple[str, str]:
    """By what messages are sent, and the address of a webhook: what was chosen, else
    FANGXIAN_SENDER."""
    _, kind, address = _look()
    return (kind, address) if kind else (str(settings.FANGXIAN_SENDER), "")


def sender_chosen() -> bool:
    """Whether anybody chose it, or the machine's setting is all there is."""
    return bool(_look()[1])


def keep(**said: str) -> None:
    """Write down what was chosen (`county`, `sender`, `sender_address`). A room's verb calls it:
    it asks nobody's permission."""
    from fangxian.kernel.models import Home  # noqa: PLC0415 settings may be read before models

    Home.objects.update_or_create(id=1, defaults=said)
    _mine.changed = True
    look_again()
    transaction.on_commit(look_again)


def look_again() -> None:
    """Make the next call look what was chosen."""
    _Held.looked = float("-inf")


def _look() -> tuple[str, str, str]:
    if _mine.changed:  # nothing is remembered that may be rolled back
        _mine.changed = connection.in_atomic_block
        look_again()
        return _read()
    if time.monotonic() - _Held.looked >= LOOK_AGAIN_AFTER:
        _Held.row, _Held.looked = _read(), time.monotonic()
    return _Held.row


def _read() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT county, sender, sender_address FROM kernel_home WHERE id = 1")
        return cursor.fetchone() or ("", "", "")
