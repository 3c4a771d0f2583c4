"""Signing in with a phone and a one-time password. Whether a phone is known is never said."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.codes.models import PhoneLogin
from fangxian.lines.codes.queries.proofs import proof_ended
from fangxian.lines.codes.scheme import minutes, number, scheme_on
from fangxian.lines.codes.senders import sender

log = logging.getLogger(__name__)

ABOUT_PHONE, ABOUT_PASSWORD = "codes.phone", "codes.password"
ABOUT_ASKER, ABOUT_DIGITS = "codes.asker", "codes.digits"
CROWD = 4  # so many networks' worth together, before the limit of a phone is reached
PAUSE = 0.1  # seconds
CARRIER = ThreadPoolExecutor(8, thread_name_prefix="carrier")
DIGITS = 6

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
ENDED = Text(
    "这个手机号核对已久,或后来另有人用它登记。请填您本人的证件号码。",
    "This phone was checked long ago, or somebody else was filed with it since: enter your own "
    "document number.",
)
NOT_THEIRS = Text(
    "证件号码和这个手机号的申报对不上。请核对后再填;仍不行,带证件到村(社区)办理。",
    "That number was not declared with this phone. Check it, or bring the document to the village.",
)


@dataclass(frozen=True)
class SignedIn:
    """Whose codes may be shown; `fault` says why nobody's. `person_ids`: an official or a list
    vouched that the phone is theirs. `declared`: somebody for whom the phone filed, and whose
    document number was typed; the door sees what that opens (ADR 17). `numbered`: one of
    `person_ids` typed theirs, because the phone's proof has ended."""

    person_ids: tuple[int, ...]
    fault: Text | None = None
    declared: tuple[int, ...] = ()
    asks_document: bool = False
    numbered: bool = False


@verb(needs=PUBLIC)
def send_password(phone: str, *, asker: str = "", by: Actor) -> Text:
    """Always the same answer, after the same work. `asker`: the network's address. A password that
    is unused and in date is sent again. Over the pack's number an hour from one network, or four
    times that from all, one goes out each time the last has had its minutes: whoever else asks
    with the number, its owner waits no longer than that."""
    plain, now = people.normalise_phone(phone), clock.now()
    index, mark = _index(plain.text), crypto.blind_index(asker, about=ABOUT_ASKER)
    edition = scheme_on(clock.today()).edition
    lasts, most = (
        minutes(edition, "codes.password_minutes"),
        number(edition, "codes.passwords_per_hour"),
    )
    hour = PhoneLogin.objects.filter(phone_index=index, asked_at__gt=now - timedelta(hours=1))
    asked = list(hour.order_by("-asked_at", "-pk"))
    known = _anybody(plain.text)
    from_here = sum(bytes(one.asker) == mark for one in asked)
    over = from_here >= most or len(asked) >= most * CROWD
    if not plain.receives or (over and now < asked[0].asked_at + lasts):
        return SENT
    password = _next(index, asked, now, edition).save_for(mark, now, now + lasts)
    words = f"【防线】验证码 {password},{number(edition, 'codes.password_minutes')} 分钟内有效,请勿告诉他人。"
    transaction.on_commit(lambda: post(lambda: _deliver(plain.text, words, known=known)))
    return SENT


@verb(needs=PUBLIC)
def open_session(
    phone: str, password: str, document: str = "", *, claimed: datetime | None = None,
    asker: str = "", by: Actor,
) -> SignedIn:  # fmt: skip
    """The people behind this phone: oneself, family, children. Wrong tries are counted, by network
    and in all, so it answers instead of raising. A phone that nobody vouched for needs the
    document's number too, and so does one whose proof has ended (`claimed`: when somebody else was
    last claimed to hold it); until it is typed the password is not spent."""
    index, edition = _index(people.normalise_phone(phone).text), scheme_on(clock.today()).edition
    waiting = PhoneLogin.objects.select_for_update().filter(phone_index=index, used_at=None)
    login = waiting.filter(until__gt=clock.now()).order_by("-asked_at", "-pk").first()
    if login is None:
        return SignedIn((), WRONG)
    mark = crypto.blind_index(asker, about=ABOUT_ASKER).hex()
    if _spent(login, mark, edition):
        return SignedIn((), SPENT)
    right = bytes(login.password_index) == _mark(index, password.strip())
    opened = _behind(phone, document, claimed) if right else SignedIn((), WRONG)
    login.tries += 1
    login.tries_by[mark] = login.tries_by.get(mark, 0) + 1
    login.save(update_fields=["tries", "tries_by"])
    if right and not opened.fault:
        waiting.update(used_at=clock.now())
    audit.note(person_ids=[*opened.person_ids, *opened.declared], purpose="手机验证码登录")
    return opened


def _spent(login: PhoneLogin, mark: str, edition: policy.Edition) -> bool:
    """A network's own tries are over, or those of a crowd of networks."""
    most = number(edition, "codes.password_tries")
    return int(login.tries_by.get(mark, 0)) >= most or login.tries >= most * CROWD


@dataclass(frozen=True)
class _Sending:
    """A password with the tries that were made at it."""

    index: bytes
    password: str
    made_at: datetime
    tries: int = 0
    tries_by: dict[str, int] = field(default_factory=dict)

    def save_for(self, mark: bytes, now: datetime, until: datetime) -> str:
        PhoneLogin.objects.create(
            phone_index=self.index, password_index=_mark(self.index, self.password),
            asked_at=now, until=until, made_at=self.made_at, asker=mark, tries=self.tries,
            tries_by=self.tries_by,
        )  # fmt: skip
        return self.password


def _next(
    index: bytes, asked: Sequence[PhoneLogin], now: datetime, edition: policy.Edition
) -> _Sending:
    """The one in somebody's hands where it still opens, else a new one."""
    most = number(edition, "codes.password_tries") * CROWD
    live = asked[0] if asked else None
    if live and live.made_at and not live.used_at and live.until > now and live.tries < most:
        again = _password(index, live.made_at)
        if bytes(live.password_index) == _mark(index, again):
            return _Sending(index, again, live.made_at, live.tries, live.tries_by)
    return _Sending(index, _password(index, now), now)


def _password(index: bytes, made_at: datetime) -> str:
    """Worked out with the key, so that it can be sent again and is kept nowhere."""
    drawn = crypto.blind_index(f"{index.hex()} {made_at.timestamp():.6f}", about=ABOUT_DIGITS)
    return f"{int.from_bytes(drawn, 'big') % 10**DIGITS:0{DIGITS}}"


def _behind(phone: str, document: str, claimed: datetime | None) -> SignedIn:
    """Whom a phone that was proven just now opens. Where its proof has ended, the document's
    number says which of its people asks."""
    proven, waiting = people.proven_by(phone), people.reached_at(phone)
    key = people.normalise_document("", document) if document.strip() else None
    bearer = people.bearer_of(key) if isinstance(key, people.DocumentKey) else None
    mark = people.phone_mark(phone)
    if proof_ended(proven, mark, claimed):
        return _one_of(bearer, (proven, waiting), mark, asked=not document.strip())
    if bearer in waiting:
        return SignedIn(proven, declared=(bearer,) if bearer else ())
    if document.strip() and waiting:
        return SignedIn((), NOT_THEIRS, asks_document=True)
    if proven:
        return SignedIn(proven)
    return SignedIn((), WHOSE if waiting else NO_ONE, asks_document=bool(waiting))


def _one_of(
    bearer: int | None, of: tuple[tuple[int, ...], tuple[int, ...]], mark: bytes, *, asked: bool
) -> SignedIn:
    """Whoever bears the document that was typed, with their family; of the others nobody."""
    proven, waiting = of
    if bearer is not None and bearer in proven:
        return SignedIn(people.family_of(bearer, mark), numbered=True)
    if bearer is not None and bearer in waiting:
        return SignedIn((), declared=(bearer,))
    return SignedIn((), ENDED if asked else NOT_THEIRS, asks_document=True)


def _anybody(phone: str) -> bool:
    return bool(people.proven_by(phone) or people.reached_at(phone))


def _mark(index: bytes, password: str) -> bytes:
    return crypto.blind_index(f"{index.hex()}:{password}", about=ABOUT_PASSWORD)


def _index(phone: str) -> bytes:
    return crypto.blind_index(phone, about=ABOUT_PHONE)


def post(sending: Callable[[], None]) -> None:
    """The carrier is never waited for: how long it takes would tell that a phone is known. The
    pause is the same for all, and most often enough for the message to be on its way."""
    CARRIER.submit(copy_context().run, sending)
    time.sleep(PAUSE)


def _deliver(phone: str, words: str, *, known: bool) -> None:
    if not known:
        return
    try:
        sender().send(phone, words)
    except Exception:  # the carrier's fault is ours to see, not the asker's
        log.exception("a one-time password could not be sent")
