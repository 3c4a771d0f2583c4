"""Places as a phone says them: its county is known to whoever carries it."""

from __future__ import annotations

import re

from fangxian.ground.places import pages as places

COUNTY = 6  # digits
GROUP = re.compile(r"[一二三四五六七八九十百\d]+(?:[组队]|社(?!区))")


def place_said(code: str) -> str:
    """The part below the county (蒲溪镇公路村); a county's, or a wider place's, own name."""
    county = places.full_name(code[:COUNTY])
    return places.full_name(code).removeprefix(county) or places.name_of(code)


def group_said(code: str, address: str) -> str:
    """The village of a door, with its 组 where the place or the address names one."""
    where, found = place_said(code), GROUP.search(address)
    return where if found is None or GROUP.search(where) else where + found.group()
