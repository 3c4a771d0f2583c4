"""Small ledgers as the county's clerks would type them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from fangxian.lines.arrivals.columns import FIELDS, TITLES

WANG = {
    "name": "王秀英",
    "document_type": "身份证",
    "document_number": "61242319850615222X",
    "phone": "13891512345",
    "origin": "陕西省西安市雁塔区",
    "leaving": "2022-05-01",
    "arrival": "2022-05-02",
    "via": "",
    "transport": "火车",
    "vehicle": "K1026",
    "town": "城关镇",
    "village": "中坝社区",
    "address": "北街 12 号",
    "overseas": "否",
    "entry": "",
    "filed_at": "2022-04-30 09:12",
    "method": "自主填报",
    "remark": "",
}


def wang(**changes: object) -> dict[str, object]:
    return {**WANG, **changes}


def rows_of(*people: dict[str, object]) -> list[list[object]]:
    return [list(TITLES), *([person.get(field, "") for field in FIELDS] for person in people)]


def as_csv(*people: dict[str, object], encoding: str = "utf-8-sig") -> bytes:
    return as_text(rows_of(*people), encoding)


def as_text(rows: list[list[object]], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(path: Path, rows: list[list[object]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def take_in(*people: dict[str, object]) -> dict[str, Any]:
    """Import a ledger for headquarters; its counts."""
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import api as arrivals

    done = arrivals.import_file(as_csv(*people), "台账.csv", by=SYSTEM, may_lower=True)
    return done.counts
