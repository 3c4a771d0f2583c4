"""Loading divisions: the country at the first start, counties with villages by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import connection
from psycopg import Cursor

from fangxian.ground.intake import api as intake
from fangxian.ground.places import rules, sorting, sources
from fangxian.ground.places.errors import (
    HomeFixed,
    NotACounty,
    OrphanParent,
    OutsideHome,
    WhyMissing,
)
from fangxian.ground.places.events import DivisionsChanged
from fangxian.ground.places.models import Division, Register
from fangxian.ground.places.queries import home
from fangxian.ground.places.services import register
from fangxian.ground.places.sources import Line, Source
from fangxian.kernel import audit, outbox
from fangxian.kernel import home as kept_home
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb

KIND_NAME = "divisions"
SHOWN = 10
_COLUMNS = ("code", "name", "level", "parent", "kind", "sort_key", "aliases")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `counties` are the counties whose townships or villages it named."""

    new: int
    updated: int
    unchanged: int
    levels: dict[str, int] = field(default_factory=dict)
    counties: tuple[str, ...] = ()
    home: str = ""
    sheets: tuple[intake.SheetSeen, ...] = ()
    put_back: tuple[intake.PutBack, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    import_id: int | None = None  # of the last file, where it was read row by row


def bootstrap() -> bool:
    """The country to its townships and the home county's villages, if not there yet; whether
    they were loaded just now. Costs one query when they are there."""
    county = home()
    digest = sources.digest(county)
    if Register.objects.filter(id=1, shipped=digest).exists():
        return False
    load_shipped(digest, county, by=SYSTEM)
    return True


@verb(needs="places.load", words=Text("载入区划", "loaded divisions"))
def load_shipped(digest: str, county: str, *, by: Actor) -> Loaded:
    """Load the facts that come with the product."""
    row = register.held()
    if row.shipped == digest:
        return Loaded(0, 0, 0)
    done = _take(sources.read((*sources.national_files(), *sources.shipped_sources(county))))
    row.shipped = digest
    return _told(done, row, "shipped")


@verb(needs="places.import", words=Text("导入区划", "loaded divisions"), at=lambda: home())
def load_divisions(
    source: Source | list[Source],
    why: str = "",
    *,
    hidden: intake.Hidden = None,
    only_good: bool = False,
    by: Actor,
) -> Loaded:
    """Load one or several sources: a shipped county's code ("610921"), CSV files, a folder.
    All or nothing; loading the same again changes nothing. The first county loaded so
    becomes home where nobody has chosen yet. `hidden`: what of
    the hidden parts of a workbook (`intake.Hidden`). By an account: with a reason (WhyMissing), and
    nothing new or renamed outside the home county (OutsideHome). `only_good`: rows that cannot be read, or
    whose parent nobody knows, are kept as work (`DIVISIONS`), the others taken."""
    given = source if isinstance(source, list) else [source]
    row = register.held()
    read = sources.read_told(given, hidden, only_good=only_good)
    read, orphans = _without_orphans(read) if only_good else (read, {})
    if by.account_id is not None:
        _check_account(read.lines, why)
    done = replace(_take(read.lines), sheets=read.sheets)
    if only_good:
        done = _keep_import(done, read, orphans, by)
    if not home() and len(done.counties) == 1:
        kept_home.keep(county=done.counties[0])
    return _told(done, row, why=why)


@verb(needs="places.load", words=Text("选定本县", "chose the county"), at=lambda county: county)
def choose_home(county: str, *, by: Actor) -> Loaded:
    """Say which county this system is of, and bring its villages as they are shipped. Choosing the
    same again changes nothing. NotACounty, HomeFixed (FANGXIAN_COUNTY says another)."""
    row = register.held()
    if not Division.objects.filter(code=county, level="county").exists():
        raise NotACounty(given=county[:20])
    kept_home.keep(county=county)
    if home() != county:
        raise HomeFixed(county=home())
    row.shipped = sources.digest(county)
    return _told(_take(sources.read(sources.shipped_sources(county))), row, "shipped")


@question(needs="places.import", at=lambda: home())
def preview_divisions(
    source: Source | list[Source], *, hidden: intake.Hidden = "look", by: Actor
) -> Loaded:
    """What `load_divisions` with `only_good` would do; writes nothing."""
    given = source if isinstance(source, list) else [source]
    read, orphans = _without_orphans(sources.read_told(given, hidden, only_good=True))
    wanted = {line.code: line.name for line in read.lines}
    known = dict(Division.objects.filter(code__in=wanted).values_list("code", "name"))
    renamed = sum(known[code] != name for code, name in wanted.items() if code in known)
    put_back = [one for file, _, some in read.tables for one in (*some, *orphans.get(file, ()))]
    return Loaded(
        len(wanted) - len(known),
        renamed,
        len(known) - renamed,
        sheets=read.sheets,
        put_back=tuple(put_back),
        home=home(),
        shown=tuple((str(one.line), one.code, one.name) for one in read.lines[:SHOWN]),
    )


def _without_orphans(
    read: sources.Read,
) -> tuple[sources.Read, dict[str, list[intake.PutBack]]]:
    """The lines whose parents are known or in the list, and by file those whose are not."""
    wanted = {line.code for line in read.lines}
    known = set(
        Division.objects.filter(code__in={rules.parent_code(code) for code in wanted}).values_list(
            "code", flat=True
        )
    )
    orphans: dict[str, list[intake.PutBack]] = {}
    good: list[Line] = []
    for line in sorted(read.lines, key=lambda line: len(line.code)):
        parent = rules.parent_code(line.code)
        if not parent or parent in known:
            good.append(line)
            known.add(line.code)
        else:
            why = OrphanParent(file=line.file, line=line.line, value=line.code, parent=parent)
            some = orphans.setdefault(line.file, [])
            some.append(intake.PutBack.by(why, line.line, line.sheet, line.name))
    return read._replace(lines=good), orphans


def _keep_import(
    done: Loaded, read: sources.Read, orphans: dict[str, list[intake.PutBack]], by: Actor
) -> Loaded:
    """Each file as an import of its own; the counts of the whole stand with the last."""
    put_back: list[intake.PutBack] = []
    kept = None
    for file, table, some in read.tables:
        rows = [*some, *orphans.get(file, ())]
        put_back += rows
        counts = {"read": len(table.rows), "new": done.new, "unchanged": done.unchanged}
        kept = intake.keep_import(
            KIND_NAME, file, home(), table, counts=counts, put_back=rows, by=by
        )
    return replace(done, put_back=tuple(put_back), import_id=kept)


DIVISIONS = intake.work_list(
    KIND_NAME, "places.import", __name__, Text("区划", "divisions"), sources.KIND, of_people=False
)


def _check_account(lines: Sequence[Line], why: str) -> None:
    """Names elsewhere decide where people were: they come with the product, or by the terminal."""
    if not why.strip():
        raise WhyMissing
    outside = [line for line in lines if not line.code.startswith(home())]
    known = dict(
        Division.objects.filter(code__in=[line.code for line in outside]).values_list(
            "code", "name"
        )
    )
    for line in outside:
        if known.get(line.code) != line.name:
            raise OutsideHome(file=line.file, line=line.line, value=line.code)


def _told(done: Loaded, row: Register, *fields: str, why: str = "") -> Loaded:
    if done.new or done.updated:
        several = len(done.counties) > 500
        outbox.emit(
            DivisionsChanged(
                counties=() if several else done.counties, new=done.new, updated=done.updated
            )
        )
        register.changed(row, *fields)
    elif fields:
        row.save(update_fields=list(fields))
    audit.note(subject="places.divisions", new=done.new, updated=done.updated, purpose=why.strip())
    return Loaded(
        done.new,
        done.updated,
        done.unchanged,
        done.levels,
        done.counties,
        home(),
        done.sheets,
        done.put_back,
        import_id=done.import_id,
    )


def _take(lines: Sequence[Line]) -> Loaded:
    """Write what is new or renamed. The last of several lines of one code holds."""
    wanted = {line.code: line for line in lines}
    known = dict(Division.objects.values_list("code", "name"))
    _check_parents(wanted, known)
    new = [line for code, line in wanted.items() if code not in known]
    renamed = [line for code, line in wanted.items() if known.get(code, line.name) != line.name]
    _write(new)
    _rename(renamed)
    low = [code for code in wanted if len(code) > rules.DIGITS["county"]]
    return Loaded(
        len(new),
        len(renamed),
        len(wanted) - len(new) - len(renamed),
        dict(Counter(str(rules.level_of_code(code)) for code in wanted)),
        tuple(sorted({code[:6] for code in low})),
    )


def _check_parents(wanted: dict[str, Line], known: dict[str, str]) -> None:
    for code, line in wanted.items():
        parent = rules.parent_code(code)
        if parent and parent not in wanted and parent not in known:
            raise OrphanParent(file=line.file, line=line.line, value=code, parent=parent)


def _write(lines: Iterable[Line]) -> None:
    """By COPY: the country is 44,000 rows, and a newcomer is waiting."""
    kinds = sources.city_kinds()
    with connection.cursor() as wrapped:
        cursor: Cursor = wrapped.cursor
        statement = f"COPY places_division ({', '.join(_COLUMNS)}) FROM STDIN"
        with cursor.copy(statement) as copy:
            copy.write("".join(_as_copied(line, kinds) for line in lines))


def _as_copied(line: Line, kinds: dict[str, str]) -> str:
    level = rules.level_of_code(line.code)
    values = (
        line.code,
        line.name.replace("\\", "\\\\"),
        str(level),
        rules.parent_code(line.code),
        _kind(line, kinds),
        sorting.sort_key(line.name, whole=len(line.code) <= rules.DIGITS["county"]),
        "{}",
    )
    return "\t".join(values) + "\n"


def _kind(line: Line, kinds: dict[str, str]) -> str:
    if len(line.code) == rules.DIGITS["city"]:
        return rules.kind_of_city_row(line.code, line.name, kinds)
    return kinds.get(line.code, "") if len(line.code) == rules.DIGITS["province"] else ""


def _rename(lines: Sequence[Line]) -> None:
    rows = Division.objects.in_bulk([line.code for line in lines])
    kinds = sources.city_kinds()
    for line in lines:
        row = rows[line.code]
        row.name, row.sort_key = line.name, sorting.sort_key(line.name, whole=True)
        row.kind = _kind(line, kinds)
    Division.objects.bulk_update(rows.values(), ["name", "sort_key", "kind"], batch_size=2_000)
