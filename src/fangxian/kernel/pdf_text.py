"""Words on a PDF: Chinese in the reader's own font, Latin letters that it lacks in an embedded one,
and 〓 for a letter that neither has: never another letter, never nothing.

The Chinese font is a CID font of two bytes a letter. What is beyond U+FFFF would be cut into halves
that stand for letters of their own, and what the character collection lacks would be left blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

HAN, LATIN = "STSong-Light", "Vera"
STAND_IN = "〓"  # the sign that printers set where a letter is lacking


@cache
def _fonts() -> frozenset[int]:
    """Makes both fonts known; the letters of the embedded one."""
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    latin = TTFont(LATIN, "Vera.ttf")
    pdfmetrics.registerFont(latin)
    return frozenset(latin.face.charToGlyph)


@lru_cache(4096)
def _set(letter: str) -> tuple[str, str]:
    """The font that has a letter, and what is set for it."""
    latin = _fonts()
    try:
        letter.encode("gbk")  # the letters that every Chinese font has
    except UnicodeEncodeError:
        return (LATIN, letter) if ord(letter) in latin else (HAN, STAND_IN)
    return HAN, letter


def runs(text: str) -> Iterator[tuple[str, str]]:
    """(font, letters) of each stretch of a text that one font sets."""
    found = (_set(letter) for letter in text if letter.isprintable())
    for font, letters in groupby(found, key=lambda one: one[0]):
        yield font, "".join(letter for _, letter in letters)


def width(text: str, size: float) -> float:
    """In points."""
    return float(sum(pdfmetrics.stringWidth(piece, font, size) for font, piece in runs(text)))


def draw(canvas: Canvas, x: float, y: float, size: float, text: str, *, mode: int = 0) -> None:
    """A line of text from a point on; `mode`: how letters are painted (2: with an outline)."""
    line = canvas.beginText(x, y)
    line.setTextRenderMode(mode)
    for font, piece in runs(text):
        line.setFont(font, size)
        line.textOut(piece)
    canvas.drawText(line)
