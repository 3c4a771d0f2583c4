"""What the room offers."""

from fangxian.ground.intake.broken import broken
from fangxian.ground.intake.cells import (
    UNKNOWN,
    file_name,
    guarded,
    place_in,
    said_in,
    text_of,
    yes_or_no,
)
from fangxian.ground.intake.dated import Made, day_said, made_on
from fangxian.ground.intake.days import (
    DAY_GUESSED,
    UNREADABLE,
    YEAR_SUPPLIED,
    Open,
    date_of,
    in_county,
    moment_of,
)
from fangxian.ground.intake.errors import (
    CellBroken,
    ColumnUnknown,
    FileDamaged,
    FileTooLarge,
    FileUnreadable,
    HeaderUnknown,
    NoRows,
    PartsHidden,
    RowsHidden,
    SheetUnknown,
    TableTooLarge,
    TooManyAtOnce,
    UndoUnexplained,
)
from fangxian.ground.intake.lines import Line
from fangxian.ground.intake.mapping import (
    Unread,
    UnreadColumn,
    checked,
    columns_of,
    remember,
    remembered,
)
from fangxian.ground.intake.opening import RawRow, Sheet, sheets
from fangxian.ground.intake.put_back import ADDED, PutBack, keep_import, restore
from fangxian.ground.intake.queries import Hidden, read_table, read_whole
from fangxian.ground.intake.retention import RETENTION
from fangxian.ground.intake.separators import BRACKETS, NOISE, WIDE
from fangxian.ground.intake.spoken import Spoken, day_of
from fangxian.ground.intake.tables import SheetSeen, Table, find_table
from fangxian.ground.intake.titles import Column, Kind, labels, plain_title, title_in
from fangxian.ground.intake.work_lists import (
    PutBackShown,
    TableImported,
    WorkList,
    mark_undone,
    to_undo,
    work_list,
)
from fangxian.kernel.masking import masked

__all__ = [
    "ADDED",
    "BRACKETS",
    "DAY_GUESSED",
    "NOISE",
    "RETENTION",
    "UNKNOWN",
    "UNREADABLE",
    "WIDE",
    "YEAR_SUPPLIED",
    "CellBroken",
    "Column",
    "ColumnUnknown",
    "FileDamaged",
    "FileTooLarge",
    "FileUnreadable",
    "HeaderUnknown",
    "Hidden",
    "Kind",
    "Line",
    "Made",
    "NoRows",
    "Open",
    "PartsHidden",
    "PutBack",
    "PutBackShown",
    "RawRow",
    "RowsHidden",
    "Sheet",
    "SheetSeen",
    "SheetUnknown",
    "Spoken",
    "Table",
    "TableImported",
    "TableTooLarge",
    "TooManyAtOnce",
    "UndoUnexplained",
    "Unread",
    "UnreadColumn",
    "WorkList",
    "broken",
    "checked",
    "columns_of",
    "date_of",
    "day_of",
    "day_said",
    "file_name",
    "find_table",
    "guarded",
    "in_county",
    "keep_import",
    "labels",
    "made_on",
    "mark_undone",
    "masked",
    "moment_of",
    "place_in",
    "plain_title",
    "read_table",
    "read_whole",
    "remember",
    "remembered",
    "restore",
    "said_in",
    "sheets",
    "text_of",
    "title_in",
    "to_undo",
    "work_list",
    "yes_or_no",
]
