"""Who is let in: by a link that the machine's own terminal gives, once, for some minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.kernel import audit, clock, crypto, ids
from fangxian.kernel.actor import EVERYTHING, Actor, Grant
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.overview.opening.errors import (
    LinkNotGood,
    NoSuchStep,
    SetUpFinished,
    StepNeeded,
    StillMissing,
)
from fangxian.overview.opening.models import Invitation, Opening
from fangxian.overview.opening.queries import TOKEN, VISITOR, is_finished, missing
from fangxian.overview.opening.steps import KEYS

NEEDS = "opening.load"  # the terminal and whoever was let in by its link; no account
MINUTES = timedelta(minutes=30)  # a link
HOURS = timedelta(hours=24)  # a browser that used one
SETUP = Actor(None, "开局设置", (Grant("headquarters", EVERYTHING, ""),), door="setup")


@dataclass(frozen=True, slots=True)
class Invited:
    """Shown once. `until`: when the link ends if nobody used it."""

    token: str
    until: datetime


@verb(needs=NEEDS, words=Text("签发开局链接", "issued a set-up link"))
def invite(*, by: Actor) -> Invited:
    """A new link; those that nobody used end with it. SetUpFinished."""
    if is_finished():
        raise SetUpFinished
    now = clock.now()
    Invitation.objects.filter(used_at=None, until__gt=now).update(until=now)
    token = ids.token(26)
    made = Invitation.objects.create(
        token_mark=crypto.blind_index(token, about=TOKEN), made_at=now, until=now + MINUTES
    )
    audit.note(subject=f"opening.invitation:{made.pk}")
    return Invited(token, made.until)


@verb(needs=PUBLIC, words=Text("凭链接进入开局", "entered the set-up by a link"))
def enter(token: str, *, by: Actor) -> str:
    """Use a link up. Returns the secret of the browser that used it. LinkNotGood, SetUpFinished."""
    if is_finished():
        raise SetUpFinished
    mark = crypto.blind_index(token.strip().upper(), about=TOKEN)
    held = Invitation.objects.select_for_update().filter(token_mark=mark, used_at=None)
    found = held.filter(until__gt=clock.now()).first()
    if found is None:
        raise LinkNotGood
    secret = ids.token(32)
    found.used_at, found.visit_until = clock.now(), clock.now() + HOURS
    found.visitor_mark = crypto.blind_index(secret, about=VISITOR)
    found.save(update_fields=["used_at", "visit_until", "visitor_mark"])
    audit.note(subject=f"opening.invitation:{found.pk}")
    return secret


def held() -> Opening:
    """The one row, locked to the end of the transaction. SetUpFinished."""
    Opening.objects.get_or_create(id=1)
    found = Opening.objects.select_for_update().get(id=1)
    if found.finished_at is not None:
        raise SetUpFinished
    return found


@verb(needs=NEEDS, words=Text("跳过开局的一步", "put off a step of the set-up"))
def put_off(key: str, *, by: Actor) -> None:
    """Say that a step is done later, or not here. NoSuchStep, StepNeeded."""
    step = KEYS.get(key)
    if step is None:
        raise NoSuchStep(given=key[:40], known="、".join(KEYS))
    if step.needed:
        raise StepNeeded(step=step.name)
    row = held()
    if key not in row.put_off:
        row.put_off = [*row.put_off, key]
        row.save(update_fields=["put_off"])
    audit.note(subject=f"opening.step:{key}")


@verb(needs=NEEDS, words=Text("完成开局", "finished the set-up"))
def finish(*, by: Actor) -> None:
    """Close the set-up for ever: every link and every browser that used one ends. StillMissing."""
    row = held()
    if lacking := missing():
        zh, en = ("、".join(getattr(one.name, lang) for one in lacking) for lang in ("zh", "en"))
        raise StillMissing(steps=Text(zh, en))
    row.finished_at, row.finished_by = clock.now(), by.name
    row.save(update_fields=["finished_at", "finished_by"])
    Invitation.objects.all().delete()
    audit.note(subject="opening")
