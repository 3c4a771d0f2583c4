"""Whose codes this phone may show: proven by a one-time password or by a receipt's link, and
remembered in a signed cookie of this door, for the paths of the code alone.

A phone number can be written into anybody's declaration by whoever knows their number. So a
phone, or a link, opens a person's code only if that phone stands in the first filing that names
the person, or in one that officials made; else the page says where to go.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from fangxian.doors.threshold import DeskRequest
from fangxian.ground.people import api as people
from fangxian.kernel.actor import Actor, Grant
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.codes import api as codes

COOKIE, SALT = "mycode", "public.mycode"
LASTS = timedelta(days=30)
PUBLIC_WAYS = frozenset({"public"})
# Looks at who filed which phone, to prove the asker; nothing of it is shown.
DOORKEEPER = Actor(
    None,
    "群众入口核对",
    (Grant("door", frozenset({"arrivals.read", "people.read"}), ""),),
    door="public",
)


class NotProven(Refusal):
    code = "public.not_proven"
    status = 403
    sentence = Text(
        "这次申报留的电话和您最早登记的不一致,为防冒用,暂不出示健康码。",
        "The phone of this declaration is not the one first recorded; no code is shown.",
    )
    way_out = Text(
        "请用最早登记的手机号取验证码,或带证件到村(社区)更正电话。",
        "Sign in with the phone first recorded, or bring a document to the village.",
    )


def signed_in(request: DeskRequest) -> tuple[int, ...]:
    """The people of the cookie, nobody when there is none or it was tampered with."""
    try:
        veiled = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        found = [codes.unveil(bytes.fromhex(one)) for one in veiled]
    except (signing.BadSignature, ValueError, TypeError):
        return ()
    return tuple(one for one in found if one is not None)


def remember(answer: HttpResponse, person_ids: tuple[int, ...], *, secure: bool) -> None:
    """People by their veiled names: an id could be counted."""
    held = signing.dumps([codes.veil(one).hex() for one in person_ids], salt=SALT)
    answer.set_cookie(
        COOKIE, held, max_age=LASTS, path=reverse("mycode"), httponly=True, samesite="Lax",
        secure=secure,
    )  # fmt: skip


def forget(answer: HttpResponse) -> None:
    answer.delete_cookie(COOKIE, path=reverse("mycode"), samesite="Lax")


def behind_phone(phone: str, password: str, *, by: Actor) -> tuple[tuple[int, ...], Text | None]:
    """The people of a phone and, when there are none, why."""
    found = codes.open_session(phone, password, by=by)
    masked = people.mask_phone(people.normalise_phone(phone).text)
    proven = tuple(one for one in found.person_ids if _phone_stands(one, masked))
    if found.person_ids and not proven:
        raise NotProven
    return proven, found.fault


def behind_link(keys: tuple[str, ...], *, by: Actor) -> tuple[int, ...]:
    """The people of a receipt. ReceiptUnknown for a link that is not valid."""
    views = [arrivals.receipt(key, by=by) for key in keys]
    phones = [people.mask_phone(view.said.get("phone", "")) for view in views]
    shared = next((phone for phone in phones if phone), "")  # a child's is the family's
    found = [_declared(view) for view in views]
    proven = [
        one.person_id
        for one, phone in zip(found, phones, strict=True)
        if one and _stands(phone or shared, one.filings)
    ]
    if not proven:
        raise NotProven
    return tuple(dict.fromkeys(proven))


def _declared(view: arrivals.ReceiptView) -> arrivals.Dossier | None:
    """Whom a receipt is about: by number, by name where a document has an unusual one."""
    said = view.said
    for text in (said.get("document_number", ""), said.get("name", "")):
        for row in people.search(text, by=DOORKEEPER):
            found = _dossier(row.id)
            if found and found.declaration_id == view.declaration_id:
                return found
    return None


def _phone_stands(person_id: int, masked: str) -> bool:
    """Somebody known from elsewhere than a declaration gave no phone to a stranger's filing."""
    found = _dossier(person_id)
    return found is None or _stands(masked, found.filings)


def _dossier(person_id: int) -> arrivals.Dossier | None:
    try:
        return arrivals.dossier(person_id, by=DOORKEEPER)
    except NotFound:
        return None


def _stands(masked: str, filings: tuple[Any, ...]) -> bool:
    """The phone is that of the first filing that has one (they come the newest first), or of
    one that officials made."""
    official = [one for one in filings if one.way_in not in PUBLIC_WAYS]
    first = [one for one in filings if one.said.get("phone")][-1:]
    known = {one.said.get("phone", "") for one in (*first, *official)} - {""}
    return not known or masked in known
