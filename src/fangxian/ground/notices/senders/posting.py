"""One POST, and what the answer means. No redirect is followed: what is sent goes to whom it was
meant for or to nobody."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from fangxian.ground.notices.senders.outcome import AGAIN, DONE, GONE, REFUSED, Outcome

PATIENCE = 8  # seconds
LATER = {408, 425, 429}
LONGEST = 24 * 3600


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """2xx is accepted; 404 and 410: gone; 408, 425, 429, 5xx and no answer: again; else refused."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    line = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    if parts.scheme == "https":
        known = ssl.create_default_context()
        line = http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=known)
    where = parts.path or "/"
    try:
        line.request("POST", f"{where}?{parts.query}" if parts.query else where, body, {**headers})
        answer = line.getresponse()
        return meaning(answer.status, answer.headers.get("Retry-After", ""))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Outcome(AGAIN, type(fault).__name__)
    finally:
        line.close()


def meaning(status: int, retry_after: str = "") -> Outcome:
    if 200 <= status < 300:
        return DONE
    fault = f"HTTP {status}"
    if status in {404, 410}:
        return Outcome(GONE, fault)
    if status in LATER or status >= 500:
        told = retry_after.isdecimal()
        return Outcome(
            AGAIN, fault, timedelta(seconds=min(int(retry_after), LONGEST)) if told else None
        )
    return Outcome(REFUSED, fault)
