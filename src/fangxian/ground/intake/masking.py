"""What a cell, a title or a typed word shows of whoever is named in it: without anything shaped like an
identity number, a passport or a phone. Days and division codes are left whole. Pure."""

from __future__ import annotations

import re

SHOWN = 3  # letters of a number
# 7 digits or more, in groups too (610921 19880315 2318); whatever letters stand before them are left
LONG = re.compile(r"\d(?:[ \u3000\u00a0]?\d){6,}[Xx]?")
DASHED = re.compile(  # 612423-19850615-222X, 138-9151-2345, 138-91512345
    r"(?<!\d)(?:\d{6}-(?:19|20)?\d{6}-\d{3}[\dXx]?|1[3-9]\d-\d{4}-?\d{4})(?!\d)"
)
# A123456(7), C01X00T47: letters and digits in one word; of a plate (陕AD12345) there are fewer digits
LETTERED = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Za-z]{1,2}\d{6}(?!\d)(?:[(（][\dA]?[)）])?"
    r"|(?=[A-Z\d]{8,12}(?![A-Za-z\d]))(?=\d*[A-Z])(?=(?:[A-Z]*\d){6})[A-Z\d]+)"
)
DAY = re.compile(r"(?:19|20)\d{2}[01]\d[0-3]\d(?:\s?[0-2]\d[0-5]\d(?:[0-5]\d)?)?")
CODE = re.compile(r"[1-8]\d{5}(?!19)[0-5]\d{5}")  # of a village, by the national statistics
COUNTED = re.compile(r"1\s2\s3(?:\s\d{1,2})*")  # columns that are numbered


def masked(text: str) -> str:
    """610921198803152318 as 610****, wherever it stands in a text."""
    for shape in (DASHED, LETTERED, LONG):
        text = shape.sub(_short, text)
    return text


def _short(found: re.Match[str]) -> str:
    said = found[0]
    if any(plain.fullmatch(said) for plain in (DAY, CODE, COUNTED)):
        return said
    return f"{said[:SHOWN]}****"
