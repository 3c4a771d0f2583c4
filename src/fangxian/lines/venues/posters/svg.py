"""A poster as SVG: text stays text, the code is one path."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fangxian.lines.venues.posters.plan import Line, Poster, Size, code_top, lines, modules

FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


def draw(poster: Poster, size: Size) -> bytes:
    """UTF-8 SVG in millimetres."""
    words = "".join(_words(line, size) for line in lines(poster, size))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width:g}mm" height="{size.height:g}mm" '
        f'viewBox="0 0 {size.width:g} {size.height:g}" role="img" aria-label="{_attribute(poster.name)}">'
        f'<rect width="100%" height="100%" fill="#fff"/>{_code(poster.address, size)}{words}</svg>'
    ).encode()


def _code(address: str, size: Size) -> str:
    dark = modules(address)
    side = size.code / len(dark)
    left, top = (size.width - size.code) / 2, code_top(size)
    path = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, squares in enumerate(dark)
        for column, square in enumerate(squares)
        if square
    )
    return (
        f'<path transform="translate({left:.3f} {top:.3f}) scale({side:.5f})" '
        f'shape-rendering="crispEdges" d="{path}"/>'
    )


def _words(line: Line, size: Size) -> str:
    return (
        f'<text x="{size.width / 2:g}" y="{line.top:.2f}" text-anchor="middle" '
        f'font-family="{FONT}" font-size="{line.size:.2f}" '
        f'font-weight="{700 if line.bold else 400}" fill="{"#46525e" if line.soft else "#10181f"}">'
        f"{escape(line.text)}</text>"
    )


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
