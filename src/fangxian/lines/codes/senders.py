"""How a one-time password reaches a phone. A county plugs in its carrier; the demo writes it
where the operator can read it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.kernel import clock

log = logging.getLogger(__name__)


class Sender(Protocol):
    def send(self, phone: str, words: str) -> None:
        """Deliver, or raise: the asker is told nothing either way."""


class ConsoleSender:
    """To the log of the process."""

    def send(self, phone: str, words: str) -> None:
        log.warning("短信 → %s: %s", phone, words)


class FileSender:
    """One line a message in FANGXIAN_DATA/messages.txt, for its owner's eyes."""

    def send(self, phone: str, words: str) -> None:
        path = Path(settings.FANGXIAN_DATA) / "messages.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(file, "a", encoding="utf-8") as out:
            out.write(f"{clock.now():%Y-%m-%d %H:%M:%S}\t{phone}\t{words}\n")


SHIPPED: dict[str, type[Sender]] = {"console": ConsoleSender, "file": FileSender}


def sender() -> Sender:
    """By FANGXIAN_SENDER: console, file, or the dotted name of a county's own class."""
    name = str(getattr(settings, "FANGXIAN_SENDER", "file"))
    kind = SHIPPED.get(name) or import_string(name)
    made: Sender = kind()
    return made
