"""Reading lists: what a file is is told by its content, never by its name."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Literal

from fangxian.ground.intake import api as intake
from fangxian.kernel import clock
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.lines.zones import rules, simple
from fangxian.lines.zones.errors import (
    DaysReversed,
    ListTooLarge,
    NoRows,
    UnknownLevel,
    UnreadableList,
    WrongDay,
    WrongStructure,
)
from fangxian.lines.zones.place_matching import Names
from fangxian.lines.zones.simple import DatedRow

MOST_MB = 256  # unpacked; the largest real list is 12 MB

LISTS = {"highlist": "high", "middlelist": "medium", "lowlist": "low"}
EPISODE_COLUMNS = ("level", "province", "city", "county", "community", "first_seen", "last_seen")
CENSORED = ("left_censored", "right_censored")  # "1": the range of the list ends here
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Sighting:
    """An area as a list names it, from a first to a last moment (Unix seconds). A loose
    end is one where an episode list's own range began or ended."""

    level: str
    names: Names
    community: str
    first: int
    last: int
    loose_first: bool = False
    loose_last: bool = False


@dataclass(frozen=True, slots=True)
class ReadList:
    """A file's content. `moment`: a snapshot's update time. `told`: what it leaves open and was read
    from elsewhere in it."""

    kind: Literal["snapshot", "episodes", "simple"]
    sha256: str
    sightings: tuple[Sighting, ...] = ()
    dated: tuple[DatedRow, ...] = ()
    moment: int | None = None
    sheets: tuple[intake.SheetSeen, ...] = ()
    told: tuple[Text, ...] = ()
    table: intake.Table | None = None  # of a simple list
    put_back: tuple[intake.PutBack, ...] = ()


def read(
    file: str, data: bytes, hidden: intake.Hidden = None, *, only_good: bool = False
) -> ReadList:
    """Read a list whole, or refuse with what is wrong and where; of a simple one `only_good` puts the
    rows back that cannot be read."""
    data = _unpacked(file, data)
    mark = sha256(data).hexdigest()
    if data.startswith(PACKED):
        return _dated_list(file, mark, data, hidden, only_good=only_good)
    text = _text(file, data).lstrip()
    if not text:
        raise NoRows(file=file)
    if text[0] in "{[":
        moment, found = _snapshot(file, text)
        return ReadList("snapshot", mark, sightings=tuple(found), moment=moment)
    try:
        return _table(file, mark, text, data, hidden, only_good=only_good)
    except csv.Error:
        raise UnreadableList(file=file, why="不是 CSV 表格", why_en="not a CSV table") from None


def _unpacked(file: str, data: bytes) -> bytes:
    most = MOST_MB * 1024 * 1024
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(most + 1)
        except (OSError, EOFError, zlib.error):
            raise UnreadableList(
                file=file, why="压缩文件已损坏", why_en="the compressed file is damaged"
            ) from None
    if len(data) > most:
        raise ListTooLarge(file=file, most=MOST_MB)
    return data


def _text(file: str, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableList(file=file, why="不是文本文件", why_en="not a text file")


def _snapshot(file: str, text: str) -> tuple[int, Iterator[Sighting]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableList(file=file, why="JSON 不完整", why_en="broken JSON") from None
    payload = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(payload, dict):
        raise WrongStructure(file=file, where="data")
    if not any(name in payload for name in LISTS):
        raise WrongStructure(file=file, where="highlist")
    moment = _update_time(file, payload.get("end_update_time"))
    items = [
        (level, f"{name}[{number}]", item)
        for name, level in LISTS.items()
        for number, item in enumerate(_list(file, payload.get(name), name))
    ]
    return moment, (
        Sighting(level, names, community, moment, moment)
        for level, where, item in items
        for names, community in _communities(file, where, item)
    )


def _list(file: str, value: Any, where: str) -> list[Any]:
    """An empty or missing list is legal: nothing is at that level."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise WrongStructure(file=file, where=where)
    return value


def _communities(file: str, where: str, item: Any) -> Iterator[tuple[Names, str]]:
    """An item without communities names its whole region."""
    if not isinstance(item, dict):
        raise WrongStructure(file=file, where=where)
    parts = [item.get(name) or "" for name in ("province", "city", "county")]
    texts = _list(file, item.get("communitys"), f"{where}.communitys")
    if not all(isinstance(part, str) for part in (*parts, *texts)):
        raise WrongStructure(file=file, where=where)
    names = (_kept(parts[0]), _kept(parts[1]), _kept(parts[2]))
    for text in texts or [""]:
        yield names, _kept(text)


@lru_cache(100_000)
def _kept(text: str) -> str:
    """A published name as it is kept: of a place, and of nobody's number."""
    return masked(text.strip())


def _update_time(file: str, value: Any) -> int:
    """“2022-04-15 9时”, “2022-04-15 09时” and ISO are the same kind of time."""
    text = str(value or "").strip().replace("时", ":00").replace("T", " ")
    day, _, hour = text.partition(" ")
    said = clock.day_in(day)
    try:
        hours, minutes = (int(part) for part in hour.split(":")[:2])
        at = time(hours, minutes, tzinfo=clock.COUNTY_TIME)
    except ValueError:
        said = None
    if said is None:
        raise WrongStructure(file=file, where="data.end_update_time")
    return int(datetime.combine(said, at).timestamp())


def _table(
    file: str, mark: str, text: str, data: bytes, hidden: intake.Hidden, *, only_good: bool
) -> ReadList:
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [column.strip().lower() for column in next(table)]
    if not set(EPISODE_COLUMNS) <= set(header):
        return _dated_list(file, mark, data, hidden, only_good=only_good)
    sightings = tuple(_episodes(file, table, header))
    if not sightings:
        raise NoRows(file=file)
    return ReadList("episodes", mark, sightings=sightings)


def _episodes(file: str, table: Any, header: list[str]) -> Iterator[Sighting]:
    at = [header.index(name) for name in EPISODE_COLUMNS]
    censored = [header.index(name) if name in header else None for name in CENSORED]
    width = len(header)
    for row in table:
        if not row:
            continue
        if len(row) != width:
            raise UnreadableList(
                file=file,
                why=f"第 {table.line_num} 行的列数不对",
                why_en=f"line {table.line_num} has the wrong number of columns",
            )
        word, province, city, county, community, first, last = (row[column] for column in at)
        level = rules.level_of(word)
        if level is None:
            raise UnknownLevel(file=file, line=table.line_num, value=word[:40])
        begin, end = _moment(first), _moment(last)
        if begin is None or end is None:
            wrong = first if begin is None else last
            raise WrongDay(file=file, line=table.line_num, value=wrong[:40])
        if end < begin:
            raise DaysReversed(file=file, line=table.line_num, begin=first, to=last)
        names = (_kept(province), _kept(city), _kept(county))
        loose = [column is not None and row[column] == "1" for column in censored]
        yield Sighting(level, names, _kept(community), begin, end, *loose)


@cache
def _moment(text: str) -> int | None:
    found = clock.moment_in(text)
    return int(found.timestamp()) if found else None


def _dated_list(
    file: str, mark: str, data: bytes, hidden: intake.Hidden, *, only_good: bool
) -> ReadList:
    """A simple list, in a workbook or as text."""
    table = simple.table_of(file, data, MOST_MB * 1024 * 1024, hidden, row_by_row=only_good)
    put_back: list[intake.PutBack] = []
    rows, told = simple.rows_of(file, table, put_back if only_good else None)
    return ReadList(
        "simple",
        mark,
        dated=rows,
        sheets=table.seen,
        told=told,
        table=table,
        put_back=tuple(put_back),
    )
