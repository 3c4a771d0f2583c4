"""A text as a QR code at error level M: zxing-cpp sets the modules, and they are written down
here, as SVG for pages and as a PNG of one bit a pixel. Its own drawing takes longer than all
the rest of showing a code."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image

QUIET = 4  # light modules on every side (ISO/IEC 18004)
HIGHEST = 10  # a phone of the county reads it at arm's length up to here
DARK = re.compile(b"\x00+")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One code set in modules; `side` counts them, the quiet zone among them."""

    text: str
    side: int
    modules: bytes  # row by row, 0 dark and 255 light

    @property
    def version(self) -> int:
        """1 is 21 modules wide and each next is 4 wider."""
        return (self.side - 2 * QUIET - 17) // 4

    def svg(self) -> str:
        """Scales by its box; every run of dark modules is one bar. The text is not in it: what it
        is, is said by whoever shows it."""
        side = self.side
        rows = (self.modules[at : at + side] for at in range(0, side * side, side))
        bars = "".join(
            f"M{run.start()} {y}h{len(run[0])}v1H{run.start()}z"
            for y, row in enumerate(rows)
            for run in DARK.finditer(row)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
            f'width="{side}" height="{side}" aria-hidden="true" shape-rendering="crispEdges">'
            f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{bars}"/></svg>'
        )

    def png(self, scale: int = 4) -> bytes:
        """`scale` pixels a module."""
        small = Image.frombytes("L", (self.side, self.side), self.modules).convert("1")
        made = io.BytesIO()
        pixels = (self.side * scale, self.side * scale)
        small.resize(pixels, Image.Resampling.NEAREST).save(made, "PNG")
        return made.getvalue()


def symbol(text: str) -> Symbol:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(scale=1, add_quiet_zones=True)  # a buffer, which its stub hides
    return Symbol(text, int(image.shape[0]), bytes(memoryview(image)))
