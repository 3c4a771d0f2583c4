"""After a restore the chain ends before the mark outside the database, or the mark is gone. That
is said, once."""

from __future__ import annotations

from django.db import transaction

from fangxian.kernel import audit, audit_mark, checkpoint
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


class NothingToAccept(Refusal):
    code = "kernel.nothing_to_accept"
    status = 409
    sentence = Text("审计链与水位文件相符,无需认可。", "The chain and its mark agree already.")
    way_out = Text("无需操作。", "Nothing need be done.")


class ReasonMissing(Refusal):
    code = "kernel.restore_reason_missing"
    status = 422
    sentence = Text("请写明从哪份备份恢复、为什么。", "Say which backup was restored, and why.")
    way_out = Text(
        "请写明为什么恢复、恢复到哪一份备份。", "Say why it was restored, and to which backup."
    )
    terminal = Text(
        "例:--why 2022-05-10 磁盘损坏,恢复 02:00 备份",
        'For example: --why "disk lost on 2022-05-10, backup of 02:00 restored"',
    )


@verb(needs="kernel.load", words=Text("认可备份恢复", "accepted a restored backup"))
def accept_restored(why: str, *, by: Actor) -> int:
    """Write down that lines are gone by a restore, up to which number, and begin a new mark.
    Returns that number; 0 where the mark itself is gone."""
    if not why.strip():
        raise ReasonMissing
    outside = audit_mark.read()
    if outside is None:
        return _without_mark(why)
    if audit.holds(outside):
        raise NothingToAccept
    audit.note(purpose=why.strip(), mark=outside.number, mark_at=outside.at.isoformat())
    transaction.on_commit(lambda: audit.leave_mark(back=True))
    transaction.on_commit(checkpoint.set_aside)
    return outside.number


def _without_mark(why: str) -> int:
    """The mark itself is gone: what the chain had reached outside is not known here."""
    if not audit.was_marked():
        raise NothingToAccept
    audit.note(purpose=why.strip(), mark="gone")
    transaction.on_commit(lambda: audit.leave_mark(back=True))
    return 0
