"""How a one-time password reaches a phone. A county plugs in its carrier; the demo writes it
where the operator can read it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import sys
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.kernel import clock, home

log = logging.getLogger(__name__)


class Sender(Protocol):
    def send(self, phone: str, words: str) -> None:
        """Deliver, or raise: the asker is told nothing either way."""


class ConsoleSender:
    """To the terminal of a demo. Elsewhere nothing is said: terminals are logs."""

    def send(self, phone: str, words: str) -> None:
        if not (settings.FANGXIAN_DEMO or settings.DEBUG):
            log.warning("FANGXIAN_SENDER=console sends nothing outside a demo")
            return
        sys.stderr.write(f"短信 → {phone}: {words}\n")


class FileSender:
    """One line a message in FANGXIAN_DATA/messages.txt, for its owner's eyes, for as long as a
    password lives: older lines go with the next message, or by the worker."""

    def send(self, phone: str, words: str) -> None:
        with _held() as (path, lines):
            lines.append(f"{clock.now():{STAMP}}\t{phone}\t{words}")
            _write(path, lines)


STAMP = "%Y-%m-%d %H:%M:%S"
LIVES = timedelta(minutes=10)


def forget_messages() -> int:
    """Take away what lay in messages.txt longer than a password lives. Returns how many lines."""
    if not _path().exists():
        return 0
    with _held() as (path, fresh):
        before = len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0
        if before != len(fresh):
            _write(path, fresh)
        return before - len(fresh)


@contextlib.contextmanager
def _held() -> Iterator[tuple[Path, list[str]]]:
    """The file and its lines that are young enough, while nobody else writes it."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        yield path, [line for line in lines if _young(line)]
    finally:
        os.close(lock)


def _young(line: str) -> bool:
    now = clock.now()
    try:
        at = datetime.strptime(line.partition("\t")[0], STAMP).replace(tzinfo=clock.COUNTY_TIME)
    except ValueError:
        return False
    return now - LIVES <= at <= now + LIVES


def _write(path: Path, lines: list[str]) -> None:
    if not lines:
        path.unlink(missing_ok=True)
        return
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def _path() -> Path:
    return Path(settings.FANGXIAN_DATA) / "messages.txt"


class WebhookSender:
    """To the address of an SMS platform, as JSON: {"phone", "words"}. Raises when it does not answer
    with success."""

    def send(self, phone: str, words: str) -> None:
        _, address = home.sender()
        if not address.startswith(("https://", "http://")):
            msg = "the webhook has no address"
            raise ValueError(msg)
        body = json.dumps({"phone": phone, "words": words}, ensure_ascii=False).encode()
        asked = urllib.request.Request(  # noqa: S310 http and https alone, as just looked at
            address, body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked, timeout=WEBHOOK_SECONDS):  # noqa: S310
            return


WEBHOOK_SECONDS = 5
SHIPPED: dict[str, type[Sender]] = {
    "console": ConsoleSender,
    "file": FileSender,
    "webhook": WebhookSender,
}


def sender() -> Sender:
    """As it was chosen at the set-up, else by FANGXIAN_SENDER: console, file, webhook, or the dotted
    name of a county's own class."""
    name, _ = home.sender()
    kind = SHIPPED.get(name) or import_string(name)
    made: Sender = kind()
    return made
