"""Waking a browser (RFC 8030, 8188, 8291): sealed for it alone, and it holds a number and nothing else.

What is sent names no person, no place and no kind: how many new things there are and under which id,
by which the browser knows a repeat. It fetches what they are when somebody looks, signed in."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from fangxian.ground.notices.senders.keys import server_key
from fangxian.ground.notices.senders.outcome import GONE, REFUSED, Outcome
from fangxian.ground.notices.senders.posting import post

LIVES = 12 * 3600  # seconds a push service keeps it for a phone that is off
TOPIC = 32  # letters that a topic may have
# The push services of browsers: a subscription elsewhere would have this server call any address.
# FANGXIAN_PUSH_HOSTS adds a county's own (UnifiedPush).
SERVICES = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    ".push.apple.com",
)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser is reached, and by which keys; base64url, as it told them."""

    endpoint: str
    key: str
    secret: str


def is_push_service(endpoint: str) -> bool:
    """Whether an address is one of a known push service."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    own = tuple(one.strip() for one in settings.FANGXIAN_PUSH_HOSTS.split(",") if one.strip())
    if f"{parts.scheme}://{parts.netloc}" in own:
        return True
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and port in {None, 443}
        and any(host == one or (one[0] == "." and host.endswith(one)) for one in (*SERVICES, *own))
    )


def wake(browser: Browser, id: str, count: int, *, red: bool) -> Outcome:  # noqa: A002
    """Tell a browser that there are so many new things. gone: it left, or its maker says so."""
    if not is_push_service(browser.endpoint):
        return Outcome(GONE, "no push service")
    try:
        body = _sealed(browser, json.dumps({"id": id, "count": count}).encode())
    except (ValueError, http_ece.ECEException):
        return Outcome(GONE, "its keys are none")
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIVES),
        "Urgency": "high" if red else "normal",
        "Topic": id.replace("-", "")[:TOPIC],
        **server_key().sign(_claims(browser.endpoint)),
    }
    said = post(browser.endpoint, body, headers)
    # Signed by a key that is not the one it was subscribed with: it never will be again.
    return Outcome(GONE, said.fault) if said.fault == "HTTP 403" and said.said == REFUSED else said


def _sealed(browser: Browser, text: bytes) -> bytes:
    sealed: bytes = http_ece.encrypt(
        text,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=from_browser(browser.key),
        auth_secret=from_browser(browser.secret),
        version="aes128gcm",
    )
    return sealed


def from_browser(text: str) -> bytes:
    """base64url without its padding. ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _claims(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    public: str = settings.FANGXIAN_PUBLIC_URL
    whom = public if public.startswith("https://") else "mailto:root@localhost.localdomain"
    return {"aud": f"{parts.scheme}://{parts.netloc}", "sub": whom}
