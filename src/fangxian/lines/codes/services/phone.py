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
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text, wide
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.codes import terms
from fangxian.lines.codes.models import PhoneLogin
from fangxian.lines.codes.queries.proofs import phone_proof_ended
from fangxian.lines.codes.scheme import scheme_on
from fangxian.lines.codes.senders import sender

log = logging.getLogger(__name__)

ABOUT_PHONE, ABOUT_PASSWORD = "codes.phone", "codes.password"
ABOUT_ASKER, ABOUT_DIGITS = "codes.asker", "codes.digits"
CROWD = 4  # so many networks' worth together, before the limit of a phone is reached
PAUSE = 0.1  # seconds
CARRIER = ThreadPoolExecutor(8, thread_name_prefix="carrier")
DIGITS, LONG_DIGITS = 6, 10
LONG_TIMES = 1000  # of 10,000 times as many passwords: safer still than a short one

SENT = Text(
    "如果这个手机号有登记,验证码已经发出;收不到请一分钟后再试;仍不行,带证件到村(社区)核对手机号。",
    "If this phone is on record, a password is on its way; else try again in a minute, or "
    "have your phone checked in the village, with your document.",
)
WRONG = Text(
    "验证码不对或已过期。请核对短信,或重新获取。", "Wrong or over: look again or ask for a new one."
)
SPENT = Text(
    "试错次数已满(也可能是别人在试),这个验证码作废。请过几分钟重新获取;急用就带证件到村(社区),当面核对手机号。",
    "Tried too often, perhaps by somebody else: ask for a new one in some minutes. If it is urgent, bring "
    "your document to the village: your phone is checked on the spot.",
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
    "这个手机号核对已久、近期没有登录过,或后来另有人用它登记。请填您本人的证件号码,填对即可出示;"
    "登记和申报都在,没有少。也可带证件到村(社区)当面核对手机号。",
    "This phone was checked long ago and not used of late, or somebody else was filed with it since: "
    "enter your own document number, and your code is shown. Nothing that was declared is lost. Or "
    "have the phone checked in the village, with your document.",
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


@dataclass(frozen=True)
class PasswordOrigin:
    """From where a password is asked for or tried: the network, the wider one that may be one
    customer's, and the number of a device from which this phone signed in before; "" for none."""

    network: str = ""
    wide: str = ""
    device: str = ""

    @property
    def marks(self) -> tuple[bytes, bytes, bytes]:
        near, wide, device = (
            crypto.blind_index(said, about=ABOUT_ASKER) if said else b""
            for said in (self.network or "-", self.wide, self.device)
        )
        return near, wide, device


NOWHERE = PasswordOrigin()


@verb(needs=PUBLIC, words=Text("要验证码", "asked for a password"))
def send_password(phone: str, *, asker: PasswordOrigin = NOWHERE, by: Actor) -> Text:
    """Always the same answer, after the same work and time. A password that is unused and in date
    is sent again. Over the pack's number an hour from one network, or four times that from a wider
    one or from all, one goes out each time the last has had its minutes: whoever else asks with the
    number, its owner waits no longer than that. A device that signed in with this phone before has
    that number for itself, and passwords of its own."""
    plain, now = people.normalise_phone(phone), clock.now()
    index, (near, wide, device) = _index(plain.text), asker.marks
    edition = scheme_on(clock.today()).edition
    lasts = edition.must(terms.PASSWORD_MINUTES)
    hour = PhoneLogin.objects.filter(phone_index=index, asked_at__gt=now - timedelta(hours=1))
    asked = list(hour.filter(device=device).order_by("-asked_at", "-pk"))
    known = _anybody(plain.text)
    over = _over(asked, asker.marks, edition.must(terms.PASSWORDS_PER_HOUR))
    if not plain.receives or (over and now < asked[0].asked_at + lasts):
        transaction.on_commit(lambda: post(lambda: None))  # as long as when one goes out
        return SENT
    sending = _next(index, asked, now, edition.must(terms.PASSWORD_TRIES))
    PhoneLogin.objects.create(
        phone_index=index,
        password_index=_mark(index, sending.password),
        asked_at=now,
        until=now + lasts,
        made_at=sending.made_at,
        asker=near,
        wide=wide,
        device=device,
        long=sending.long,
        tries=sending.tries,
        tries_by=sending.tries_by,
    )
    words = _words(sending.password, int(lasts.total_seconds() // 60))
    transaction.on_commit(lambda: post(lambda: _deliver(plain.text, words, known=known)))
    return SENT


def _over(asked: Sequence[PhoneLogin], marks: tuple[bytes, bytes, bytes], most: int) -> bool:
    """Whether so many were asked for in the hour: by this known device; else from this network,
    from the wider one, or by all strangers together."""
    near, wide, device = marks
    if device:
        return len(asked) >= most
    from_wide = sum(bytes(one.wide) == wide for one in asked) if wide else 0
    crowd = max(from_wide, len(asked))
    return sum(bytes(one.asker) == near for one in asked) >= most or crowd >= most * CROWD


def _words(password: str, lasts: int) -> str:
    tried = "有人在反复试您的验证码,这次改用十位。" if len(password) > DIGITS else ""
    return wide(f"【防线】验证码 {password}，{lasts} 分钟内有效,请勿告诉他人。{tried}")


@verb(needs=PUBLIC, words=Text("用验证码登录", "signed in by phone"))
def open_session(
    phone: str,
    password: str,
    document: str = "",
    *,
    claimed: datetime | None = None,
    asker: PasswordOrigin = NOWHERE,
    by: Actor,
) -> SignedIn:
    """The people behind this phone: oneself, family, children. Wrong tries are counted, by network
    and in all, of a known device by itself, so it answers instead of raising. A phone that nobody
    vouched for needs the document's number too, and so does one whose proof has ended (`claimed`:
    when somebody else was last claimed to hold it); until it is typed the password is not spent.
    Each time it opens somebody, their proof begins anew."""
    index, edition = _index(people.normalise_phone(phone).text), scheme_on(clock.today()).edition
    logins = PhoneLogin.objects.select_for_update().filter(phone_index=index, used_at=None)
    waiting = list(logins.filter(until__gt=clock.now()).order_by("-asked_at", "-pk"))
    login = _meant(waiting, asker, _mark(index, password.strip()))
    if login is None:
        return SignedIn((), WRONG)
    if _spent(login, asker, edition.must(terms.PASSWORD_TRIES)):
        return SignedIn((), SPENT)
    right = bytes(login.password_index) == _mark(index, password.strip())
    opened = _behind(phone, document, claimed) if right else SignedIn((), WRONG)
    _count(login, asker)
    if right and not opened.fault:
        logins.update(used_at=clock.now())
        people.seen_with(opened.person_ids, people.phone_mark(phone))
    audit.note(person_ids=[*opened.person_ids, *opened.declared], purpose="手机验证码登录")
    return opened


def _meant(waiting: Sequence[PhoneLogin], asker: PasswordOrigin, typed: bytes) -> PhoneLogin | None:
    """Which of the passwords in date is tried: a stranger's the newest that strangers asked for; a
    known device's its own newest, or that of strangers where it is typed or there is no other: both
    are in the owner's hands."""
    device = asker.marks[2]
    shared = next((one for one in waiting if not bytes(one.device)), None)
    own = next((one for one in waiting if device and bytes(one.device) == device), None)
    if own is None or (device and shared and bytes(shared.password_index) == typed):
        return shared
    return own


def _spent(login: PhoneLogin, asker: PasswordOrigin, most: int) -> bool:
    """A known device's tries are over; else a network's own, or those of a crowd of networks. At a
    long password a crowd can try for as long as it lasts."""
    near, wide, device = asker.marks
    if device:
        return _tried(login, device) >= most
    most *= LONG_TIMES if login.long else 1
    crowd = max(login.tries, _tried(login, wide) if wide else 0)
    return _tried(login, near) >= most or crowd >= most * CROWD


def _tried(login: PhoneLogin, mark: bytes) -> int:
    return int(login.tries_by.get(mark.hex(), 0))


def _count(login: PhoneLogin, asker: PasswordOrigin) -> None:
    near, wide, device = asker.marks
    for mark in (device,) if device else (near, wide):
        if mark:
            login.tries_by[mark.hex()] = _tried(login, mark) + 1
    login.tries += 0 if device else 1
    login.save(update_fields=["tries", "tries_by"])


@dataclass(frozen=True)
class _Sending:
    """A password with the tries that were made at it."""

    password: str
    made_at: datetime
    long: bool
    tries: int = 0
    tries_by: dict[str, int] = field(default_factory=dict)


def _next(index: bytes, asked: Sequence[PhoneLogin], now: datetime, tries: int) -> _Sending:
    """The one in somebody's hands where it still opens, else a new one: a long one, which no crowd
    uses up, when the tries of a short one were used up within the hour."""
    live = asked[0] if asked else None
    crowd = tries * CROWD
    if live and live.made_at and not live.used_at and live.until > now:
        again = _password(index, live.made_at, long=live.long)
        spent = live.tries >= crowd * (LONG_TIMES if live.long else 1)
        if not spent and bytes(live.password_index) == _mark(index, again):
            return _Sending(again, live.made_at, live.long, live.tries, live.tries_by)
    long = any(one.long or one.tries >= crowd for one in asked)
    return _Sending(_password(index, now, long=long), now, long)


def _password(index: bytes, made_at: datetime, *, long: bool) -> str:
    """Worked out with the key, so that it can be sent again and is kept nowhere."""
    digits = LONG_DIGITS if long else DIGITS
    drawn = crypto.blind_index(f"{index.hex()} {made_at.timestamp():.6f}", about=ABOUT_DIGITS)
    return f"{int.from_bytes(drawn, 'big') % 10**digits:0{digits}}"


def _behind(phone: str, document: str, claimed: datetime | None) -> SignedIn:
    """Whom a phone that was proven just now opens. Where its proof has ended, the document's
    number says which of its people asks."""
    proven, waiting = people.proven_by(phone), people.reached_at(phone)
    key = people.normalise_document("", document) if document.strip() else None
    bearer = people.bearer_of(key) if isinstance(key, people.DocumentKey) else None
    mark = people.phone_mark(phone)
    if phone_proof_ended(proven, mark, claimed):
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
