"""What the doors tell this room about signing in. Each line goes into the audit."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from fangxian.ground.access.events import SignInsTried
from fangxian.ground.access.models import Account, HolderNotice
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb


@verb(needs=PUBLIC, words=Text("登录", "signed in"))
def record_sign_in(account_id: int, how: str = "password", *, by: Actor) -> None:
    """Somebody signed in (`how`: password, totp, webauthn …)."""
    Account.objects.filter(pk=account_id).update(signed_in_at=clock.now())
    audit.note(subject=f"access.account:{account_id}", how=how)


def notices_for_holder(account_id: int) -> list[tuple[str, str, datetime]]:
    """(what, by whom, when) was done to the account since its holder last signed in; each is
    told once."""
    waiting = HolderNotice.objects.filter(account_id=account_id).order_by("pk")
    told = [(row.what, row.by, row.at) for row in waiting]
    waiting.delete()
    return told


@verb(needs=PUBLIC, words=Text("退出", "signed out"))
def record_sign_out(account_id: int, *, by: Actor) -> None:
    """Somebody left the desk."""
    audit.note(subject=f"access.account:{account_id}")


def end_sessions(account_id: int) -> None:
    """Whoever is signed in as this account, and every token of it, is out at the next request; its
    password stays. For an operation of a room above, which writes the audit."""
    Account.objects.filter(pk=account_id).update(sessions_ended=F("sessions_ended") + 1)


@verb(needs=PUBLIC, words=Text("登录失败", "failed to sign in"))
def record_failed_sign_in(username: str, *, many: bool = False, by: Actor) -> None:
    """Somebody tried and failed. A name that is no account is not written down: people
    type their password into the wrong field. `many`: so often by now, from everywhere, that
    headquarters hears of it."""
    known = Account.objects.filter(username__iexact=username.strip()).first()
    audit.note(subject=f"access.account:{known.pk}" if known else "access.account:unknown")
    if known and many:
        outbox.emit(SignInsTried(account_id=known.pk, place=known.place), actor=by.name)


@verb(needs=PUBLIC, words=Text("修改密码", "changed the password"))
def record_password_change(account_id: int, *, by: Actor) -> None:
    """The holder chose a password of their own: the one-time password is done with."""
    Account.objects.filter(pk=account_id).update(must_change_password=False)
    audit.note(subject=f"access.account:{account_id}")
