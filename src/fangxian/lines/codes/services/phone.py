"""Signing in with a phone and a one-time password. Whether a phone is known is never said."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.codes.models import PhoneLogin
from fangxian.lines.codes.scheme import minutes, number, scheme_on
from fangxian.lines.codes.senders import sender

log = logging.getLogger(__name__)

ABOUT_PHONE, ABOUT_PASSWORD = "codes.phone", "codes.password"
DIGITS = 6
FORGOTTEN_AFTER = timedelta(days=1)

SENT = Text(
    "如果这个手机号有登记,验证码已经发出;收不到请一分钟后再试,或用报备回执上的链接;"
    "仍不行,带证件到村(社区)核对手机号。",
    "If this phone is on record, a password is on its way; else use the link on your receipt, or "
    "have your phone checked in the village, with your document.",
)
WRONG = Text(
    "验证码不对或已过期。请核对短信,或重新获取。", "Wrong or over: look again or ask for a new one."
)
SPENT = Text(
    "试错次数已满,这个验证码作废。请重新获取。", "Tried too often: ask for a new password."
)
NO_ONE = Text(
    "这个手机号下没有登记的人。请用报备时填写的手机号,或联系村(社区)。",
    "Nobody is on record with this phone: use the one you declared, or ask the village.",
)
WHOSE = Text(
    "这个手机号还没有核对过。请再填一次申报时的证件号码。",
    "This phone has not been checked yet: enter the declared document number once more.",
)
NOT_THEIRS = Text(
    "证件号码和这个手机号的申报对不上。请核对后再填;仍不行,带证件到村(社区)办理。",
    "That number was not declared with this phone. Check it, or bring the document to the village.",
)


@dataclass(frozen=True)
class SignedIn:
    """Whose codes may be shown; `fault` says why nobody's. `person_ids`: an official or a list
    vouched that the phone is theirs. `declared`: somebody for whom the phone filed, and whose
    document number was typed; the door sees what that opens (ADR 17)."""

    person_ids: tuple[int, ...]
    fault: Text | None = None
    declared: tuple[int, ...] = ()
    asks_document: bool = False


@verb(needs=PUBLIC)
def send_password(phone: str, *, by: Actor) -> Text:
    """Always the same answer. Over the pack's number an hour nothing is sent."""
    plain, now = people.normalise_phone(phone), clock.now()
    index = crypto.blind_index(plain.text, about=ABOUT_PHONE)
    edition = scheme_on(clock.today()).edition
    PhoneLogin.objects.filter(asked_at__lt=now - FORGOTTEN_AFTER).delete()
    asked = PhoneLogin.objects.filter(phone_index=index, asked_at__gt=now - timedelta(hours=1))
    if not plain.receives or asked.count() >= number(edition, "codes.passwords_per_hour"):
        return SENT
    password = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    PhoneLogin.objects.create(
        phone_index=index, password_index=_mark(index, password), asked_at=now,
        until=now + minutes(edition, "codes.password_minutes"),
    )  # fmt: skip
    if _anybody(plain.text):
        words = f"【防线】验证码 {password},{number(edition, 'codes.password_minutes')} 分钟内有效,请勿告诉他人。"
        transaction.on_commit(lambda: _deliver(plain.text, words))
    return SENT


@verb(needs=PUBLIC)
def open_session(phone: str, password: str, document: str = "", *, by: Actor) -> SignedIn:
    """The people behind this phone: oneself, family, children. Wrong tries are counted, so it
    answers instead of raising. A phone that nobody vouched for needs the document's number too,
    and until it is typed the password is not spent."""
    index = crypto.blind_index(people.normalise_phone(phone).text, about=ABOUT_PHONE)
    waiting = PhoneLogin.objects.select_for_update().filter(phone_index=index, used_at=None)
    login = waiting.filter(until__gt=clock.now()).order_by("-asked_at", "-pk").first()
    if login is None:
        return SignedIn((), WRONG)
    if login.tries >= number(scheme_on(clock.today()).edition, "codes.password_tries"):
        return SignedIn((), SPENT)
    right = bytes(login.password_index) == _mark(index, password.strip())
    opened = _behind(phone, document) if right else SignedIn((), WRONG)
    login.tries += 1
    login.used_at = clock.now() if right and not opened.fault else None
    login.save(update_fields=["tries", "used_at"])
    audit.note(person_ids=[*opened.person_ids, *opened.declared], purpose="手机验证码登录")
    return opened


def _behind(phone: str, document: str) -> SignedIn:
    """Whom a phone that was proven just now opens."""
    proven, waiting = people.proven_by(phone), people.reached_at(phone)
    key = people.normalise_document("", document) if document.strip() else None
    bearer = people.bearer_of(key) if isinstance(key, people.DocumentKey) else None
    if bearer in waiting:
        return SignedIn(proven, declared=(bearer,) if bearer else ())
    if document.strip() and waiting:
        return SignedIn((), NOT_THEIRS, asks_document=True)
    if proven:
        return SignedIn(proven)
    return SignedIn((), WHOSE if waiting else NO_ONE, asks_document=bool(waiting))


def _anybody(phone: str) -> bool:
    return bool(people.proven_by(phone) or people.reached_at(phone))


def _mark(index: bytes, password: str) -> bytes:
    return crypto.blind_index(f"{index.hex()}:{password}", about=ABOUT_PASSWORD)


def _deliver(phone: str, words: str) -> None:
    try:
        sender().send(phone, words)
    except Exception:  # the carrier's fault is ours to see, not the asker's
        log.exception("a one-time password could not be sent")
