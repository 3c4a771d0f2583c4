"""A row of a duty roster → who is on duty when: days across (岗位 | 5月1日 | 5月2日), or a column for
each post (日期 | 带班领导 | 值班人员 | 值班电话 | 备班). Pure but for the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from fangxian.ground.duty import errors, roster_days, roster_people, rules, shift_words
from fangxian.ground.intake import api as intake
from fangxian.kernel import clock

ANYBODY = "值班人员"  # the post of whoever is on duty, where the roster does not say it
OFFICE = "unit_code", "unit_name"


class Shifts:
    """Reads the rows of one table."""

    def __init__(self, table: intake.Table, kind: intake.Kind) -> None:
        self.table, self.kind, self.today = table, kind, clock.today()
        self.meant = table.meant or table.mapped
        self.days = sorted(n for n, field in self.meant.items() if field == "on")
        self.crew = sorted(n for n, field in self.meant.items() if field in ("crew", "name"))
        self.phones = {n for n, field in self.meant.items() if field == "phone"}
        self.dated = "day" in self.meant.values()

    def lines(self, index: int) -> list[rules.Line] | None:
        """The shifts of a row; None where it is none of a duty roster. A row of phones (联系电话) below
        one of people belongs to that one and has none of its own."""
        if any(self._said(index, n) for n in self.days):
            return [] if self._of_phones(index) else list(self._across(index))
        said = {field: intake.said_in(self.table.cell(index, field)) for field in ("day", "title")}
        if self.dated and (said["day"] or not said["title"]):
            return list(self._of_day(index))
        return None

    def _across(self, index: int) -> Iterator[rules.Line]:
        over = self._over(index)
        texts = [
            (n, intake.title_in(self.table.titles[n])) for n in self.days if self._said(index, n)
        ]
        read = [(text, roster_days.day_of(text, over, self.today)) for _, text in texts]
        label = self._label(index)
        below = index + 1 if self._of_phones(index + 1) else None
        for (n, text), day in zip(texts, roster_days.in_order(read), strict=True):
            titled = roster_days.TITLE.fullmatch(text)
            post = (titled and titled["post"]) or label or ANYBODY
            shift = self._shift(index)
            phones = "" if below is None else self._said(below, n)
            line = self._line(index, post, day, day, (n,), shift)
            fault = line.fault or (errors.MarksForNames() if self._by_person(index) else None)
            yield from _people(replace(line, fault=fault), self._said(index, n), phones)

    def _of_day(self, index: int) -> Iterator[rules.Line]:
        said, shift = shift_words.cut(intake.text_of(self.table.cell(index, "day")))
        shift = self._shift(index) or shift
        since, until = roster_days.days_of(said, self._over(index), self.today)
        crew = [n for n in self.crew if self._said(index, n)]
        beside = {n: self._said(index, n + 1) for n in crew if n + 1 in self.phones}
        called = [text for n in self.phones if (text := self._said(index, n))]
        if len(crew) == 1 and len(called) == 1:
            beside = {crew[0]: called[0]}
        for n in crew:
            line = self._line(index, self._post(index, n), since, until, (n,), shift)
            yield from _people(line, self._said(index, n), beside.get(n, ""))

    def _shift(self, index: int) -> shift_words.Shift | None:
        return shift_in(intake.said_in(self.table.cell(index, "shift")))

    def _line(
        self,
        index: int,
        post: str,
        since: Any,
        until: Any,
        cells: Iterable[int],
        shift: shift_words.Shift | None,
    ) -> rules.Line:
        table = self.table
        code, name = (intake.said_in(table.cell(index, field)) for field in OFFICE)
        fault = table.fault(index) or next(
            (
                intake.CellBroken(column=intake.masked(table.titles[n]), given=said)
                for n in cells
                if (said := intake.broken(table.rows[index][n]))
            ),
            None,
        )
        # 夜班 may be the post itself: whose column, or row, it is
        by_post = shift or shift_words.shift_of(post)
        return rules.Line(
            table.numbers[index],
            table.name_of(index),
            code,
            name,
            with_shift(post, shift)[:60],
            until_hour=by_post.until_hour if by_post else None,
            since=since,
            until=until,
            fault=fault,
            struck="、".join(table.struck.get(index, ())),
            shift=True,
            over=self._over(index),
        )

    def _post(self, index: int, n: int) -> str:
        """The title of a column of people, or what the row says of the post of its one."""
        if self.meant[n] == "name" and (said := intake.said_in(self.table.cell(index, "title"))):
            return said
        title = intake.title_in(self.table.titles[n])
        return (
            title if any(word in title for word in ("班", "值", "备", "司机", "驾驶")) else ANYBODY
        )

    def _label(self, index: int) -> str:
        """What a row of days says it is of: its post, or its unit."""
        if said := intake.said_in(self.table.cell(index, "title")):
            return said
        before = [n for n in range(min(self.days)) if self.meant.get(n) not in (*OFFICE, "phone")]
        said_ = [text for n in before if (text := self._said(index, n)) and not text.isdecimal()]
        return said_[-1] if said_ else ""

    def _of_phones(self, index: int) -> bool:
        if not 0 < index < len(self.table.rows) or self.table.name_of(index) != self.table.name_of(
            index - 1
        ):
            return False
        return self.kind.field_of(self._label(index)) == "phone"

    def _by_person(self, index: int) -> bool:
        """Whether the row is somebody's, and its days hold marks (姓名 | 周一 | 周二: 白 | 休)."""
        name = intake.said_in(self.table.cell(index, "name"))
        return bool(name) and self.kind.field_of(name) not in ("crew", "name", "phone")

    def _over(self, index: int) -> tuple[str, ...]:
        return tuple(one.text for one in self.table.over if one.start <= index < one.end)

    def _said(self, index: int, n: int) -> str:
        row = self.table.rows[index]
        return intake.said_in(row[n]) if n < len(row) else ""


def shift_in(cell: str) -> shift_words.Shift | None:
    """The shift of a cell that is there for nothing else: A班 is one whatever its hours."""
    return (shift_words.shift_of(cell) or shift_words.Shift(cell[:20])) if cell else None


def with_shift(post: str, shift: shift_words.Shift | None) -> str:
    """A post with the part of the day that somebody has it, which whoever calls has to know."""
    return f"{post}({shift.words})" if shift and post and shift.words != post else post


def _people(line: rules.Line, cell: str, phones: str) -> Iterator[rules.Line]:
    if line.fault:
        yield replace(line, name=cell[:60])
        return
    for one in roster_people.people_in(cell, phones):
        yield replace(line, name=one.name, phone=one.phone, title=one.post or line.title)
