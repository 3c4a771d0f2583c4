"""A text as a QR code at error level M, drawn by zxing-cpp: SVG for pages, PNG for the rest."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image

QUIET = 4  # light modules on every side (ISO/IEC 18004)
HIGHEST = 10  # a phone of the county reads it at arm's length up to here


@dataclass(frozen=True, slots=True)
class Symbol:
    """One drawn code; `version` 1 is 21 modules wide and each next is 4 wider."""

    text: str
    _barcode: Any

    @property
    def version(self) -> int:
        return (int(self._barcode.to_image(scale=1, add_quiet_zones=False).shape[0]) - 17) // 4

    def svg(self) -> str:
        """An `<svg>` that scales by its box; the text is not repeated in it."""
        drawn = str(self._barcode.to_svg(add_quiet_zones=True))
        drawn = drawn[drawn.index("<svg") :]
        side = re.search(r'width="(\d+)" height="(\d+)"', drawn)
        box = f'viewBox="0 0 {side[1]} {side[2]}" role="img"' if side else 'role="img"'
        return drawn.replace("<svg ", f"<svg {box} ", 1)

    def png(self, scale: int = 4) -> bytes:
        """`scale` pixels a module."""
        made = io.BytesIO()
        Image.fromarray(self._barcode.to_image(scale=scale)).save(made, "PNG", optimize=True)
        return made.getvalue()


def symbol(text: str) -> Symbol:
    return Symbol(text, zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))
