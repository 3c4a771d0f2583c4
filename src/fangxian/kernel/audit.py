"""The audit chain: every verb, and every reading of a person's data, is one line.

Lines are gathered while an operation runs and written as its last act, inside its
transaction: the chain's head is then locked only from there to the commit, so a
long import does not hold up the county. Each line is sealed with the one before
it under a key that the database does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from fangxian.kernel import audit_mark, clock, crypto, masking
from fangxian.kernel.actor import Actor
from fangxian.kernel.models import AuditHead, AuditLine
from fangxian.kernel.text import Text

VERIFY_AT_ONCE = 5_000
# Every operation of the county runs these two: without the builder of queries.
HEAD = "SELECT number, seal FROM kernel_audithead WHERE id = 1 FOR UPDATE"
COLUMNS = (
    "number",
    "at",
    "account_id",
    "actor",
    "door",
    "deed",
    "outcome",
    "subject",
    "person_ids",
    "place",
    "purpose",
    "detail",
    "seal",
)
APPEND = """
    WITH line AS (
        INSERT INTO kernel_auditline (number, at, account_id, actor, door, deed, outcome, subject,
                                      person_ids, place, purpose, detail, seal)
        VALUES {lines})
    UPDATE kernel_audithead SET number = %s, seal = %s, mark = %s WHERE id = 1
"""
LINE = f"({','.join(['%s'] * len(COLUMNS))})"


@dataclass
class Note:
    """A line in the making. The verb's body fills in what it touched."""

    deed: str
    actor: Actor
    outcome: str = "done"
    subject: str = ""
    person_ids: Sequence[int] = ()
    place: str = ""
    purpose: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


_open: ContextVar[list[Note]] = ContextVar("open_notes", default=[])  # noqa: B039 replaced, never mutated


def note(
    *,
    subject: str = "",
    person_ids: Sequence[int] = (),
    place: str = "",
    purpose: str = "",
    **detail: Any,
) -> None:
    """Say what the running verb touches. Outside a verb it does nothing. The subject that was said
    first stands: what a verb calls after that adds, and does not say what the verb was about."""
    if not _open.get():
        return
    line = _open.get()[-1]
    line.subject = line.subject or subject
    line.person_ids = tuple(person_ids) or line.person_ids
    line.place = place or line.place
    line.purpose = purpose or line.purpose
    line.detail.update(detail)


@contextmanager
def aside() -> Iterator[None]:
    """Within: what is noted is not the running verb's (what follows from a fact that it told)."""
    token = _open.set([])
    try:
        yield
    finally:
        _open.reset(token)


def write(lines: Sequence[Note]) -> None:
    """Append lines to the chain. Call last in the transaction."""
    (number, seal), at = _head(), clock.now()
    rows = []
    for line in lines:
        number += 1
        row = AuditLine(
            number=number,
            at=at,
            account_id=line.actor.account_id,
            actor=line.actor.name[:80],
            door=line.actor.door,
            deed=line.deed,
            outcome=line.outcome,
            subject=line.subject[:120],
            person_ids=list(line.person_ids),
            place=line.place,
            purpose=masking.masked(line.purpose)[:200],
            detail=masking.masked_within(line.detail),
        )
        row.seal = seal = crypto.chain_seal(seal, _canonical(row))
        rows.append(row)
    values = [_stored(row, column) for row in rows for column in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(
            APPEND.format(lines=",".join([LINE] * len(rows))),
            [*values, number, seal, crypto.head_seal(number, seal)],
        )


def _stored(row: AuditLine, column: str) -> Any:
    value = getattr(row, column)
    return json.dumps(value, ensure_ascii=False) if column == "detail" else value


def _head() -> tuple[int, bytes]:
    """Number and seal of the chain's end, locked until the commit; made with its first line."""
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        found = cursor.fetchone()
        if found is None:
            AuditHead.objects.get_or_create(id=1)
            cursor.execute(HEAD)
            found = cursor.fetchone()
    return found[0], bytes(found[1])


def _canonical(row: AuditLine) -> bytes:
    at: datetime = row.at.astimezone(clock.COUNTY_TIME)
    return json.dumps(
        [
            row.number,
            at.isoformat(timespec="microseconds"),
            row.account_id,
            row.actor,
            row.door,
            row.deed,
            row.outcome,
            row.subject,
            row.person_ids,
            row.place,
            row.purpose,
            row.detail,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    ).encode()


BREAKS = {
    "edited": Text("第 {number} 行被改动", "line {number} was edited"),
    "missing": Text("第 {number} 行缺失或被换位", "line {number} is missing or out of order"),
    "tail_cut": Text("自第 {number} 行起的末尾被截去", "the tail is cut off from line {number}"),
    "head_forged": Text(
        "链尾记为第 {number} 行,但封印不是本系统的(末尾可能被截去)",
        "the end is said to be line {number}, but its seal is not ours (the tail may be cut)",
    ),
    "behind_mark": Text(
        "数据库外的水位文件记到第 {number} 行,库里没有这一行或已不同;若刚从备份恢复,请系统管理员认可这次恢复",
        "the mark outside the database speaks of line {number}, which is gone or another; "
        "after a restore the administrator accepts it",
    ),
    "mark_missing": Text(
        "数据目录里的水位文件 audit.mark 写过,现在不在了(链到第 {number} 行):可能有人删了它;"
        "请与异地保存的副本核对,再由系统管理员说明",
        "audit.mark was left in the data folder once and is gone (the chain ends at line {number}): "
        "somebody may have removed it; compare a copy kept elsewhere, then the "
        "administrator accounts for it",
    ),
    "checkpoint": Text(
        "检查点记有第 {number} 行,库里没有这一行或已不同:此前的审计被截去或重写",
        "a checkpoint speaks of line {number}, which is gone or another: lines were cut or "
        "written anew",
    ),
}


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and how."""

    number: int
    what: str  # a key of BREAKS

    @property
    def said(self) -> Text:
        return BREAKS[self.what].fill(number=self.number)


@dataclass(frozen=True)
class Verification:
    lines: int
    breaks: tuple[Break, ...]

    @property
    def sound(self) -> bool:
        return not self.breaks


def verify() -> Verification:
    """Walk the whole chain. An edited line breaks its own seal; a deleted or reordered one
    breaks the numbering or the next seal; a cut tail differs from the head; a head moved back
    with it has no seal of ours (head_forged), or, taken from an older copy of the database, is
    behind the mark outside of it (behind_mark); and a mark that was left is there (mark_missing)."""
    outside, head = audit_mark.read(), AuditHead.objects.filter(id=1).first()
    seal, expected, count, breaks = b"", 1, 0, []
    at_head = b""
    for row in AuditLine.objects.order_by("number").iterator(VERIFY_AT_ONCE):
        count += 1
        if row.number != expected:
            breaks.append(Break(expected, "missing"))
        elif crypto.chain_seal(seal, _canonical(row)) != bytes(row.seal):
            breaks.append(Break(row.number, "edited"))
        seal, expected = bytes(row.seal), row.number + 1
        at_head = seal if head and row.number == head.number else at_head
    breaks += _breaks_of_head(head, expected - 1, at_head)
    if outside and not holds(outside):
        breaks.append(Break(outside.number, "behind_mark"))
    if outside is None and was_marked():
        breaks.append(Break(expected - 1, "mark_missing"))
    return Verification(count, tuple(breaks))


def _breaks_of_head(head: AuditHead | None, last: int, seal: bytes) -> list[Break]:
    """`head`: as it was before the lines were read, to the `last`; `seal`: of the head's line. Lines
    may come meanwhile, and the head with them: one that stays behind was moved back."""
    if last > (head.number if head else 0):
        now = AuditHead.objects.filter(id=1).first()
        if now is None:
            return [Break(last, "head_forged")]
        if now.number < last:
            return [Break(last + 1, "tail_cut")]
    if head is None:
        return []
    if head.number > last:
        return [Break(last + 1, "tail_cut")]
    if bytes(head.seal) != seal:
        return [Break(head.number, "edited")]
    if head.number and bytes(head.mark) != crypto.head_seal(head.number, seal):
        return [Break(head.number, "head_forged")]
    return []


def holds(outside: audit_mark.Mark) -> bool:
    """Whether the line that the mark speaks of is there, as it was."""
    row = AuditLine.objects.filter(number=outside.number).values_list("seal", flat=True).first()
    return row is not None and bytes(row) == outside.seal


def was_marked() -> bool:
    """Whether a mark was ever left outside the database."""
    return AuditHead.objects.filter(id=1, marked=True).exists()


def leave_mark(*, back: bool = False) -> None:
    """Write the chain's end outside the database, if it has moved on. Never backwards, but
    after a restore (`back`). A head that is not ours is not marked, and a mark that is gone is
    not quietly made anew."""
    head = AuditHead.objects.filter(id=1).first()
    if not head or not head.number:
        return
    if bytes(head.mark) != crypto.head_seal(head.number, bytes(head.seal)):
        return
    if head.marked and not back and audit_mark.read() is None:
        return
    if audit_mark.leave(audit_mark.Mark(head.number, bytes(head.seal), clock.now()), back=back):
        AuditHead.objects.filter(id=1, marked=False).update(marked=True)


@dataclass(frozen=True)
class Look:
    """Somebody touched or read a person's data."""

    at: datetime
    actor: str
    deed: str
    purpose: str


def looks_at(person_id: int, limit: int = 100) -> Iterator[Look]:
    """Who looked at a person, newest first."""
    lines = AuditLine.objects.filter(person_ids__contains=[person_id]).order_by("-number")
    for line in lines[:limit]:
        yield Look(line.at, line.actor, line.deed, line.purpose)
