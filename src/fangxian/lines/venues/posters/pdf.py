"""Posters as one PDF, a page each. The Chinese font is the reader's own (a CID font): the file
stays small, and every PDF reader and printer driver knows it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from fangxian.lines.venues.posters.plan import Line, Poster, Size, code_top, lines, modules

FONT = "STSong-Light"


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


def draw(posters: Sequence[Poster], size: Size) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(size.width * mm, size.height * mm), pageCompression=1)
    canvas.setTitle(posters[0].name if posters else "")
    for poster in posters:
        _code(canvas, poster.address, size)
        for line in lines(poster, size):
            _words(canvas, line, size)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _code(canvas: Canvas, address: str, size: Size) -> None:
    dark = modules(address)
    side = size.code / len(dark)
    left, top = (size.width - size.code) / 2, code_top(size)
    path = canvas.beginPath()
    for row, squares in enumerate(dark):
        for column, square in enumerate(squares):
            if square:
                y = size.height - top - (row + 1) * side
                path.rect((left + column * side) * mm, y * mm, side * mm, side * mm)
    canvas.setFillColor(HexColor("#000000"))
    canvas.drawPath(path, stroke=0, fill=1)


def _words(canvas: Canvas, line: Line, size: Size) -> None:
    """The font has no bold cut: a thin outline makes one."""
    canvas.saveState()
    ink = HexColor("#46525e" if line.soft else "#10181f")
    text = canvas.beginText()
    text.setFont(_font(), line.size * mm)
    text.setFillColor(ink)
    text.setStrokeColor(ink)
    text.setTextRenderMode(2 if line.bold else 0)
    width = pdfmetrics.stringWidth(line.text, FONT, line.size * mm)
    text.setTextOrigin(size.width * mm / 2 - width / 2, (size.height - line.top) * mm)
    canvas.setLineWidth(line.size * mm / 40 if line.bold else 0)
    text.textOut(line.text)
    canvas.drawText(text)
    canvas.restoreState()
