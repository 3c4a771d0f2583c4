"""What below a header is no row: footers, examples, headings, numbering, the header again. Pure."""

from __future__ import annotations

import re

from fangxian.ground.intake import headers
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.headers import Header
from fangxian.ground.intake.opening import RawRow, Sheet
from fangxian.ground.intake.titles import Kind
from fangxian.kernel.masking import masked

SHOWN = 40  # letters of a line that was left aside
EMPTY = ("", None)
FOOTER = re.compile(
    r"\s*[(（]?\s*(?:(?:本\s*页|本\s*表|以\s*上)?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|汇\s*总)|总\s*数|"
    r"(?:填\s*表|填\s*报|制\s*表|审\s*核|复\s*核|经\s*办|统\s*计|上\s*报|报\s*送|校\s*对|审\s*批|负\s*责|联\s*系|主\s*管|签\s*发)"
    r"\s*(?:人|单位|日期|时间|领导|电话|部门|者|员)|"
    r"(?:填\s*表|填\s*报|制\s*表|审\s*核|复\s*核|校\s*对|经\s*办|统\s*计|上\s*报)\s*(?:[::]|$|\s\S)|单位负责人|主要负责人|分管领导|"
    r"(?:备\s*注|注|说\s*明|日\s*期|时\s*间|电\s*话|签\s*字|盖\s*章|单\s*位)\s*(?:[::]|$)|填表说明|填写说明|注意事项|"
    r"以下空白|此表|本表|第\s*\d+\s*页|共\s*\d+\s*[页人条行户例名]|以上共|[(（]?(?:盖章|公章|签字|签章))"
)
# who filled the table in: such a line is no row, whatever stands beside it
FILLED_IN = re.compile(
    r"\s*[(（]?\s*(?:填\s*[表报]|制\s*表)\s*(?:人|单位|日期|时间)\s*(?:[::].*)?", re.DOTALL
)
FOOTER_BEGINS = frozenset(
    "合总小共累汇本以填制审复经统上报校负联主签单分备注说日时电盖此第公(（ 　"
)
EXAMPLE_BEGINS = frozenset("示例样范举[（(")
EXAMPLE_ROW = re.compile(r"(?:示?例|样例|范例|举例)\s*(?:[::)）]|$|如|[((])|[((]例")
NUMBER = re.compile(r"\d{17}[\dXx]|[A-Za-z]{1,2}\d{6,}")  # a document of somebody
MOBILE = re.compile(r"1[3-9]\d{9}")
PARTS = re.compile(r"(?:[省市县区国境][内外]|[本外][省市县区])(?:地区|地址)?")
NUMBERING = re.compile(
    r"[(（]?\s*(?:\d{1,2}|[A-Za-z]|[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十]{1,3})\s*[)）]?"
)


class Look:
    """At the lines below one header, whether each is a row."""

    def __init__(self, sheet: Sheet, header: Header, kind: Kind) -> None:
        self.sheet, self.header = sheet, header
        self.tops = sheet.rows[header.start : header.end]
        self.columns = [n for n, field in header.mapped.items() if field in kind.row]
        self.least = 0
        across = [n for n, field in header.meant.items() if kind.across and field == kind.across]
        if across:  # a row of a grid is one by any of its cells, whatever its first word
            self.columns, self.least = across, 1
        heads = {text[0] for top in self.tops for cell in top if (text := str(cell))}
        self.begins = FOOTER_BEGINS | EXAMPLE_BEGINS | heads
        self.headings = kind.headings
        self.odd = sheet.spanned | {header.end, header.end + 1}

    def is_row(self, row: RawRow, number: int) -> bool:
        """Whether it is a row, and no footer, heading, numbering of columns or repeated header."""
        plain = row[0] and len(row) > 1 and row[1] and number not in self.odd
        plain = plain and (self.headings is None or any(row[2:]))
        if plain and (row[0].__class__ is not str or row[0][0] not in self.begins):
            return True  # as nearly all are
        first = row[0] if row[0] not in EMPTY else next(filter(None, row), "")
        if first.__class__ is str and self._begins_otherwise(first, row):
            return False
        if self.headings and _is_heading(row, self.headings):
            return False
        if number in self.sheet.spanned and len({text_of(cell) for cell in row} - {""}) == 1:
            return False
        if _alone(row) and not (_names_somebody(row, self.columns, least=1) or _a_mobile(row)):
            return False
        if not any(n < len(row) and row[n] not in EMPTY for n in self.header.mapped):
            return False
        return not (
            number < self.header.end + 2 and (_numbering(row) or _parts_titles(row, self.tops))
        )

    def _begins_otherwise(self, first: str, row: RawRow) -> bool:
        """A footer's word, an example, or the header again."""
        if first[0] in FOOTER_BEGINS and FOOTER.match(text_of(first)):
            if FILLED_IN.fullmatch(text_of(first)):
                return not _numbers_somebody(row, self.columns)
            return not _names_somebody(row, self.columns, self.least)
        if first[0] in EXAMPLE_BEGINS and EXAMPLE_ROW.match(first):
            return True
        return any(first in top for top in self.tops) and headers.row_of_header(row, self.tops)

    def speaks(self, row: RawRow) -> bool:
        """Whether a line that is no row may say something of rows: no example, no header again and no
        numbering of columns."""
        first = next(filter(None, map(text_of, row)), "")
        repeats = any(first in top for top in self.tops) and headers.row_of_header(row, self.tops)
        return not (repeats or EXAMPLE_ROW.match(first) or _numbering(row))


def _is_heading(row: RawRow, headings: re.Pattern[str]) -> bool:
    """Whether it holds nothing but the words of a heading, in one cell or behind its number."""
    said = list(dict.fromkeys(text for text in map(text_of, row) if text))
    return 0 < len(said) <= 2 and bool(headings.fullmatch("".join(said)))


def _alone(row: RawRow) -> bool:
    if len(row) < 3 or (row[0] not in EMPTY and row[1] not in EMPTY):
        return False
    return sum(not headers.is_empty(cell) for cell in row) == 1


def _names_somebody(row: RawRow, columns: list[int], least: int = 0) -> bool:
    """Whether the cells by which a row is known are filled, and not with a footer's words."""
    if not columns:
        return False
    filled = [
        n
        for n in columns
        if n < len(row) and not headers.is_empty(row[n]) and not FOOTER.match(text_of(row[n]))
    ]
    if _numbers_somebody(row, filled):
        return True
    return len(filled) >= (least or len(columns))


def _numbers_somebody(row: RawRow, columns: list[int]) -> bool:
    return any(n < len(row) and NUMBER.fullmatch(text_of(row[n])) for n in columns)


def _a_mobile(row: RawRow) -> bool:
    """A phone and nothing else is somebody whom a list names no further: to be put back, and called."""
    return any(MOBILE.fullmatch(text_of(cell)) for cell in row if cell not in EMPTY)


def _numbering(row: RawRow) -> bool:
    """1 2 3 … or 甲 乙 丙 … below the header."""
    said = [text for text in map(text_of, row) if text]
    return len(said) > 2 and len(set(said)) == len(said) and all(map(NUMBERING.fullmatch, said))


def _parts_titles(row: RawRow, tops: list[RawRow]) -> bool:
    """省内 | 省外 below one title that runs across both, beside titles that run down to it."""
    said = [(n, text) for n, text in enumerate(map(text_of, row)) if text]
    parts = [text for _, text in said if PARTS.fullmatch(text)]
    return len(parts) > 1 and all(
        PARTS.fullmatch(text) or any(n < len(top) and text_of(top[n]) == text for top in tops)
        for n, text in said
    )


def line_of(row: RawRow) -> str:
    """A line that was left aside, shortened; numbers of people are not repeated in it."""
    said = " ".join(dict.fromkeys(text for text in map(text_of, row) if text))
    return masked(said)[:SHOWN]
