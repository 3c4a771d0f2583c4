"""A picture is measured by its head, before a pixel of it is decoded."""

from __future__ import annotations

import struct
import zlib

import pytest

from fangxian.ground.tasks.errors import PhotoTooLarge, PhotoUnreadable
from fangxian.ground.tasks.services import photos


def png(width: int, height: int) -> bytes:
    """The head of a picture, and nothing after it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    body = struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + body + struct.pack(">I", 0) + b"IDAT" + b"\0" * 4


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("width", "height"), [(13_000, 13_000), (60_000, 1_100)])
def test_169_megapixels_are_refused_by_their_head(width, height):
    with pytest.raises(PhotoTooLarge) as refused:
        photos.sealed(png(width, height))
    assert refused.value.status == 413


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_and_a_cut_off_picture_are_refused_too():
    for wrong in (png(2**20, 2**20), png(100, 100), b"", b"\x89PNG"):
        with pytest.raises((PhotoUnreadable, PhotoTooLarge)):
            photos.sealed(wrong)
