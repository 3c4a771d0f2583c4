"""Columns of a kind of table, and by which words people name them. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text

_BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
_NOISE = re.compile(
    r"[\s*＊★:：/、\\_\-—·.。,，;；?？'\"‘’“”]+|^\d+[.、)]|您的|你的|请(?:填写|输入|选择)"
)
_SIMPLE = str.maketrans(
    "證號碼機發達時間來電話聯繫絡鄉鎮縣區從離開車報處國類別經員個戶種備註說詳細現務學單點責組長網級職稱體溫檢樣務運輸飛馬頭關係與戸",
    "证号码机发达时间来电话联系络乡镇县区从离开车报处国类别经员个户种备注说详细现务学单点责组长网级职称体温检样务运输飞马头关系与户",
)
_DASHES = str.maketrans("—–－~～−", "------")
_PLACED = re.compile(r"(.*)〔(\d+)〕|第 (\d+) 列", re.DOTALL)
# whoever these are, their name and phone are not those of the person of the row
OTHERS = re.compile(
    r"(紧急|应急|备用|联系人|联络人|家属|亲属|亲友|监护人|代报|代填|申报人|填报人|填表人|登记人|上报人|报告人|审核"
    r"|经办|负责人|责任人|包保|包联|接待|接送|村干部|镇干部|网格员|网格长|医生|户主|房东|同行|同住|陪同|担保|单位)"
)


LONGEST = 500  # letters of a title; what goes on after them is not looked at
TITLES_KEPT = 4096  # words whose meaning one kind of table remembers
COMING = frozenset("来返回到抵入")


class Column(NamedTuple):
    """A column: its field, its title, and other titles for it (compared without spaces,
    stars and brackets). `like`: a pattern of titles that carry a name of a place or a person,
    such as 来汉时间. `most`: letters that a text may have at any door; 0: as many as its row."""

    field: str
    title: Text
    said: tuple[str, ...] = ()
    width: int = 14
    choices: tuple[str, ...] = ()
    needed: bool = False
    like: str = ""
    most: int = 0


def plain_title(title: str) -> str:
    """A title as titles are compared: no spaces, stars, separators or bracketed hints, and in
    the simplified characters."""
    return _NOISE.sub("", _BRACKETS.sub("", title[:LONGEST])).lower().translate(_SIMPLE)


class Kind:
    """A kind of table, as its room declares it.

    `header`: sets of fields, each enough to know a header by. `row`: fields that make a row one
    even where it begins with a footer's word. `aside`: titles that never mean a column.
    `parted`: fields whose place may stand in several columns (省 | 市 | 县), first the one that is
    meant where nothing stands before them; `finer`: those of the places below a county.
    `besides`: a pattern of titles that speak of something else than the row does. `leaves`: of
    titles that name a place (`place`) which somebody leaves: after the field `comes`, or beside
    a title of coming to that place, that is another journey. `several`: what is done where more
    than one column is of a field: "join" their texts, "fill" the first where it is empty,
    "further": both are kept, each in its column, or "each": so too beside somebody else's name.
    `across`: a field and a pattern of the titles, as written, of columns that go on to the right (a
    day each): two of them are a header. `by_cells`: titles that mean one field where all cells below
    them match a pattern, and another where not: (pattern, the one, the other). `headings`: a pattern
    of lines between rows that are
    none, although they stand where a name does."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        header: Iterable[Iterable[str]],
        row: Iterable[str],
        aside: Iterable[str] = (),
        many: int = 0,
        parted: Sequence[str] = (),
        finer: Iterable[str] = (),
        besides: str = "",
        leaves: str = "",
        comes: str = "",
        several: Mapping[str, str] | None = None,
        headings: str = "",
        across: tuple[str, re.Pattern[str]] | None = None,
        by_cells: Mapping[str, tuple[str, str, str]] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.by_field = {column.field: column for column in self.columns}
        self.header = tuple(frozenset(one) for one in header)
        self.row = frozenset(row)
        self.aside = frozenset(aside)
        self.many = many  # so many known titles, one of `row` among them, are a header as well
        self.parted = tuple(parted)
        self.finer = frozenset(finer)
        self.besides = re.compile(besides) if besides else None
        self.leaves = re.compile(leaves) if leaves else None
        self.comes = comes
        self.several = dict(several or {})
        self.by_cells = {
            title: (re.compile(pattern, re.DOTALL), one, other)
            for title, (pattern, one, other) in (by_cells or {}).items()
        }
        self.headings = re.compile(headings, re.DOTALL) if headings else None
        self.across = across[0] if across else ""
        self._across_titles = across[1] if across else None

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for column in self.columns:
            for said in (column.title.zh, column.title.en, column.field, *column.said):
                known.setdefault(plain_title(said), column.field)
        return known | {title: other for title, (_, _, other) in self.by_cells.items()}

    @cached_property
    def _like(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(one.like), one.field) for one in self.columns if one.like]

    def field_of(self, title: str) -> str | None:
        """The field that a title names, or None. A title that names somebody else is none."""
        return None if len(title) > LONGEST else self._seen_before(title)

    @cached_property
    def _seen_before(self) -> Callable[[str], str | None]:
        """A header is looked for among the same words many times."""
        return lru_cache(TITLES_KEPT)(self._field_of)

    def _field_of(self, title: str) -> str | None:
        if title in self.aside or self.speaks_of_other(title):
            return None
        if self._across_titles is not None and self._across_titles.fullmatch(title):
            return self.across
        plain = plain_title(title) or _NOISE.sub("", title).lower()
        known = self._known.get(plain)
        if known or not plain or OTHERS.search(plain):
            return known
        return next((field for pattern, field in self._like if pattern.fullmatch(plain)), None)

    def field_by_cells(self, title: str, cells: Iterable[str]) -> str | None:
        """As `field_of`, of a title that only the cells below it tell (来源: 上海市, or 镇村录入)."""
        if title in self.aside or (choice := self.by_cells.get(plain_title(title))) is None:
            return self.field_of(title)
        pattern, one, other = choice
        said = (unicodedata.normalize("NFKC", cell).translate(_DASHES) for cell in cells if cell)
        return one if all(map(pattern.fullmatch, said)) else other

    def speaks_of_other(self, title: str) -> bool:
        """Whether a title is of something else than the row is about."""
        return self.besides is not None and bool(self.besides.search(title))

    def onward(self, titles: Sequence[str]) -> set[int]:
        """Columns that speak of leaving the place to which the row's person came."""
        if self.leaves is None:
            return set()
        fields = [self.field_of(title) for title in titles]
        came = fields.index(self.comes) if self.comes in fields else len(titles)
        found = set()
        comings = sorted(one[at + 1 :] for one in titles for at in _comings(one))
        for n, title in enumerate(map(plain_title, titles)):
            place = self.leaves.fullmatch(title)
            if place is None or title in self._known:
                continue
            first = bisect_left(comings, place["place"])
            again = first < len(comings) and comings[first].startswith(place["place"])
            if n > came or again:
                found.add(n)
        return found

    def is_whole(self, fields: Iterable[str]) -> bool:
        """Whether these fields are enough to know a header by, whatever else there is."""
        found = frozenset(fields)
        return any(needed <= found for needed in self.header)

    def makes_header(self, fields: frozenset[str]) -> bool:
        if self.is_whole(fields):
            return True
        return bool(self.many) and len(fields) >= self.many and not self.row.isdisjoint(fields)

    def goes_across(self, titles: Iterable[str]) -> bool:
        """Whether two columns or more go on to the right, each with a title of its own."""
        if not self.across:
            return False
        return len({one for one in titles if self.field_of(one) == self.across}) > 1

    @property
    def needs(self) -> Text:
        """What a header needs at least, in words."""
        return self.lacks(frozenset())

    def lacks(self, known: frozenset[str]) -> Text:
        """What a header that names these fields needs besides, in words: the least there is, or one
        of several."""
        short = [one - known for one in self.header if one & known] or [self.header[0]]
        least = min(map(len, short))
        ways = dict.fromkeys(one for one in short if len(one) == least)
        said = [
            [self.by_field[field].title for field in self.by_field if field in one] for one in ways
        ]
        return Text(
            "或".join("、".join(one.zh for one in way) for way in said),
            " or ".join(", ".join(one.en for one in way) for way in said),
        )


def labels(titles: Sequence[str], aside: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Titles by which each column can be named: a second one of the same title is 联系电话〔2〕,
    one without a title 第 3 列; one that is somebody's number masked. Columns that we added ourselves do
    not count."""
    seen: dict[str, int] = {}
    made, place = [], 0
    for title in map(masked, titles):
        place += title not in aside
        seen[title] = seen.get(title, 0) + 1
        if not title:
            made.append(f"第 {place} 列")
        else:
            made.append(title if seen[title] == 1 else f"{title}〔{seen[title]}〕")
    return tuple(made)


def title_in(label: str) -> str:
    """The title that a label was made of; "" where there was none."""
    match = _PLACED.fullmatch(label)
    return label if match is None else match.group(1) or ""


def _comings(title: str) -> Iterator[int]:
    """Where a title says that somebody comes."""
    return (at for at, letter in enumerate(title) if letter in COMING)
