"""Who only changed trains in a place: 武汉站换乘, 经停西安. Said of a place by what stands behind or before it
in the same entry, and of nothing but a place and its station: who lived or worked there did not."""

from __future__ import annotations

import re

from fangxian.ground.places import api as places

WORD = rf"(?:{places.any_word('transit')})(?:{places.any_word('transit_time')})?"
CHANGED = re.compile(places.any_word("transit"))
MARK = r"[\s、，,;；/→>()（）\-—]"
BEHIND = re.compile(rf"{WORD}(?=$|{MARK})")
BEFORE = re.compile(rf"(?:^|(?<={MARK}))(?:{places.any_word('transit')})[于在]?$")
HUB = re.compile(rf"(?:{places.any_word('hub')})?")
STAYS = re.compile(places.any_word("stays_there"))
MARKS = re.compile(MARK)


def said_of(part: str, said: str) -> str:
    """A place of an entry with the words by which they only changed there; "" where none say so."""
    at = said.find(part)
    if not CHANGED.search(said) or said.count(part) != 1:
        return ""
    before, behind = said[:at], said[at + len(part) :]
    led, ends = MARKS.split(before)[-1], MARKS.split(behind)[0]
    if STAYS.search(said) or not _is_station(part):
        return ""
    found = BEHIND.match(behind)
    if found and places.lead_of(led) == len(led):
        return f"{part}{found[0]}"
    first = BEFORE.search(before)
    return f"{first[0]}{part}" if first and not ends else ""


def _is_station(part: str) -> bool:
    held = places.resolve(part)
    if held is None:
        return bool(places.hub(part))
    return HUB.fullmatch(held.rest) is not None
