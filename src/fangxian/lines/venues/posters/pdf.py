"""Posters as one PDF, a page each. The Chinese font is the reader's own: the file stays small, and
every PDF reader and printer driver knows it (kernel.paper)."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from fangxian.kernel import pdf_text
from fangxian.lines.venues.posters.plan import Line, Poster, Size, code_top, lines, modules


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
    canvas.setFillColor(ink)
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(line.size * mm / 40 if line.bold else 0)
    left = size.width * mm / 2 - pdf_text.width(line.text, line.size * mm) / 2
    top = (size.height - line.top) * mm
    pdf_text.draw(canvas, left, top, line.size * mm, line.text, mode=2 if line.bold else 0)
    canvas.restoreState()
