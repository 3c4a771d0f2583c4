"""What a poster says and how large it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp

from fangxian.kernel.text import Text

DARK = 128


@dataclass(frozen=True, slots=True)
class Size:
    """A sheet in millimetres, and the side of the code on it."""

    key: str
    label: Text
    width: float
    height: float
    code: float


SIZES: dict[str, Size] = {
    size.key: size
    for size in (
        Size("a3", Text("A3 门口大张", "A3, entrance"), 297, 420, 220),
        Size("a4", Text("A4 门口", "A4, entrance"), 210, 297, 150),
        Size("a5", Text("A5 柜台", "A5, counter"), 148, 210, 104),
        Size("a6", Text("A6 台卡", "A6, table card"), 105, 148, 72),
        Size("label", Text("80 毫米贴纸", "80 mm label"), 80, 110, 58),
    )
}


@dataclass(frozen=True, slots=True)
class Poster:
    """One entrance's poster. `number` is read out over the phone when a code does not scan."""

    county: str
    name: str
    point: str
    number: str
    address: str  # what the code holds


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, centred; millimetres from the top, size of the letters in millimetres."""

    text: str
    top: float
    size: float
    bold: bool = False
    soft: bool = False


def modules(address: str) -> list[list[bool]]:
    """The QR code as dark and light squares, without a quiet zone."""
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = made.to_image(scale=1, add_quiet_zones=False)
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[arg-type, assignment]
    return [[value < DARK for value in row] for row in rows]


def lines(poster: Poster, size: Size) -> tuple[Line, ...]:
    """The words above and below the code, fitted to the width."""
    unit = size.height / 100
    top = code_top(size)
    below = top + size.code
    said = (
        Line(f"{poster.county} · 场所码", 7 * unit, 4.2 * unit, soft=True),
        Line(poster.name, 15.5 * unit, 7 * unit, bold=True),
        Line("进门请扫码 · 老人小孩请工作人员代扫", below + 6.5 * unit, 4 * unit, bold=True),
        Line("Scan on entering · Staff can scan for you", below + 11 * unit, 2.6 * unit, soft=True),
        Line("扫码只登记到访,不会改变健康码颜色", below + 15.5 * unit, 2.6 * unit, soft=True),
        Line(
            f"{poster.point}  {poster.number}".strip(), below + 19.5 * unit, 2.4 * unit, soft=True
        ),
    )
    return tuple(_fitted(line, size.width * 0.9) for line in said)


def code_top(size: Size) -> float:
    """Where the code begins, from the top."""
    return size.height * 0.21


def _fitted(line: Line, width: float) -> Line:
    """A long name is set smaller; below a third of its size it is cut."""
    needed = width_of(line.text) * line.size
    if needed <= width:
        return line
    size = max(line.size * width / needed, line.size / 3)
    most = int(width / size)
    text = line.text if width_of(line.text) * size <= width * 1.01 else f"{line.text[: most - 1]}…"
    return Line(text, line.top, size, line.bold, line.soft)


def width_of(text: str) -> float:
    """Width in letter heights: a Chinese character 1, a Latin letter about a half."""
    return sum(1.0 if ord(sign) > 0x2000 else 0.55 for sign in text)
