"""Which grid a list means by 第三网格, 三网格, 3号网格 or 网格三. Reads places."""

from __future__ import annotations

import re
import unicodedata

from fangxian.ground.places import api as places

DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")}
_N = r"(\d{1,3}|[一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(
    rf"(?P<above>.*?)(?:第?{_N}(?:号|个)?(?:微?网格|格)|微?网格{_N}号?)(?:[(].*[)])?"
)


def found(village: str, said: str) -> str | None:
    """The grid of a village that bears this number, as a code. `said` may name the village itself
    (中坝村三网格). None where there is no such grid, or more than one."""
    read = _NUMBERED.fullmatch(_plain(said))
    if read is None:
        return None
    within = places.find_in(places.home(), f"{village}{read['above']}") or (
        places.find_in(places.home(), village) if village else None
    )
    if within is None:
        return None
    number = _number(read[2] or read[3])
    same = [one.code for one in places.children_of(within) if _number_of(one.name) == number]
    return same[0] if len(same) == 1 else None


def _number_of(name: str) -> int | None:
    read = _NUMBERED.fullmatch(_plain(name))
    return _number(read[2] or read[3]) if read else None


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return DIGITS.get(said, 0) if len(said) == 1 else 0
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
