"""What a spreadsheet writes into a cell that it could not work out. Pure."""

from __future__ import annotations

import re

Cell = tuple[int, int]  # row, column, from 0
UNCOMPUTED = "#没有算出的公式"
ERROR = re.compile(
    r"[#＃](?:N/?A(?![A-Z])|(?:REF|VALUE|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|PYTHON"
    r"|引用|值|数值|数字|空值?)[!！]|(?:NAME|名称)[?？]|DIV/0[!！]?|GETTING_DATA)|(?<![A-Z])Err:5\d\d"
    rf"|{UNCOMPUTED}|^#{{3,}}$",
    re.IGNORECASE,
)
CODES = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
