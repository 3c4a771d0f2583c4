"""SMS by whatever carrier: a county names a sender in FANGXIAN_SMS.

    class Sender:
        repeats_safely = True    # a message with an id that it has is not sent again

        def send(self, to: str, text: str, id: str) -> Outcome: ...

`webhook` posts to FANGXIAN_SMS_URL, signed as Standard Webhooks (webhook-id, webhook-timestamp,
webhook-signature; standardwebhooks.com), so that the other side checks it by a library it has. The
id is the same at each attempt: the other side keeps those of a day and answers a repeat with 200.
A sender that cannot do this says `repeats_safely = False`: then an attempt of which nobody knows how
it ended is not made again, and is told as such.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import sys
import time
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.ground.notices.errors import SmsNotSetUp
from fangxian.ground.notices.senders.outcome import DONE, GONE, REFUSED, Outcome
from fangxian.ground.notices.senders.posting import post

SECRET = "whsec_"  # noqa: S105 how a secret of Standard Webhooks begins


class SmsSender(Protocol):
    repeats_safely: bool

    def send(self, to: str, text: str, id: str) -> Outcome:  # noqa: A002 the carrier's word
        """Hand it over, or say why not; never raises for what the carrier says."""


class OffSender:
    """No carrier: nothing goes, and it is said so."""

    repeats_safely = True

    def send(self, to: str, text: str, id: str) -> Outcome:  # noqa: A002
        return Outcome(REFUSED, "no carrier")


class ConsoleSms:
    """To the terminal of a demo, the number masked: terminals are logs."""

    repeats_safely = False

    def send(self, to: str, text: str, id: str) -> Outcome:  # noqa: A002
        if not (settings.FANGXIAN_DEMO or settings.DEBUG):
            return Outcome(REFUSED, "console is for demos")
        sys.stderr.write(f"短信 SMS {id[:8]} → {to[:3]}****{to[-4:]}: {text}\n")
        return DONE


class WebhookSender:
    """Signed, to an address of the county's own."""

    repeats_safely = True

    def send(self, to: str, text: str, id: str) -> Outcome:  # noqa: A002
        body = json.dumps({"id": id, "to": to, "text": text}, ensure_ascii=False).encode()
        said = post(settings.FANGXIAN_SMS_URL, body, signed(id, body, int(time.time())))
        return Outcome(REFUSED, said.fault) if said.said == GONE else said


def signed(id: str, body: bytes, at: int) -> dict[str, str]:  # noqa: A002
    """The headers of Standard Webhooks; `at`: Unix seconds by the machine's clock, which the other
    side compares with its own."""
    mark = hmac.digest(_secret(), f"{id}.{at}.".encode() + body, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(mark).decode()}",
    }


def _secret() -> bytes:
    """From FANGXIAN_SMS_SECRET_FILE, `whsec_` and base64. SmsNotSetUp."""
    return _read(Path(settings.FANGXIAN_SMS_SECRET_FILE or ""))


@cache
def _read(path: Path) -> bytes:
    try:
        text = path.read_text("ascii").strip()
        found = base64.b64decode(text.removeprefix(SECRET), validate=True)
    except (OSError, UnicodeDecodeError, binascii.Error) as fault:
        raise SmsNotSetUp from fault
    if len(found) < 24:
        raise SmsNotSetUp
    return found


SHIPPED: dict[str, type[SmsSender]] = {
    "off": OffSender,
    "console": ConsoleSms,
    "webhook": WebhookSender,
}


def sms_sender() -> SmsSender:
    """By FANGXIAN_SMS: off, console, webhook, or the dotted name of a county's own class."""
    name = str(settings.FANGXIAN_SMS)
    kind = SHIPPED.get(name) or import_string(name)
    made: SmsSender = kind()
    return made


def sms_is_on() -> bool:
    return settings.FANGXIAN_SMS != "off"
