"""A form that was refused comes back as it was filled in, with the sentence in it: one way for all
pages. What was typed waits, sealed, in the session for the page from which it was sent; that page
is drawn anew, and its script (web/src/widgets/refill.ts) fills the form."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, HttpResponseRedirect

from fangxian.doors.web_request import WebRequest
from fangxian.kernel import crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

KEY = "refused"
ABOUT = "command.refused_form"
MOST = 30_000  # characters; a table that was ticked whole is not carried through the session


class Returned:
    """A refusal as it is told once more, with the form that it was about: what the template of
    refusals reads, `form` for the script, and `page`, where it stood."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self.code, self.status = str(kept["code"]), int(kept["status"])
        self.said, self.next_step = Text(*kept["said"]), Text(*kept["next"])
        self.values: dict[str, object] = kept["values"]
        self.sentence = self.said
        self.page = str(kept["page"])
        self.form = {"action": kept["action"], "typed": kept["typed"]}


def back_to(
    request: WebRequest, refusal: Refusal, page: str, typed: list[tuple[str, str]]
) -> HttpResponse | None:
    """To `page`, with what was typed; None where it is too much to carry, or nobody signed in."""
    if request.actor.account_id is None:
        return None
    wanting = refusal.values.get("permission")
    kept = json.dumps(
        {
            "page": urlsplit(page).path,
            "action": request.get_full_path(),
            "typed": typed,
            "code": refusal.code,
            "status": refusal.status,
            "said": [refusal.said.zh, refusal.said.en],
            "next": [refusal.next_step.zh, refusal.next_step.en],
            "values": {"permission": str(wanting)} if wanting else {},
        }
    )
    if len(kept) > MOST:
        return None
    request.session[KEY] = crypto.seal(kept, about=ABOUT).hex()
    answer = HttpResponseRedirect(page)
    answer.status_code = 303
    answer["X-Refusal"] = refusal.code
    return answer


def taken(request: WebRequest) -> Returned | None:
    """What waits for this page, once. What waited for another page is dropped: whoever went
    elsewhere meanwhile is not told there of a form that is not there."""
    session = getattr(request, "session", None)
    if session is None or request.method != "GET" or getattr(request, "partial", False):
        return None
    sealed = session.pop(KEY, "")
    if not sealed:
        return None
    found = Returned(json.loads(crypto.unseal(bytes.fromhex(sealed), about=ABOUT)))
    return found if found.page == request.path else None
