"""Reading division tables: CSV files of the columns of the statistical tables."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.places import rules
from fangxian.ground.places.errors import (
    BadCode,
    NameMissing,
    NoDivisions,
    UnreadableSource,
    WrongColumns,
)
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

HERE = Path(__file__).parent
CHINA = HERE / "china"
COUNTIES = HERE / "counties"
VILLAGES = CHINA / "villages.zip"  # one table a province: make/villages.py
EDITION = "2023-06-30"  # as of which day the shipped divisions are
NATIONAL = ("provinces", "special_regions", "cities", "counties", "townships")

# Parent columns of the statistical tables, nearest first.
PARENTS = ("streetCode", "areaCode", "cityCode", "provinceCode")

KIND = intake.Kind(
    [
        Column("code", Text("code", "code"), ("代码", "区划代码", "统计用区划代码")),
        Column("name", Text("name", "name"), ("名称", "区划名称")),
        *(Column(name, Text(name, name)) for name in PARENTS),
    ],
    header=[{"code", "name"}],
    row={"code", "name"},
    aside=intake.ADDED,
)

Source = str | Path | tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Line:
    """A division as a file names it, and where."""

    code: str
    name: str
    file: str
    line: int
    sheet: str = ""


def shipped_files(county: str) -> tuple[Path, ...]:
    """The files of a county that come with the product; empty when there are none."""
    return tuple(sorted((COUNTIES / county).glob("*.csv"))) if county.isdigit() else ()


def shipped_sources(county: str) -> tuple[Source, ...]:
    """What the product brings of a county, its villages above all; empty for no county."""
    if files := shipped_files(county):
        return files
    lines = shipped_villages(county)
    table = "code,name\n" + "".join(f"{line}\n" for line in lines)
    return ((f"{VILLAGES.name}/{county}.csv", table.encode()),) if lines else ()


@cache
def shipped_villages(county: str) -> tuple[str, ...]:
    """The shipped villages of a county of six digits, each as “code,name”."""
    if len(county) != rules.DIGITS["county"] or not county.isdecimal():
        return ()
    with zipfile.ZipFile(VILLAGES) as packed:
        try:
            table = packed.read(f"{county[:2]}.csv").decode()
        except KeyError:
            return ()
    return tuple(line for line in table.splitlines() if line.startswith(county))


def national_files() -> tuple[Path, ...]:
    return tuple(CHINA / f"{name}.csv" for name in NATIONAL)


def city_kinds() -> dict[str, str]:
    """Municipalities by two digits, sub-provincial cities by four."""
    with (CHINA / "city_kinds.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["kind"] for row in csv.DictReader(file)}


@cache
def digest(county: str) -> str:
    """Of all that is laid at the start for a county ("": the country alone). That of a county with
    files of its own is what former releases wrote down: nothing is loaded again for it."""
    whole, own = sha256(), shipped_files(county)
    for file in (*national_files(), *own):
        whole.update(file.read_bytes())
    if county and not own:
        whole.update(county.encode())
        whole.update(VILLAGES.read_bytes())
    return whole.hexdigest()


class Read(NamedTuple):
    """The lines, and each sheet with what was made of it, where a file has several."""

    lines: list[Line]
    sheets: tuple[intake.SheetSeen, ...]
    tables: tuple[tuple[str, intake.Table, tuple[intake.PutBack, ...]], ...] = ()  # by file


def read(sources: Sequence[Source]) -> list[Line]:
    """All lines of all sources: a shipped county's code, a file, a folder, or (name, bytes)."""
    return read_told(sources).lines


def read_told(
    sources: Sequence[Source], hidden: intake.Hidden = None, *, only_good: bool = False
) -> Read:
    """As `read`, with the sheets and tables. PartsHidden where something is hidden and `hidden` is None.
    `only_good`: a row that cannot be read is put back, and refuses nothing."""
    lines: list[Line] = []
    seen: list[intake.SheetSeen] = []
    tables = []
    for source in sources:
        for name, data in _files(source):
            table = _table(name, data, hidden, only_good=only_good)
            put_back: list[intake.PutBack] = []
            lines += _lines(name, table, put_back if only_good else None)
            seen += (sheet for sheet in table.seen if sheet.name)
            tables.append((name, table, tuple(put_back)))
    return Read(lines, tuple(seen), tuple(tables))


def _files(source: Source) -> Iterator[tuple[str, bytes]]:
    if isinstance(source, tuple):
        yield source
        return
    if shipped := shipped_sources(str(source)):
        for one in shipped:
            yield one if isinstance(one, tuple) else (one.name, one.read_bytes())  # type: ignore[union-attr]
        return
    path = Path(source)
    paths = tuple(sorted(path.glob("*.csv"))) if path.is_dir() else (path,)
    if not paths:
        raise UnreadableSource(file=str(source))
    for file in paths:
        try:
            yield file.name, file.read_bytes()
        except OSError:
            raise UnreadableSource(file=str(source)) from None


def _lines(
    file: str, table: intake.Table, put_back: list[intake.PutBack] | None = None
) -> Iterator[Line]:
    parent = next((name for name in PARENTS if name in table.mapped.values()), None)
    columns = (table.column(field) for field in ("code", "name", parent or ""))
    rows = zip(table.numbers, *columns, strict=True)
    for index, (number, value, named, above) in enumerate(rows):
        name = rules.unspaced(rules.clean(intake.text_of(named)))
        try:
            if fault := table.fault(index):
                raise fault
            code = _code(file, number, intake.text_of(value), intake.said_in(above))
            if not name:
                raise NameMissing(file=file, line=number)
        except Refusal as why:
            if put_back is None:
                raise
            put_back.append(intake.PutBack.by(why, number, table.name_of(index), name[:80]))
        else:
            yield Line(code, name[:80], file, number, table.name_of(index))


def _table(
    file: str, data: bytes, hidden: intake.Hidden, *, only_good: bool = False
) -> intake.Table:
    if not data.strip():
        raise WrongColumns(file=file, columns="—")
    try:
        return intake.read_whole(
            data,
            KIND,
            settings.FANGXIAN_UPLOAD_BYTES,
            hidden=hidden,
            row_by_row=only_good,
            large=True,  # the country's is one file, and a row of it is soon read
        )
    except intake.HeaderUnknown as why:
        raise WrongColumns(file=file, columns=str(why.values.get("first"))[:200]) from None
    except intake.FileUnreadable:
        raise UnreadableSource(file=file) from None
    except intake.NoRows:
        raise NoDivisions(file=file) from None


def _code(file: str, line: int, value: str, above: str) -> str:
    """The significant digits. A county of six digits whose parent has four keeps its zeros:
    441900 is the one county of the city 4419."""
    try:
        code = rules.prefix(value)
        if not above:
            return code
        parent = rules.prefix(above)
        if len(code) <= len(parent) and len(value) > len(parent):
            code = value
    except ValueError:
        raise BadCode(file=file, line=line, value=value[:40]) from None
    if not code.startswith(parent) or len(code) <= len(parent):
        raise BadCode(file=file, line=line, value=value[:40])
    return code
