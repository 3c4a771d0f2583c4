"""The order in which a Chinese reader looks for a name: by pinyin. Pure."""

from __future__ import annotations

from functools import cache

LONGEST = 160


def sort_key(name: str, *, whole: bool) -> str:
    """Pinyin without tones. `whole` reads the name as a phrase (重庆 chong qing); character
    by character is forty times as fast and good enough for townships and villages."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 its phrases take half a second to load

    read = lazy_pinyin(name) if whole else [_one(letter) for letter in name]
    return "".join(read)[:LONGEST].replace("\\", "").replace("\t", "")


@cache
def _one(letter: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(letter)[0]
