"""Applications from a list, as a town or a department hands it in: good rows are handed in, every other
is kept as work with why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Max

from fangxian.ground.intake import api as intake
from fangxian.ground.places import api as places
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.venues import list_file
from fangxian.lines.venues.application_faults import faults_of, tidy
from fangxian.lines.venues.errors import ApplicationIncomplete
from fangxian.lines.venues.list_file import ListedVenue
from fangxian.lines.venues.models import Application
from fangxian.lines.venues.services.applying import apply, link_of

REVIEW = "venues.review"
STAMP = "list"  # the same row of a list is the same application
SHOWN = 10
WAY_OUT = Text("请改好这一行再导入。", "Correct this row and import it again.")
NOT_HERE = Text("不在您的辖区内。", "It lies outside your area.")


@dataclass(frozen=True)
class VenuesListed:
    """`tokens`: of the private links of the applications, each row's."""

    read: int
    new: int
    unchanged: int
    rejected: tuple[intake.PutBack, ...]
    sheets: tuple[intake.SheetSeen, ...]
    tokens: tuple[str, ...] = ()
    import_id: int | None = None
    shown: tuple[tuple[str, ...], ...] = ()


class ListUndone(NamedTuple):
    gone: int
    stays: int


@verb(needs=REVIEW, words=Text("导入场所申请", "imported applications"))
def import_venues(
    content: bytes,
    name: str,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = None,
) -> VenuesListed:
    """Hand in the applications of a list (名称, 类别, 地方, 地址, 负责人, 电话, 容纳, 出入口, 信用代码). The
    same list again changes nothing; a row that cannot be taken is kept as work (`VENUE_LISTS`)."""
    last = Application.objects.aggregate(last=Max("pk"))["last"] or 0
    rows, table = list_file.read(content, _place(by), sheets, hidden)
    done = _looked_at(rows, table, by)
    bad = {(one.sheet, one.row) for one in done.rejected}
    tokens = [apply(row.asked, STAMP, by=by) for row in rows if (row.sheet, row.row) not in bad]
    made = Application.objects.filter(link__in=map(link_of, tokens), pk__gt=last)
    new = list(made.values_list("pk", flat=True))
    counts = {"read": len(rows), "new": len(new), "unchanged": len(tokens) - len(new)}
    kept = intake.keep_import(
        list_file.KIND_NAME,
        name,
        _place(by) or places.home(),
        table,
        counts=counts,
        put_back=done.rejected,
        changed={"applications": new},
        by=by,
    )
    audit.note(subject=f"intake.import:{kept}", new=len(new), rejected=len(done.rejected))
    unchanged = counts["unchanged"]
    return replace(done, new=len(new), unchanged=unchanged, tokens=tuple(tokens), import_id=kept)


@question(needs=REVIEW)
def preview_venues(
    content: bytes,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = "look",
) -> VenuesListed:
    """What `import_venues` would take (all of it told as new) and put back; writes nothing."""
    rows, table = list_file.read(content, _place(by), sheets, hidden)
    return _looked_at(rows, table, by)


@verb(needs=REVIEW, words=Text("撤销导入场所申请", "undid an import of applications"))
def undo_venues(import_id: int, why: str, *, by: Actor) -> ListUndone:
    """Withdraw the applications of a list that nobody has reviewed. ImportUndone, UndoUnexplained."""
    if not why.strip():
        raise intake.UndoUnexplained
    table = intake.to_undo(list_file.KIND_NAME, REVIEW, import_id, by)
    made = Application.objects.filter(pk__in=table.changed.get("applications", ()))
    free = made.filter(state="filed")
    stays = made.count() - free.count()
    gone, _ = free.delete()
    intake.mark_undone(table, why)
    audit.note(subject=f"intake.import:{import_id}", gone=gone, stays=stays, purpose=why.strip())
    return ListUndone(gone, stays)


VENUE_LISTS = intake.work_list(
    list_file.KIND_NAME,
    REVIEW,
    __name__,
    Text("场所申请", "applications of venues"),
    list_file.KIND,
)


def _looked_at(rows: Sequence[ListedVenue], table: intake.Table, by: Actor) -> VenuesListed:
    bad = tuple(fault for row in rows for fault in _faults(row, by))
    wrong = {(one.sheet, one.row) for one in bad}
    good = [row for row in rows if (row.sheet, row.row) not in wrong]
    shown = (
        (str(row.row), row.asked.name, row.asked.category, places.full_name(row.asked.place))
        for row in good[:SHOWN]
    )
    return VenuesListed(len(rows), len(good), 0, bad, table.seen, shown=tuple(shown))


def _faults(row: ListedVenue, by: Actor) -> Iterator[intake.PutBack]:
    if row.fault:
        yield intake.PutBack.by(row.fault, row.row, row.sheet, row.asked.name)
        return
    asked = tidy(row.asked)
    found = list(faults_of(asked).values())
    if "" not in by.scope(REVIEW).prefixes and not by.scope(REVIEW).covers(asked.place):
        found.append(NOT_HERE)
    code = ApplicationIncomplete.code
    yield from (
        intake.PutBack(row.row, code, words, WAY_OUT, row.sheet, asked.name) for words in found
    )


def _place(by: Actor) -> str:
    return next((prefix for prefix in by.scope(REVIEW).prefixes if prefix), "")
