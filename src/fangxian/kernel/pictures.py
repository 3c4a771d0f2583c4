"""A picture that somebody hands in, drawn anew: the picture alone, no position, no model, no time."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 64_000_000  # the largest phones; decoded, a pixel takes three bytes
SIDE = 1600


class Unreadable(Exception):
    """No picture, or too many bytes."""


class TooLarge(Exception):
    """More pixels than `MOST_PIXELS`."""


def redrawn(picture: bytes) -> bytes:
    """A JPEG of at most 1600 pixels a side. Unreadable, TooLarge."""
    if len(picture) > MOST_BYTES:
        raise Unreadable
    try:
        opened = Image.open(io.BytesIO(picture))  # its head only: nothing is decoded yet
        if opened.width * opened.height > MOST_PIXELS:
            raise TooLarge
        opened.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded small
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((SIDE, SIDE))
        drawn = io.BytesIO()
        shown.convert("RGB").save(drawn, "JPEG", quality=80)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise Unreadable from error
    return drawn.getvalue()
