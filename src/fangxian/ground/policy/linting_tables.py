"""Whether a decision table says what it means, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.layers import compose
from fangxian.ground.policy.library import Folder, Library
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.schema import RowSpec, SegmentSpec, SomeDays, TableFile, UseSpec
from fangxian.ground.policy.tables import LayeredTable, lay, lay_one, test_days_of, too_close
from fangxian.ground.policy.wording import COLUMNS as COLUMN_WORDS

LISTED = {
    "levels",
    "places",
    "except_places",
    "since",
    "city_kinds",
    "widen",
    "look_back_days",
    "before_listing_days",
}
COLUMNS: Mapping[str, set[str]] = {
    "overseas": set(),
    "listed": LISTED,
    "place": {"places", "since", "look_back_days"},
    "contact": {"category"},
    "any": set(),
}
NEEDED = {
    "listed": {"levels", "widen", "before_listing_days"},
    "place": {"places"},
    "contact": {"category"},
}
CLOCKS = {
    "overseas": {"entry", "arrival"},
    "listed": {"leaving", "arrival", "last_exposure"},
    "place": {"leaving", "arrival", "last_exposure"},
    "contact": {"last_exposure"},
    "any": {"arrival"},
}
CONDITIONS = sorted(LISTED | {"origin", "category"})


@dataclass(frozen=True)
class LintContext:
    """What the rows of a pack are checked against."""

    document: Document[TableFile]
    classes: frozenset[str]
    colours: frozenset[str]
    best: str
    measures: frozenset[str]
    checks: frozenset[str]
    folder: Folder

    def fault(self, zh: str, en: str, *loc: str | int) -> Fault:
        return self.document.fault(zh, en, *loc)


def tables(folder: Folder, library: Library) -> Iterator[Fault]:
    layers = (*layers_below(folder, library), folder)
    words = compose(layers, library.words, folder.pack.in_force.from_)
    yield from _twice(folder, layers)
    for name in ("travellers", "contacts"):
        document = folder.table(name)
        if document is None:
            yield from _inherited(folder, lay(layers, name), frozenset(words.colours))
            continue
        context = LintContext(
            document,
            frozenset(words.classes),
            frozenset(words.colours),
            list(words.colours)[-1] if words.colours else "",
            frozenset(words.measures),
            frozenset(words.checks),
            folder,
        )
        below = lay(layers[:-1], name)
        yield from _shape(context, name, first=len(layers) == 1)
        yield from _pointers(context, below)
        for loc, row in _written(document.content):
            yield from _row(context, name, row, loc)
        yield from _order(context, lay_one(below, document.content, folder.pack))


def hidden(folder: Folder, library: Library) -> Iterator[Fault]:
    """A table of several courses that does not say `when_over: next`: by one that is over, the
    next that runs is not seen, and its person is free. Once, by the pack that writes the rows."""
    document = folder.table("travellers")
    if document is None:
        return
    laid = lay((*layers_below(folder, library), folder), "travellers")
    said = laid.when_over.value if laid.when_over else ""
    if said != "next" and sum(bool(placed.spec.segments) for placed in laid.rows) > 1:
        yield document.fault(
            "没有写 when_over: next:一行的措施期满之后,仍在期内的其他行也轮不到,此人按解除处理",
            "No `when_over: next`: once the course of a row is over, other rows that still run are "
            "not reached, and the person is free",
            "when_over" if document.content.when_over else "travellers",
        )


def _twice(folder: Folder, layers: tuple[Folder, ...]) -> Iterator[Fault]:
    """A row is cited by its id alone, so the two tables share one set of ids."""
    travellers = {placed.spec.id for placed in lay(layers, "travellers").rows}
    for placed in lay(layers, "contacts").rows:
        row_id = placed.spec.id
        if row_id in travellers and placed.pack is folder.pack:
            yield folder.head.fault(
                f"行号“{row_id}”在 travellers 与 contacts 里都用了",
                f"The row id “{row_id}” is used in both travellers and contacts",
            )


def layers_below(folder: Folder, library: Library) -> tuple[Folder, ...]:
    under = library.chain(folder.pack.over) if folder.pack.over else ()
    return (*under, *(f for f in library.chain(folder.pack.id) if f is not folder))


def _inherited(folder: Folder, laid: LayeredTable, colours: frozenset[str]) -> Iterator[Fault]:
    """A table that a pack leaves as it is must fit the colours that the pack brings."""
    for placed in laid.rows:
        if placed.spec.colour not in colours:
            yield folder.head.fault(
                f"下层的行“{placed.spec.id}”用到颜色“{placed.spec.colour}”,新颜色表里没有",
                f"The row “{placed.spec.id}” below is “{placed.spec.colour}”: not in this scheme",
                "colours",
                "scheme",
            )


def _written(file: TableFile) -> Iterator[tuple[tuple[str, int], RowSpec]]:
    for section in ("rows", "replace", "add"):
        for index, row in enumerate(getattr(file, section)):
            if isinstance(row, RowSpec):
                yield (section, index), row


def _shape(context: LintContext, name: str, *, first: bool) -> Iterator[Fault]:
    file = context.document.content
    if first != (file.layer == "base"):
        yield context.fault(
            f"{name} 应为 {'base' if first else 'replace 或 amend'}",
            f"`{name}` is {'base' if first else 'replace or amend'} here",
            name,
        )
    changes = bool(file.remove or file.replace or file.add)
    if file.layer == "amend" and file.rows:
        yield context.fault(
            "amend 不写 rows,只写 remove、replace、add",
            "amend has no rows: use remove, replace, add",
            "rows",
        )
    if file.layer != "amend" and changes:
        key = "remove" if file.remove else "replace" if file.replace else "add"
        yield context.fault(f"{file.layer} 只写 rows", f"{file.layer} lists rows only", key)
    if file.layer != "amend" and file.otherwise is None:
        yield context.fault("缺少 otherwise:都不符合时怎么办", "`otherwise` is missing", name)
    if file.otherwise is not None:
        yield from _codes(context, file.otherwise.class_code, file.otherwise.colour, ("otherwise",))
    yield from _unverified(context, name, first=first)
    if file.when_over and name != "travellers":
        yield context.fault(
            "when_over 只写在 travellers 里", "`when_over` belongs in travellers", "when_over"
        )


def _unverified(context: LintContext, name: str, *, first: bool) -> Iterator[Fault]:
    """A national table of travellers says what holds while too little is known, and that is not
    what holds for the harmless."""
    said = context.document.content.unverified
    if said is None:
        if first and name == "travellers":
            yield context.fault(
                "缺少 unverified:行程不清楚(待核)时怎样显示",
                "`unverified` is missing: what holds while too little is known",
                name,
            )
        return
    if name != "travellers":
        yield context.fault(
            "unverified 只写在 travellers 里", "`unverified` belongs in travellers", "unverified"
        )
    yield from _codes(context, said.class_code, said.colour, ("unverified",))
    if said.colour == context.best:
        yield context.fault(
            f"待核不能与最宽的颜色“{said.colour}”相同",
            f"What is not verified cannot have the best colour “{said.colour}”",
            "unverified",
            "colour",
        )


def _pointers(context: LintContext, below: LayeredTable) -> Iterator[Fault]:
    file, known = context.document.content, {placed.spec.id for placed in below.rows}
    wanted: list[tuple[str, tuple[str | int, ...]]] = [
        *(
            (row.use, ("rows", n, "use"))
            for n, row in enumerate(file.rows)
            if isinstance(row, UseSpec)
        ),
        *((row.id, ("remove", n, "id")) for n, row in enumerate(file.remove)),
        *((row.id, ("replace", n, "id")) for n, row in enumerate(file.replace)),
        *((row.before, ("add", n, "before")) for n, row in enumerate(file.add) if row.before),
    ]
    for row_id, loc in wanted:
        if row_id not in known:
            yield context.fault(
                f"下层表里没有“{row_id}”这一行", f"The table below has no row “{row_id}”", *loc
            )


def _row(context: LintContext, name: str, row: RowSpec, loc: tuple[str, int]) -> Iterator[Fault]:
    if (row.origin == "contact") != (name == "contacts"):
        yield context.fault(
            f"origin“{row.origin}”不能放在 {name} 表里",
            f"origin “{row.origin}” does not belong in {name}",
            *loc,
            "origin",
        )
    yield from _columns(context, row, loc)
    yield from _codes(context, row.class_code, row.colour, loc)
    for index, check in enumerate(row.on_arrival):
        if check not in context.checks:
            yield context.fault(
                f"不认识的查验“{check}”", f"Unknown check “{check}”", *loc, "on_arrival", index
            )
    end = context.folder.pack.in_force.to
    if row.since and end and row.since > end:
        yield context.fault(
            f"since {row.since} 晚于方案终止日 {end}",
            f"since {row.since} is after the pack's last day {end}",
            *loc,
            "since",
        )
    for index, segment in enumerate(row.segments):
        yield from _segment(context, segment, (*loc, "segments", index))
        if segment.days is None and index + 1 < len(row.segments):
            yield context.fault(
                "无期限的措施之后不能再有措施",
                "Nothing can follow an open-ended measure",
                *loc,
                "segments",
                index + 1,
            )


def _columns(context: LintContext, row: RowSpec, loc: tuple[str, int]) -> Iterator[Fault]:
    """Only columns that mean something for the origin, and all that it needs."""
    given = row.model_fields_set & (LISTED | {"category"})
    for column in sorted(given - COLUMNS[row.origin]):
        yield context.fault(
            f"origin 为“{row.origin}”时“{column}”没有意义",
            f"“{column}” means nothing for origin “{row.origin}”",
            *loc,
            column,
        )
    for column in sorted(NEEDED.get(row.origin, set())):
        if column not in given or getattr(row, column) in ((), None):
            yield context.fault(
                f"origin 为“{row.origin}”时要写“{column}”",
                f"origin “{row.origin}” needs “{column}”",
                *loc,
                "origin",
            )
    if row.clock_start not in CLOCKS[row.origin]:
        choices = "、".join(sorted(CLOCKS[row.origin]))
        yield context.fault(
            f"origin 为“{row.origin}”时 clock_start 只能是:{choices}",
            f"clock_start of origin “{row.origin}” is one of: {choices}",
            *loc,
            "clock_start",
        )
    for column in row.inferred:
        if column not in COLUMN_WORDS:
            yield context.fault(
                f"inferred 里的“{column}”不是列名",
                f"“{column}” under inferred is not a column",
                *loc,
                "inferred",
                column,
            )


def _codes(
    context: LintContext, class_code: str, colour: str, loc: tuple[Any, ...]
) -> Iterator[Fault]:
    if class_code not in context.classes:
        yield context.fault(
            f"不认识的类别“{class_code}”", f"Unknown class “{class_code}”", *loc, "class"
        )
    if colour not in context.colours:
        yield context.fault(
            f"颜色表里没有“{colour}”", f"No colour “{colour}” in the scheme", *loc, "colour"
        )


def _segment(context: LintContext, segment: SegmentSpec, loc: tuple[Any, ...]) -> Iterator[Fault]:
    if segment.measure not in context.measures:
        yield context.fault(
            f"不认识的措施“{segment.measure}”",
            f"Unknown measure “{segment.measure}”",
            *loc,
            "measure",
        )
    days = test_days_of(segment)
    late = [day for day in days if segment.days is not None and day > segment.days]
    if late:
        yield context.fault(
            f"检测日第{late[0]}天超出措施的{segment.days}天",
            f"Test day {late[0]} lies beyond the {segment.days} days",
            *loc,
            "test_days",
        )
    if list(days) != sorted(set(days)):
        yield context.fault(
            "检测日没有依次排列", "The test days are out of order", *loc, "test_days"
        )
    if isinstance(segment.test_days, SomeDays) and too_close(segment.test_days):
        yield context.fault(
            "这些天内排不下这么多次检测",
            "So many tests do not fit into the days",
            *loc,
            "test_days",
        )


def _order(context: LintContext, laid: LayeredTable) -> Iterator[Fault]:
    """A row that can never be reached, or that stands twice."""
    where = {row.id: loc for loc, row in _written(context.document.content)}
    where |= {
        row.use: ("rows", n)
        for n, row in enumerate(context.document.content.rows)
        if isinstance(row, UseSpec)
    }
    ids: set[str] = set()
    conditions: dict[str, str] = {}
    for placed in laid.rows:
        row = placed.spec
        loc = where.get(row.id, ())
        same = repr([getattr(row, column) for column in CONDITIONS])
        if row.id in ids:
            yield context.fault(
                f"行号“{row.id}”重复", f"The row id “{row.id}” is used twice", *loc, "id"
            )
        elif (earlier := conditions.get("any") or conditions.get(same)) is not None:
            yield context.fault(
                f"“{row.id}”永远轮不到:前面的“{earlier}”已全部包含",
                f"“{row.id}” is never reached: “{earlier}” above takes all of it",
                *loc,
                "id",
            )
        ids.add(row.id)
        conditions[same] = row.id
        if row.origin == "any":
            conditions["any"] = row.id
