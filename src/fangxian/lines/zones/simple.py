"""Reading a simple list: a table of areas with their level and days, as a county types it or copies it
from a notice. A level may stand over its areas in a heading, in the title or as the name of the sheet,
and so may the day; a day without a year is of the list's. What was read from elsewhere is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from fangxian.ground.intake import api as intake
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.lines.zones import rules, text_form
from fangxian.lines.zones.columns import REGION, SIMPLE, WITHIN
from fangxian.lines.zones.errors import (
    DaysReversed,
    NoRows,
    PlaceMissing,
    UnknownLevel,
    UnreadableList,
    WrongColumns,
    WrongDay,
)
from fangxian.lines.zones.naming import names_in
from fangxian.lines.zones.place_matching import NO_COUNTY

WORDS = {
    word: level
    for level in ("high", "medium", "low")
    for word in places.cell_words(f"listed_{level}")
}
AT_NO_LEVEL = frozenset(places.cell_words("listed_none"))
TOLD = 20  # rows that are told of by their numbers
NAMED = re.compile(places.any_word("level_named"))
IN_TEXT = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
SEVERAL = re.compile(places.any_word("levels_together"))
ENDED = re.compile(places.any_word("listing_ended"))  # a list of what is listed no more
YEAR = re.compile(r"(20\d\d)\s*年")
DAY = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
# how a cell ends that says where something is, and titles under which such words are no place of the row
ADDRESS = re.compile(
    r"(?:街道|办事处|小区|社区|[镇乡村路街巷弄里号栋幢楼座室苑园组屯湾庄寨坊厦城场店馆院校厂站])(?:[(（][^()（）]*[)）])?"
)
NO_PLACE = re.compile(
    r"备注|说明|单位|部门|机构|文[件号]|依据|来源|人$|人员|姓名|电话|措施|原因|链接|网址"
)
COUNTED = re.compile(r"(\d{1,4}|[一二两三四五六七八九十])\s*[个处]")
FEW = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
MISCOUNTED = Text(
    "“{heading}”写的是 {said} 个,下面有 {found} 个:请核对是否漏抄、多抄或挪了位置",
    "“{heading}” says {said}, and {found} stand below it: see whether some are missing, or too many",
)
WORDS_ALONE = re.compile(r"[^\d〇零一二三四五六七八九十]+")  # and no day


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row of a simple list. `end` None: still listed."""

    level: str
    text: str
    begin: date
    end: date | None
    document: str
    line: int = 1


def table_of(
    file: str, data: bytes, most: int, hidden: intake.Hidden, *, row_by_row: bool = False
) -> intake.Table:
    try:
        return intake.read_whole(data, SIMPLE, most, hidden=hidden, row_by_row=row_by_row)
    except intake.HeaderUnknown as why:
        if (table := text_form.table_of(intake.sheets(data, most), file)) is not None:
            return table
        columns = str(why.values.get("first", "—"))
        raise WrongColumns(file=file, missing=why.values["needs"], columns=columns) from None
    except intake.FileUnreadable as why:
        raise UnreadableList(file=file, why=why.said.zh, why_en=why.said.en) from None
    except intake.NoRows:
        raise NoRows(file=file) from None


def rows_of(
    file: str, table: intake.Table, put_back: list[intake.PutBack] | None = None
) -> tuple[tuple[DatedRow, ...], tuple[Text, ...]]:
    """The rows of a list, and what is to be told of how they were read. One that cannot be read refuses
    the list, or goes into `put_back` where the others are to be taken without it."""
    reader = _Reader(file, table)
    rows = []
    for index in range(len(table.rows)):
        try:
            row = reader.row(index)
        except Refusal as why:
            if put_back is None:
                raise
            where = table.numbers[index], table.name_of(index)
            put_back.append(intake.PutBack.by(why, *where, reader.named(index)))
        else:
            rows += [row] if row else []
            reader.areas[index] = len(tuple(names_in(row.text))) if row else 1
            reader.levels[index] = row.level if row else ""
    if not rows and put_back:
        return (), tuple(reader.told())
    if not rows and reader.not_counted:
        line, word = next(iter(reader.not_counted.items()))
        raise UnknownLevel(file=file, line=line, value=word[:40])
    dated = (replace(row, text=text) for row in rows for text in names_in(row.text))
    return tuple(dated), tuple(reader.told())


def level_in(text: str) -> str | None:
    """The one level that words name: 高风险区(3个), 封控区; None where they name none, or several."""
    known = rules.level_of(text) or WORDS.get(text.strip())
    if known:
        return known
    found = NAMED.fullmatch(text.strip())
    return _one_level(text) if found else None


def _one_level(text: str) -> str | None:
    if SEVERAL.search(text) or ENDED.search(text):
        return None
    named = {WORDS[word] for word in IN_TEXT.findall(text)}
    return named.pop() if len(named) == 1 else None


class _Reader:
    """Of one list: what stands over its rows, and how its days were understood."""

    def __init__(self, file: str, table: intake.Table) -> None:
        self.file, self.table = file, table
        self.today = clock.today()
        self.years: set[int] = set()
        self.supplied = self.of_month = self.from_above = 0
        self.days_above: set[date] = set()
        self.not_counted: dict[int, str] = {}  # line → the word for its level
        self.endless: dict[int, str] = {}  # line → the words for its last day
        self.within = sorted(
            n
            for n, field in {**(table.meant or table.mapped), **table.further}.items()
            if field in WITHIN
        )
        self.areas: dict[int, int] = {}  # how many each row names, by index
        self.levels: dict[int, str] = {}  # of each row that could be read, by index
        self.unread: dict[int, str] = {}  # line → the title of a column of places that is not known

    def row(self, index: int) -> DatedRow | None:
        """None for one that says of its place that it is at no level of risk."""
        table = self.table
        if fault := table.fault(index):
            raise fault
        line = table.numbers[index]
        values = {name: intake.said_in(table.cell(index, name)) for name in SIMPLE.by_field}
        if values["level"] in AT_NO_LEVEL:
            self.not_counted[line] = values["level"]
            return None
        level = level_in(values["level"]) if values["level"] else self._level_over(index)
        if level is None:
            raise UnknownLevel(file=self.file, line=line, value=values["level"][:40])
        place = _place((*(values[name] for name in REGION), *self._within(index)))
        if not place:
            raise PlaceMissing(file=self.file, line=line)
        begin = self._day(index, "begin", None) or self._day_over(index)
        if begin is None:
            raise WrongDay(file=self.file, line=line, value="")
        end = self._end(index, begin)
        if end and end < begin:
            raise DaysReversed(file=self.file, line=line, begin=begin, to=end)
        return DatedRow(level, masked(place), begin, end, masked(values["document"]), line)

    def named(self, index: int) -> str:
        """The place that a row is about, as written."""
        said = (intake.said_in(self.table.cell(index, name)) for name in REGION)
        return masked(_place((*said, *self._within(index))))[:80]

    def _within(self, index: int) -> Iterator[str]:
        """What a row says of the place below its county, in the order of the columns. What stands
        under a title that nobody knows and reads as an address is said of it as well: then it is
        no more than a part of the county."""
        row = self.table.rows[index]
        said = {n: intake.said_in(row[n]) for n in self.within if n < len(row)}
        for n in self.table.unread:
            text = intake.said_in(row[n]) if n < len(row) else ""
            title = self.table.titles[n]
            if text and not NO_PLACE.search(title) and ADDRESS.search(text):
                said[n] = text
                self.unread[self.table.numbers[index]] = masked(title)
        return (said[n] for n in sorted(said))

    def _end(self, index: int, begin: date) -> date | None:
        """The last day. Words without a day (解除, 至今) end nothing: the area stays listed."""
        text = intake.said_in(self.table.cell(index, "end"))
        if text and WORDS_ALONE.fullmatch(text):
            self.endless[self.table.numbers[index]] = text
            return None
        return self._day(index, "end", begin)

    def told(self) -> Iterator[Text]:
        yield from self._miscounted()
        if self.not_counted:
            lines, words = _lines(self.not_counted)
            yield Text(
                f"第 {lines} 行不算:级别写的是“{words}”,不是高、中、低风险",
                f"rows {lines} do not count: their level is “{words}”, neither high, medium nor low",
            )
        if self.endless:
            lines, words = _lines(self.endless)
            yield Text(
                f"第 {lines} 行止日写的是“{words}”,没有日期:照旧列着,请查明是哪一天再导入",
                f"rows {lines} have “{words}” for a last day: they stay listed until a list names the day",
            )
        if self.unread:
            lines, titles = _lines(self.unread)
            yield Text(
                f"第 {lines} 行“{titles}”列不认识,里面写的像地点:按所列地区的一部分收下,不当作整个地区",
                f"the column “{titles}” of rows {lines} is not known and holds places: each is taken as a part of its area, not the whole",
            )
        if self.supplied:
            years = "、".join(map(str, sorted(self.years)))
            yield Text(
                f"{self.supplied} 处日期没有写年份,按 {years} 年收下",
                f"{self.supplied} days without a year were taken as of {years}",
            )
        if self.of_month:
            yield Text(
                f"{self.of_month} 处日期只写了几号,按标题、起始日或今天所在的月份收下",
                f"{self.of_month} days without a month were taken as of the title's, the first day's or this one",
            )
        if self.from_above:
            yield Text(
                f"{self.from_above} 行没有写级别,按所在的标题取级别",
                f"{self.from_above} rows without a level have that of the heading above them",
            )
        if self.days_above:
            days = "、".join(map(str, sorted(self.days_above)))
            yield Text(
                f"没有写起始日的,按标题里的日期 {days} 起算",
                f"rows without a first day are listed from the day in the title, {days}",
            )

    def _miscounted(self) -> Iterator[Text]:
        """Titles and headings that say how many areas of their level they are over, where there are more
        or fewer."""
        for line in self.table.over:
            said = COUNTED.search(line.text) if line.where in ("title", "heading") else None
            if said is None or (level := _one_level(line.text)) is None:
                continue
            under = [
                index
                for index in range(line.start, line.end)
                if self.levels.get(index, level) == level
            ]
            areas = sum(self.areas.get(index, 1) for index in under)
            if (FEW.get(said[1]) or int(said[1])) not in (len(under), areas):
                yield MISCOUNTED.fill(heading=masked(line.text)[:40], said=said[1], found=areas)

    def _over(self, index: int) -> Iterator[str]:
        """What stands over a row, the nearest first: headings, then the title and the sheet's name."""
        over = [one for one in self.table.over if one.start <= index < one.end]
        heads = [one for one in over if one.where == "heading"]
        for one in sorted(heads, key=lambda one: -one.start):
            yield one.text
        yield from (one.text for one in over if one.where in ("title", "sheet"))

    def _level_over(self, index: int) -> str | None:
        level = next(filter(None, map(_one_level, self._over(index))), None)
        self.from_above += level is not None
        return level

    def _day_over(self, index: int) -> date | None:
        for text in self._over(index):
            for said in DAY.findall(text):
                day = intake.date_of(re.sub(r"\s", "", said))
                found = self._settled(day, None) if isinstance(day, intake.Open) else day
                if isinstance(found, date):
                    self.days_above.add(found)
                    return found
        return None

    def _day(self, index: int, field: str, begin: date | None) -> date | None:
        """A day of a list; one without a year is the list's. What may be two days is refused."""
        cell = self.table.cell(index, field)
        found: Any = intake.day_of(cell, self.table.shift)
        if isinstance(found, intake.Spoken):
            found = self._of_month(found, begin, index)
        if isinstance(found, intake.Open):
            found = self._settled(found, begin, index)
        if found is None or isinstance(found, date):
            return found
        raise WrongDay(
            file=self.file, line=self.table.numbers[index], value=intake.text_of(cell)[:40]
        )

    def _settled(
        self, day: intake.Open, begin: date | None, index: int | None = None
    ) -> date | str:
        if day.code != intake.YEAR_SUPPLIED:
            return intake.UNREADABLE
        latest = None if begin else self.today + timedelta(days=1)
        moment = day.near(begin or self._near(index), latest=latest)
        if moment is None:
            return intake.UNREADABLE
        self.supplied += 1
        self.years.add(moment.year)
        return moment.date()

    def _of_month(self, day: intake.Spoken, begin: date | None, index: int) -> date | str:
        """9号: of the month of its first day or its title. 昨天 is no day of a list."""
        near = begin or self._day_over(index) or self.today
        moment = day.near(near) if day.ago is None else None
        if moment is None:
            return intake.UNREADABLE
        self.of_month += 1
        return moment.date()

    def _near(self, index: int | None) -> date:
        """The day near which those of the list lie: in the year that it names, else when it is handed in."""
        years = [
            int(year)
            for text in (self._over(index) if index is not None else ())
            for year in YEAR.findall(text)
        ]
        if not years or years[0] == self.today.year:
            return self.today
        return date(years[0], 7, 1)


def _lines(said: Mapping[int, str]) -> tuple[str, str]:
    """The first of some lines, and the words in them."""
    lines = "、".join(map(str, list(said)[:TOLD])) + ("…" if len(said) > TOLD else "")
    return lines, "、".join(word[:20] for word in list(dict.fromkeys(said.values()))[:5])


def _place(texts: Iterable[str]) -> str:
    """The words of the columns of a place as one text, nothing said twice."""
    said = ""
    for text in texts:
        if text and text not in NO_COUNTY and not said.endswith(text):
            said = text if text.startswith(said) else said + text
    return said
