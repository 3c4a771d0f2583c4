"""What stands on the pages of a PDF of ours, as a reader would copy it."""

from __future__ import annotations

import base64
import re
import zlib


def words_on(pdf: bytes) -> str:
    """The text of a PDF's pages, in the order in which it is painted."""
    said = ""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            page = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except (ValueError, zlib.error):
            continue  # a font
        for text in re.findall(rb"\(((?:\\.|[^\\()])*)\) Tj", page, re.DOTALL):
            raw = re.sub(rb"\\([0-7]{3}|.)", _unescaped, text, flags=re.DOTALL)
            said += raw.decode("utf-16-be", "replace")
    return said


def _unescaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return (
        bytes([int(sign, 8)])
        if len(sign) == 3
        else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(sign, sign)
    )
