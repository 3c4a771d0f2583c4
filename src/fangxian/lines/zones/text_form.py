"""The published text form of a list: one column, in which the name of a level stands over its areas
(高风险地区（2个）), and at times a region over those of it (上海市（1个）)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fangxian.ground.intake import api as intake
from fangxian.ground.places import api as places

HEADING = re.compile(places.any_word("level_heading"))
NUMBER = re.compile(r"\s*(?:[（(]\d{1,3}[)）]|\d{1,3}\s*[.、．](?!\d))\s*")
REGION = re.compile(r"(?P<name>[^（()）]+)[（(]\s*\d+\s*个?\s*[)）][:：]?")


def table_of(sheets: Sequence[intake.Sheet], file: str) -> intake.Table | None:
    """The areas as a table of one column, with what stands over them; None where it is none: some line
    is of several columns, or no level stands over the first area."""
    read = [(sheet, list(_lines(sheet))) for sheet in sheets if not sheet.hidden]
    found = [
        (sheet, some) for sheet, some in read if any(HEADING.fullmatch(one) for _, one in some)
    ]
    if len(found) != 1 or any("" in (one for _, one in some) for _, some in found):
        return None
    sheet, said = found[0]
    first = next(n for n, (_, text) in enumerate(said) if HEADING.fullmatch(text))
    rows: list[intake.RawRow] = []
    numbers: list[int] = []
    heads: list[tuple[str, int]] = []
    region = ""
    for number, text in said[first:]:
        if HEADING.fullmatch(text):
            heads.append((text, len(rows)))
            region = ""
        elif named := _region(text):
            region = named
        else:
            rows.append([_within(region, _unnumbered(text))])
            numbers.append(number)
    ends = [*(start for _, start in heads[1:]), len(rows)]
    above = [text for _, text in said[:first]]
    over = [
        intake.Line("heading", text, start, end)
        for (text, start), end in zip(heads, ends, strict=True)
    ]
    over += [
        intake.Line("title", text, 0, len(rows)) for text in (*above, sheet.name, file) if text
    ]
    seen = intake.SheetSeen(sheet.name, "read", len(rows))
    return (
        intake.Table(("地区",), {0: "place"}, (), rows, numbers, 0, over=tuple(over), seen=(seen,))
        if rows
        else None
    )


def _lines(sheet: intake.Sheet) -> Iterator[tuple[int, str]]:
    """The number and the words of each line that says something; "" for one of several columns."""
    for number, row in enumerate(sheet.rows, sheet.first):
        said = list(dict.fromkeys(filter(None, map(intake.text_of, row))))
        if len(said) == 2 and said[0].isdigit():
            del said[0]
        if said:
            yield number, said[0].strip() if len(said) == 1 else ""


def _unnumbered(text: str) -> str:
    return NUMBER.sub("", text, count=1) if NUMBER.match(text) else text


def _within(region: str, text: str) -> str:
    return text if text.startswith(region) else region + text


def _region(text: str) -> str:
    """The region of a line that only says how many areas follow of it; "" for any other."""
    found = REGION.fullmatch(_unnumbered(text))
    return found["name"].strip() if found and places.resolve_name(found["name"].strip()) else ""
