"""The kinds of tables that come in from outside, as every door offers them: one page and one command
choose the kind. A ledger of travellers has pages of its own behind the same choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fangxian.ground.duty import api as duty
from fangxian.ground.intake import api as intake
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues
from fangxian.lines.zones import pages as zones

SHOWN = 10  # rows of a preview on the terminal


@dataclass(frozen=True)
class Handed:
    """A file, and how it is to be read. `why`: the document, or the reason, that a kind asks for."""

    content: bytes
    name: str
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    hidden: intake.Hidden = None
    why: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a table, or would. `shown`: the first good rows as they were understood; the id of
    the import is None for a preview, and where a table has no rows to put back."""

    read: int
    new: int
    unchanged: int
    put_back: tuple[intake.PutBack, ...]
    sheets: tuple[intake.SheetSeen, ...] = ()
    told: tuple[Text, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    import_id: int | None = None


@dataclass(frozen=True)
class TableKind:
    """`undo`: None where what the table said is ended one by one, by the words of `not_undone`."""

    key: str
    words: Text
    hint: Text  # its columns
    needs: str
    look: Callable[[Handed, Actor], Outcome]
    take: Callable[[Handed, Actor], Outcome]
    work: intake.WorkList
    undo: Callable[[int, str, Actor], tuple[int, int]] | None = None
    not_undone: Text | None = None
    asks_why: Text | None = None
    by_sheet: bool = True  # whether sheets of it can be chosen
    # the columns of a file whose header is not understood, and what they may be said to be
    unread: Callable[[bytes, Actor], intake.Unread] | None = None
    columns: tuple[intake.Column, ...] = ()

    @property
    def is_undone(self) -> bool:
        """Whether an import of it can be taken back as a whole (a template would call `undo`)."""
        return self.undo is not None


def _roster(done: duty.RosterImported) -> Outcome:
    counts = done.read, done.new, done.unchanged
    return Outcome(*counts, done.rejected, done.sheets, (), done.shown, done.import_id)


def _look_roster(one: Handed, by: Actor) -> Outcome:
    hidden = one.hidden or "look"
    return _roster(
        duty.preview_roster(
            one.content, one.name, by=by, sheets=one.sheets, columns=one.columns, hidden=hidden
        )
    )


def _take_roster(one: Handed, by: Actor) -> Outcome:
    return _roster(
        duty.import_roster(
            one.content, one.name, by=by, sheets=one.sheets, columns=one.columns, hidden=one.hidden
        )
    )


def _households(done: people.HouseholdsTaken) -> Outcome:
    unchanged = done.households - done.new
    counts = done.read, done.new, unchanged
    return Outcome(*counts, done.rejected, done.sheets, done.told, done.shown, done.import_id)


def _look_households(one: Handed, by: Actor) -> Outcome:
    hidden = one.hidden or "look"
    return _households(
        people.preview_households(one.content, by=by, sheets=one.sheets, hidden=hidden)
    )


def _take_households(one: Handed, by: Actor) -> Outcome:
    return _households(
        people.import_households(one.content, one.name, by=by, sheets=one.sheets, hidden=one.hidden)
    )


RENAMED = Text("{n} 处改了名称。", "{n} divisions have another name now.")


def _divisions(done: places.Loaded) -> Outcome:
    read = done.new + done.updated + done.unchanged + len(done.put_back)
    told = (RENAMED.fill(n=done.updated),) if done.updated else ()
    return Outcome(
        read,
        done.new,
        done.unchanged,
        done.put_back,
        done.sheets,
        told,
        done.shown,
        done.import_id,
    )


def _look_divisions(one: Handed, by: Actor) -> Outcome:
    source = (one.name, one.content)
    return _divisions(places.preview_divisions(source, hidden=one.hidden or "look", by=by))


def _take_divisions(one: Handed, by: Actor) -> Outcome:
    source = (one.name, one.content)
    return _divisions(
        places.load_divisions(source, one.why, hidden=one.hidden, only_good=True, by=by)
    )


def _look_zones(one: Handed, by: Actor) -> Outcome:
    seen = zones.preview_file(
        one.content, one.name, document=one.why, hidden=one.hidden or "look", only_good=True, by=by
    )
    areas = seen.high + seen.medium + seen.low
    same = areas if seen.already else 0
    read = areas + len(seen.put_back)
    return Outcome(read, areas - same, same, seen.put_back, seen.sheets, seen.told, seen.shown)


def _take_zones(one: Handed, by: Actor) -> Outcome:
    done = zones.import_file(
        one.content, one.name, document=one.why, hidden=one.hidden, only_good=True, by=by
    )
    told = (*done.told, *_waiting(done))
    return Outcome(
        done.areas + len(done.put_back),
        done.new,
        done.unchanged,
        done.put_back,
        done.sheets,
        told,
        import_id=done.import_id,
    )


WAITS = Text(
    "第 {line} 行 {shown}:等第二人同意。", "Line {line}, {shown}: waits for a second person."
)
TO_PLACE = Text("{n} 个名称待定位。", "{n} names are to be placed.")
ENDED = Text("不再列的 {n} 处已解除。", "{n} areas that it leaves out have ended.")
KEPT = Text(
    "不再列的 {n} 处照旧管着,须两人办理。",
    "{n} areas that it leaves out stay listed until two people end them.",
)


def _waiting(done: zones.ImportResult) -> list[Text]:
    told = [WAITS.fill(line=row.line, shown=row.shown) for row in done.waiting]
    counted = (
        (done.unresolved, TO_PLACE),
        (done.left.ended.count, ENDED),
        (done.left.waits.count, KEPT),
    )
    return told + [text.fill(n=count) for count, text in counted if count]


def _venues(done: venues.VenuesListed) -> Outcome:
    counts = done.read, done.new, done.unchanged
    return Outcome(*counts, done.rejected, done.sheets, (), done.shown, done.import_id)


def _look_venues(one: Handed, by: Actor) -> Outcome:
    hidden = one.hidden or "look"
    return _venues(venues.preview_venues(one.content, by=by, sheets=one.sheets, hidden=hidden))


def _take_venues(one: Handed, by: Actor) -> Outcome:
    return _venues(
        venues.import_venues(one.content, one.name, by=by, sheets=one.sheets, hidden=one.hidden)
    )


def correct(kind: TableKind, row_id: int, said: Mapping[str, str], why: str, by: Actor) -> Outcome:
    """A row that was put back, with what somebody wrote over it: taken as the row of a corrected file is.
    Nothing is taken while it is still wrong (`Outcome.put_back`)."""
    content = kind.work.correct(row_id, said, by=by)
    handed = Handed(content, f"{CORRECTED.zh} {row_id}.xlsx", hidden="leave", why=why)
    seen = kind.look(handed, by)
    return seen if seen.put_back else kind.take(handed, by)


CORRECTED = Text("改正退回行", "Row corrected")
KINDS = {
    one.key: one
    for one in (
        TableKind(
            "roster",
            Text("值班名册", "Duty roster"),
            Text(
                "单位、岗位、姓名、电话、起、止;值班表按日期横排或按岗位分列都行",
                "unit, post, name, phone, from, to; or days across, or a column a post",
            ),
            "duty.edit",
            _look_roster,
            _take_roster,
            duty.ROSTERS,
            lambda number, why, by: duty.undo_roster(number, why, by=by),
            unread=lambda content, by: duty.roster_columns(content, by=by),
            columns=duty.ROSTER_COLUMNS,
        ),
        TableKind(
            "households",
            Text("户籍名册", "Households"),
            Text(
                "户主、户主证件号码、地址、成员证件号码、网格",
                "head, head's document, address, members' documents, grid",
            ),
            "people.edit",
            _look_households,
            _take_households,
            people.HOUSEHOLDS,
            not_undone=Text(
                "户籍不能整份撤销:请在各户的页面上改正,或导入改好的名册。",
                "Households are not undone as a whole: correct each, or import the corrected list.",
            ),
        ),
        TableKind(
            "divisions",
            Text("区划", "Divisions"),
            Text("代码、名称、上级代码", "code, name, parent code"),
            "places.import",
            _look_divisions,
            _take_divisions,
            places.DIVISIONS,
            not_undone=Text(
                "区划已被别处引用,不能整份撤销:请导入改好的区划表。",
                "Divisions are in use elsewhere and not undone: import the corrected table.",
            ),
            asks_why=Text("依据", "What says so"),
            by_sheet=False,
        ),
        TableKind(
            "risk_areas",
            Text("风险区名单", "Risk areas"),
            Text(
                "等级、地点(省、市、区县)、起、止、来源;快照 JSON 也收",
                "level, place, from, to, source; a JSON snapshot as well",
            ),
            "zones.import",
            _look_zones,
            _take_zones,
            zones.LISTS,
            not_undone=Text(
                "名单撤销会放开人,不能一键办:请在风险区页逐处解除,须两人。",
                "Undoing a list would free people: end its areas one by one, by two people.",
            ),
            asks_why=Text("来源文件", "Source document"),
            by_sheet=False,
        ),
        TableKind(
            "venues",
            Text("场所申请", "Venues that apply"),
            Text(
                "名称、类别、地方、地址、负责人、电话、容纳、出入口、信用代码",
                "name, category, place, address, who answers, phone, capacity, entrances, licence",
            ),
            "venues.review",
            _look_venues,
            _take_venues,
            venues.VENUE_LISTS,
            lambda number, why, by: venues.undo_venues(number, why, by=by),
        ),
    )
}
