"""A list of holders taken in at once: good rows are seated, the others come back with a
sentence each. Repeating the same list changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from fangxian.ground.access import api as access
from fangxian.ground.duty import errors, queries, roster_file, roster_people, rules, shifts
from fangxian.ground.duty.models import Charge, Holding, Post
from fangxian.ground.duty.services.holders import Holder, holder_key
from fangxian.ground.intake import api as intake
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb

EDIT = "duty.edit"
SHOWN = 10
LOCK = 0x0FA9_D077  # one roster at a time: two lists may name the same seat


@dataclass(frozen=True)
class RosterImported:
    read: int
    new: int
    unchanged: int
    rejected: tuple[intake.PutBack, ...]
    sheets: tuple[intake.SheetSeen, ...] = ()
    import_id: int | None = None  # None: a preview
    shown: tuple[
        tuple[str, ...], ...
    ] = ()  # of the rows that are good: row, unit, post, name, days


class RosterUndone(NamedTuple):
    """How many were taken from their posts, and how many stay because of what was done since."""

    gone: int
    stays: int


@dataclass
class Book:
    """What stands now, and what this list adds to it."""

    units: dict[str, list[queries.UnitRow]]  # by code and by name
    posts: dict[tuple[int, str], Post]
    held: dict[tuple[int, str], list[Holding]]  # by post, and by holder where many may hold it
    fresh: list[Holding] = field(default_factory=list)
    fresh_posts: list[Post] = field(default_factory=list)
    unchanged: int = 0
    phones: dict[tuple[int, str], set[str]] = field(default_factory=dict)  # by unit and name
    called: dict[str, set[str]] = field(default_factory=dict)  # by name, of this very list


@verb(needs=EDIT, words=Text("导入花名册", "imported a roster"))
def import_roster(
    content: bytes,
    name: str,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    columns: Mapping[str, str] | None = None,
    hidden: intake.Hidden = None,
) -> RosterImported:
    """Seat the people of a spreadsheet (unit, post, name, phone, from, to) in the units of
    one's own area. A post that a unit lacks is set up, for any number of holders. `sheets`:
    read these, hidden or not; none: all that can be seen. `columns`: what the columns mean (label
    → field), where a header is not understood; it is remembered for the place. `hidden`:
    what of its hidden parts, where no sheets are chosen (`intake.Hidden`)."""
    read = roster_file.read(content, sheets, _place(by), columns, hidden)
    return _take_in(name, by, read, columns)


@verb(needs=EDIT, words=Text("预览花名册", "previewed a roster"))
def preview_roster(
    content: bytes,
    name: str,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    columns: Mapping[str, str] | None = None,
    hidden: intake.Hidden = "look",
) -> RosterImported:
    """What `import_roster` would do; writes nothing but its line in the audit."""
    _, imported = _planned(roster_file.read(content, sheets, _place(by), columns, hidden), by)
    return imported


@question(needs=EDIT)
def roster_columns(content: bytes, *, by: Actor) -> intake.Unread:
    """The columns of a roster whose header is not understood, for somebody to say what they are."""
    return roster_file.unread(content)


def _place(by: Actor) -> str:
    return next((prefix for prefix in by.scope(EDIT).prefixes if prefix), "")


def _take_in(
    name: str,
    by: Actor,
    read: roster_file.RosterRead,
    columns: Mapping[str, str] | None,
) -> RosterImported:
    if columns:
        intake.remember(roster_file.KIND_NAME, _place(by), read.table, by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    book, imported = _planned(read, by)
    Post.objects.bulk_create(book.fresh_posts)
    Holding.objects.bulk_create(book.fresh, batch_size=2000)
    kept = intake.keep_import(
        roster_file.KIND_NAME,
        name,
        _place(by) or places.home(),
        read.table,
        counts={"read": imported.read, "new": imported.new, "unchanged": imported.unchanged},
        put_back=imported.rejected,
        changed={
            "holdings": [one.pk for one in book.fresh],
            "posts": [one.pk for one in book.fresh_posts],
        },
        by=by,
    )
    audit.note(
        subject="duty.roster",
        file=intake.file_name(name)[:100],
        read=imported.read,
        new=imported.new,
        rejected=len(imported.rejected),
    )
    return replace(imported, import_id=kept)


@verb(needs=EDIT, words=Text("撤销导入花名册", "undid a roster"))
def undo_roster(import_id: int, why: str, *, by: Actor) -> RosterUndone:
    """Take the people of a roster from their posts again, as if it had not been handed in. Who was
    charged with something since, or given an account, stays and is counted. ImportUndone,
    UndoUnexplained."""
    if not why.strip():
        raise intake.UndoUnexplained
    table = intake.to_undo(roster_file.KIND_NAME, EDIT, import_id, by)
    made = Holding.objects.filter(pk__in=table.changed.get("holdings", ()))
    charged = Charge.objects.filter(holding__in=made).values("holding")
    free = made.filter(account=None).exclude(pk__in=charged)
    stays = made.count() - free.count()
    gone, _ = free.delete()
    empty = Post.objects.filter(pk__in=table.changed.get("posts", ()), holdings=None)
    empty.delete()
    intake.mark_undone(table, why)
    audit.note(subject=f"intake.import:{import_id}", gone=gone, stays=stays, purpose=why.strip())
    return RosterUndone(gone, stays)


ROSTERS = intake.work_list("roster", EDIT, __name__, Text("值班名册", "rosters"), roster_file.KIND)


def _planned(read: roster_file.RosterRead, by: Actor) -> tuple[Book, RosterImported]:
    book = _book(by.scope(EDIT))
    rejected: list[intake.PutBack] = []
    good: list[rules.Line] = []
    _learn_phones(book, by.scope(EDIT), read.lines)
    for line in read.lines:
        try:
            _enter(book, line)
        except Refusal as refusal:
            rejected.append(intake.PutBack.by(refusal, line.row, line.sheet, line.name))
        else:
            good.append(line)
    counts = len(read.lines), len(book.fresh), book.unchanged
    shown = tuple(map(_shown, good[:SHOWN]))
    return book, RosterImported(*counts, tuple(rejected), read.sheets, shown=shown)


def _shown(line: rules.Line) -> tuple[str, ...]:
    """The days it is from and to where they are said."""
    days = "–".join(dict.fromkeys(str(day) for day in (line.since, line.until) if day))
    unit = line.unit_name or line.unit_code
    return (f"{line.sheet} {line.row}".strip(), unit, line.title, intake.masked(line.name), days)


def _book(scope: Scope) -> Book:
    named: dict[str, list[queries.UnitRow]] = {}
    for unit in queries.units(scope):
        for word in (unit.place, unit.name):
            named.setdefault(word, []).append(unit)
    posts = Post.objects.filter(closed_on=None).filter(scope.q(place="unit__place"))
    held: dict[tuple[int, str], list[Holding]] = {}
    for holding in Holding.objects.filter(scope.q(place="post__unit__place")):
        who = "" if holding.single else holding.holder_key
        held.setdefault((holding.post_id, who), []).append(holding)
    return Book(named, {(post.unit_id, post.title): post for post in posts}, held)


def _learn_phones(book: Book, scope: Scope, lines: list[rules.Line]) -> None:
    """Of those on duty whose phone does not stand beside them: it may elsewhere in the list, or be
    known of a post that they hold."""
    for line in lines:
        if line.shift and roster_people.MOBILE.fullmatch(line.phone):
            book.called.setdefault(line.name, set()).add(line.phone)
    asked = {line.name for line in lines if line.shift and not line.phone} - book.called.keys()
    known = Holding.objects.filter(scope.q(place="post__unit__place"), holder_name__in=asked)
    for unit_id, name, sealed in known.exclude(phone_sealed=None).values_list(
        "post__unit_id", "holder_name", "phone_sealed"
    ):
        book.phones.setdefault((unit_id, name), set()).add(access.open_phone(sealed))


def _enter(book: Book, line: rules.Line) -> None:
    _readable(line)
    unit, title = _unit_and_post(book, line)
    line = replace(line, title=title)
    _one_person(book, unit, line)
    since, until = _day(line.since) or clock.today(), _day(line.until)
    if until and until < since:
        raise errors.PeriodReversed(since=since, until=until)
    phone = _phone(book, unit, line)
    post = _post(book, unit.id, line.title)
    key = holder_key(Holder(line.name), phone if _own(line, phone) else "", unit.id)
    # Posts without an id are new in this very list and are told apart by identity.
    present = book.held.setdefault((post.pk or -id(post), "" if post.single else key), [])
    for other in present:
        if rules.meets(since, until, other.since, other.until):
            if other.holder_key == key and not _same_name(other.holder_name, line.name):
                raise errors.PhoneShared(name=line.name[:40], holder=other.holder_name)
            if other.holder_key == key:
                book.unchanged += 1
                return
            if post.single:
                raise errors.SeatTaken(title=post.title, holder=other.holder_name)
    made = Holding(
        post=post,
        holder_name=line.name[:60],
        holder_key=key,
        single=post.single,
        phone_sealed=access.seal_phone(phone),
        since=since,
        until=until,
        until_hour=line.until_hour if until else None,
    )
    present.append(made)
    book.fresh.append(made)


def _readable(line: rules.Line) -> None:
    """What makes the line unreadable; LineStruck."""
    if line.fault:
        raise line.fault
    if line.struck:
        raise errors.LineStruck(columns=line.struck)


def _one_person(book: Book, unit: queries.UnitRow, line: rules.Line) -> None:
    """NameMissing, SeatVacant, SeveralHolders."""
    if not (line.name and line.title):
        raise errors.NameMissing
    if rules.VACANT.fullmatch(line.name):
        _post(book, unit.id, line.title)  # that it is vacant can be seen
        raise errors.SeatVacant(title=line.title, given=line.name)
    if line.shift and any(map(str.isdigit, line.name)):
        raise errors.PhoneOdd(phone=intake.masked(line.name)[:40])
    if people.several_people(line.name):
        raise errors.SeveralHolders(name=intake.masked(line.name)[:40])


def _phone(book: Book, unit: queries.UnitRow, line: rules.Line) -> str:
    """PhoneUnusable; ShiftWithoutPhone: whoever is on duty has to be called."""
    phone = access.read_phone(line.phone)
    if phone or not line.shift:
        return phone
    found = book.called.get(line.name) or book.phones.get((unit.id, line.name), set())
    if len(found) != 1:
        raise errors.ShiftWithoutPhone(day=line.since, title=line.title, name=line.name[:40])
    return next(iter(found))


def _own(line: rules.Line, phone: str) -> bool:
    """Whether somebody is known by the phone: several are on duty at an office's."""
    return not line.shift or bool(roster_people.MOBILE.fullmatch(phone))


def _same_name(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())[:60]


def _unit_and_post(book: Book, line: rules.Line) -> tuple[queries.UnitRow, str]:
    """Where the row of a duty roster says no unit, what it calls itself may be one; else the lines
    over it name it."""
    if not line.shift or line.unit_code or line.unit_name:
        return _unit(book, line), line.title
    named = book.units.get(line.title, []) or _by_place(book, replace(line, unit_name=line.title))
    if len(named) == 1:
        return named[0], shifts.ANYBODY
    for text in line.over:
        if unit := _unit_in(book, text):
            return unit, line.title
    raise errors.UnitUnsaid


def _unit_in(book: Book, text: str) -> queries.UnitRow | None:
    """The one unit that a title speaks of: by the longest name in it, below another where both are."""
    found = {
        unit.id: (name, unit)
        for name, units in book.units.items()
        if name in text
        for unit in units
        if name == unit.name
    }
    longest = max((len(name) for name, _ in found.values()), default=0)
    best = [unit for name, unit in found.values() if len(name) == longest]
    if len(best) > 1:
        best = [
            unit
            for unit in best
            if any(
                unit.place.startswith(other.place)
                for _, other in found.values()
                if other not in best
            )
        ]
    if not best and places.name_of(places.home()) in text:
        best = [unit for unit in book.units.get(places.home(), []) if unit.kind != "task_force"]
    return best[0] if len(best) == 1 else None


def _unit(book: Book, line: rules.Line) -> queries.UnitRow:
    word = rules.prefix_of(line.unit_code) if line.unit_code else line.unit_name
    found = book.units.get(word, []) or _by_place(book, line)
    if line.unit_code and line.unit_name and len(found) > 1:  # a task force shares the place
        found = [unit for unit in found if unit.name == line.unit_name]
    if line.unit_code and not line.unit_name:
        found = [unit for unit in found if unit.kind != "task_force"]
    if len(found) != 1:
        raise errors.UnknownUnit(unit=intake.masked(line.unit_code or line.unit_name)[:40])
    return found[0]


def _by_place(book: Book, line: rules.Line) -> list[queries.UnitRow]:
    """By the place that a short name names in the county (城关, 汉阴县城关镇)."""
    code = None if line.unit_code else places.find_in(places.home(), line.unit_name)
    return [unit for unit in book.units.get(code or "", []) if unit.kind != "task_force"]


def _post(book: Book, unit_id: int, title: str) -> Post:
    known = book.posts.get((unit_id, title))
    if known is None:
        known = book.posts[unit_id, title] = Post(unit_id=unit_id, title=title, single=False)
        book.fresh_posts.append(known)
    return known


def _day(day: date | str | None) -> date | None:
    if isinstance(day, str):
        raise errors.DayUnreadable(text=intake.masked(day)[:40])
    return day
