"""What every kind of table offers beside being taken in: its imports so far, the rows that were put
back as a work list and as a file to correct, and setting rows aside. A room makes them for its kind,
under its own permission, so that the register names who may."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from django.db.models import Count, Q

from fangxian.ground.intake.cells import guarded
from fangxian.ground.intake.correcting import RowForm, corrected, fields_of
from fangxian.ground.intake.errors import AsideWhy, ImportUndone, PurposeUnsaid
from fangxian.ground.intake.models import PutBackRow, TableImport
from fangxian.ground.intake.put_back import FAULT, REFERENCE, REMEDY, SOURCE, Content, PutBack
from fangxian.ground.intake.titles import Kind, title_in
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.masking import masked
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading, verb

REVEAL = "people.reveal"
PURPOSE_LETTERS = 2


@dataclass(frozen=True)
class TableImported:
    """A table that was taken in. `open_rows`: put back and not settled yet."""

    id: int
    file_name: str
    place: str
    counts: dict[str, int]
    open_rows: int
    created_by_id: int | None
    created_at: datetime
    undone_at: datetime | None
    undone_why: str


@dataclass(frozen=True)
class PutBackShown:
    """A row that was put back, masked: (title, text) of its cells, and each reason with the way out."""

    id: int
    row: int
    sheet: str
    name: str
    cells: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, Text, Text], ...]


@dataclass(frozen=True)
class WorkList:
    """The operations of one kind, each registered as its room's.

    imports    (page, by=) → its imports, the newest first
    one        (import_id, by=) → that import; NotFound
    rows       (import_id, page, by=) → the rows still put back; an audited reading
    file       (import_id, purpose=, by=) → those rows as .xlsx, with what is wrong in front
    set_aside  (ids, why, by=) → how many are worked no further
    row        (row_id, said, wrong, by=) → one of those rows as a form, masked; an audited reading. NotFound
    correct    (row_id, said, by=) → the row with what was written over it, as a file of one row that is
               judged and taken as every file is
    """

    imports: Callable[..., Page[TableImported]]
    one: Callable[..., TableImported]
    rows: Callable[..., Page[PutBackShown]]
    file: Callable[..., bytes]
    set_aside: Callable[..., int]
    row: Callable[..., RowForm]
    correct: Callable[..., bytes]


def work_list(  # noqa: C901 four operations, each short
    kind: str, needs: str, module: str, words: Text, table: Kind, *, of_people: bool = True
) -> WorkList:
    """`module`: of the room that offers it; `words`: what the kind is called; `table`: its columns;
    `of_people`: its rows name somebody. The operations are
    `<room>.<kind>_imports`, `_rows`, `_rows_file`, `_rows_set_aside`, `_row` and `_row_corrected`."""

    def imports(page: int = 1, *, by: Actor) -> Page[TableImported]:
        """The imports of a kind of table, the newest first."""
        found = _counted(_within(kind, needs, by))
        rows, total = cut(found.order_by("-id"), page)
        return Page(tuple(map(_shown, rows)), total, page)

    def one(import_id: int, *, by: Actor) -> TableImported:
        """One import of a kind of table."""
        found = _counted(_within(kind, needs, by)).filter(pk=import_id).first()
        if found is None:
            raise NotFound(what=Text(f"导入 {import_id}", f"Import {import_id}"))
        return _shown(found)

    def rows(import_id: int, page: int = 1, size: int = SIZE, *, by: Actor) -> Page[PutBackShown]:
        """The rows of an import that are still to be corrected, masked."""
        audit.note(subject=f"intake.import:{import_id}")
        found = PutBackRow.objects.filter(table=one_import(kind, needs, import_id, by))
        some, total = cut(found.filter(settled_at=None).order_by("id"), page, size)
        return Page(tuple(map(_row_shown, some)), total, page, size)

    def rows_file(import_id: int, *, purpose: str, by: Actor) -> bytes:
        """Those rows as a file: corrected, it is handed in again as it is. In clear to who may show
        numbers there and says what for (PurposeUnsaid); a masked cell left as it is counts as its own."""
        found = one_import(kind, needs, import_id, by)
        clear = by.scope(REVEAL).covers(found.place)
        if clear and len(purpose.strip()) < PURPOSE_LETTERS:
            raise PurposeUnsaid
        some = list(PutBackRow.objects.filter(table=found, settled_at=None).order_by("id"))
        audit.note(
            subject=f"intake.import:{import_id}",
            place=found.place,
            purpose=purpose.strip(),
            count=len(some),
            clear=clear,
        )
        if clear and of_people:
            tell_sent((), others=len(some), place=found.place, by=by)
        return _book([(row, Content.of(row)) for row in some], str if clear else masked)

    row, row_corrected, rows_set_aside = _worked(kind, needs, table)

    def named(function: Callable[..., Any], name: str) -> Callable[..., Any]:
        function.__name__, function.__module__ = name, module
        return function

    def said(zh: str, en: str) -> Text:
        return Text(f"{zh}:{words.zh}", f"{en}: {words.en}")

    return WorkList(
        question(needs=needs)(named(imports, f"{kind}_imports")),
        question(needs=needs)(named(one, f"{kind}_import")),
        reading(needs=needs, words=said("看退回行", "looked at rows put back"))(
            named(rows, f"{kind}_rows")
        ),
        verb(needs=needs, words=said("导出退回行", "exported rows put back"))(
            named(rows_file, f"{kind}_rows_file")
        ),
        verb(needs=needs, words=said("放下退回行", "set rows aside"))(
            named(rows_set_aside, f"{kind}_rows_set_aside")
        ),
        reading(needs=needs, words=said("打开退回行", "opened a row put back"))(
            named(row, f"{kind}_row")
        ),
        verb(needs=needs, words=said("改正退回行", "corrected a row put back"))(
            named(row_corrected, f"{kind}_row_corrected")
        ),
    )


def _worked(
    kind: str, needs: str, table: Kind
) -> tuple[Callable[..., RowForm], Callable[..., bytes], Callable[..., int]]:
    """What a work list does with single rows."""

    def row(
        row_id: int,
        said: Mapping[str, str] | None = None,
        wrong: Sequence[PutBack] = (),
        *,
        by: Actor,
    ) -> RowForm:
        """A row that is still to be corrected, as a form; `said`: what somebody wrote over it, `wrong`:
        what is wrong with that."""
        found = open_row(row_id, by)
        audit.note(subject=f"intake.row:{row_id}", place=found.table.place)
        content = Content.of(found)
        faults = tuple(
            (one.code, Text(*map(masked, (one.sentence.zh, one.sentence.en))), one.way_out)
            for one in wrong
        )
        fields, lacking, alone = fields_of(
            content, table, said or {}, faults or _faults_shown(content)
        )
        over = tuple(masked(line) for line in content.over)
        return RowForm(
            row_id, found.table_id, found.row_number, found.sheet, fields, lacking, alone, over
        )

    def row_corrected(row_id: int, said: Mapping[str, str], *, by: Actor) -> bytes:
        """A row with what somebody wrote over it, as a file of this one row: whoever takes it in settles
        the work. A masked cell that was left as it is keeps its own words."""
        found = open_row(row_id, by)
        audit.note(subject=f"intake.row:{row_id}", place=found.table.place)
        return _book([(found, corrected(Content.of(found), table, said))], str)

    def open_row(row_id: int, by: Actor) -> PutBackRow:
        mine = _within(kind, needs, by).filter(undone_at=None)
        found = PutBackRow.objects.select_related("table").filter(
            pk=row_id, settled_at=None, table__in=mine
        )
        if (one := found.first()) is None:
            raise NotFound(what=Text(f"退回行 {row_id}", f"Row put back {row_id}"))
        return one

    def rows_set_aside(ids: Collection[int], why: str, *, by: Actor) -> int:
        """Work these rows no further; AsideWhy."""
        if not why.strip():
            raise AsideWhy
        mine = PutBackRow.objects.filter(
            pk__in=ids, settled_at=None, table__in=_within(kind, needs, by)
        )
        count = mine.update(settled_at=clock.now(), settled_how="set_aside")
        audit.note(subject=f"intake.rows:{kind}", count=count, purpose=why.strip()[:200])
        return count

    return row, row_corrected, rows_set_aside


def one_import(kind: str, needs: str, import_id: int, by: Actor) -> TableImport:
    """An import of a kind within the actor's area. NotFound."""
    found: TableImport | None = _within(kind, needs, by).filter(pk=import_id).first()
    if found is None:
        raise NotFound(what=Text(f"导入 {import_id}", f"Import {import_id}"))
    return found


def to_undo(kind: str, needs: str, import_id: int, by: Actor) -> TableImport:
    """As `one_import`, held until the undoing is over. ImportUndone."""
    one_import(kind, needs, import_id, by)
    table = TableImport.objects.select_for_update().get(pk=import_id)
    if table.undone_at:
        raise ImportUndone
    return table


def mark_undone(table: TableImport, why: str) -> None:
    """What was put back of it is no work any more."""
    table.undone_at, table.why = clock.now(), why.strip()[:200]
    table.save(update_fields=["undone_at", "why"])
    waiting = PutBackRow.objects.filter(table=table, settled_at=None)
    waiting.update(settled_at=clock.now(), settled_how="set_aside")


def _within(kind: str, needs: str, by: Actor) -> Any:
    return TableImport.objects.filter(by.scope(needs).q(owner="created_by_id"), kind=kind)


def _counted(found: Any) -> Any:
    return found.annotate(waiting=Count("put_back", filter=Q(put_back__settled_at=None)))


def _shown(row: Any) -> TableImported:
    return TableImported(
        row.pk,
        row.file_name,
        row.place,
        row.counts,
        row.waiting,
        row.created_by_id,
        row.created_at,
        row.undone_at,
        row.why,
    )


def _row_shown(row: PutBackRow) -> PutBackShown:
    content = Content.of(row)
    return PutBackShown(
        row.pk,
        row.row_number,
        row.sheet,
        masked(content.name),
        tuple(
            (masked(title_in(title)), masked(text, title))
            for title, text in zip(content.titles, content.cells, strict=True)
            if text
        ),
        _faults_shown(content),
    )


def _faults_shown(content: Content) -> tuple[tuple[str, Text, Text], ...]:
    return tuple(
        (one["code"], Text(*map(masked, one["sentence"])), Text(*one["way_out"]))
        for one in content.faults
    )


def _book(rows: Sequence[tuple[PutBackRow, Content]], shown: Callable[[str], str]) -> bytes:
    """A sheet for each set of titles, with the lines that stood over them: a roster's days may lie
    there."""
    made = io.BytesIO()
    tables: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[PutBackRow, Content]]] = {}
    for row, content in rows:
        tables.setdefault((content.over, content.titles), []).append((row, content))
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        for n, ((over, titles), some) in enumerate(tables.items(), 1):
            sheet = book.add_worksheet(f"待改正{n}" if len(tables) > 1 else "待改正")
            sheet.set_column(0, len(titles) + 3, 16, text)
            lines: list[Iterable[str]] = [[shown(one)] for one in over]
            lines.append([*map(title_in, titles), FAULT, REMEDY, SOURCE, REFERENCE])
            lines += (_line(row, content, shown) for row, content in some)
            for at, line in enumerate(lines):
                for column, cell in enumerate(line):
                    look = bold if at == len(over) else text
                    sheet.write_string(at, column, guarded(cell), look)
        if not tables:
            book.add_worksheet("待改正")
    return made.getvalue()


def _line(row: PutBackRow, content: Content, shown: Callable[[str], str]) -> list[str]:
    return [
        *map(shown, content.cells),
        shown(" ".join(one["sentence"][0] for one in content.faults)),
        " ".join(one["way_out"][0] for one in content.faults),
        f"{row.sheet} 第 {row.row_number} 行".strip(),
        str(row.pk),
    ]
