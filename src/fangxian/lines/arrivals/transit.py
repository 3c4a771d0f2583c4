"""Who only changed trains in a place or drove past it: 武汉站换乘, 经停西安, 西安未停留, 经西安绕城高速. Said of a place by what stands behind or before it
in the same entry, and of nothing but a place and its station: who lived or worked there did not."""

from __future__ import annotations

import re

from fangxian.ground.places import api as places

WORD = rf"(?:{places.any_word('transit')})(?:{places.any_word('transit_time')})?"
CHANGED = re.compile(places.any_word("transit", "no_stop"))
MARK = r"[\s、，,;；/→>()（）\-—]"
NO_STOP = rf"{MARK}*(?:{places.any_word('no_stop')})"  # 西安，未停留
BEHIND = re.compile(rf"(?:{WORD}|{NO_STOP})(?=$|{MARK})")
BEFORE = re.compile(rf"(?:^|(?<={MARK}))(?:{places.any_word('transit')})[于在]?$")
AT_END = re.compile(rf"{NO_STOP}$")
PAST = re.compile(r"(?:途经|路经|路过|经过|经)$")
SAYS_SO = re.compile(rf"{CHANGED.pattern}|高速")
MOTORWAY = re.compile(r"[\u4e00-\u9fff]{0,4}高速(?:公路)?")
HUB = re.compile(rf"(?:{places.any_word('hub')})?")
STAYS = re.compile(places.any_word("stays_there"))
MARKS = re.compile(MARK)


def said_of(part: str, said: str) -> str:
    """A place of an entry with the words by which they only changed there; "" where none say so."""
    at = said.find(part)
    if not SAYS_SO.search(said) or said.count(part) != 1:
        return ""
    before, behind = said[:at], said[at + len(part) :]
    led, ends = MARKS.split(before)[-1], MARKS.split(behind)[0]
    if STAYS.search(CHANGED.sub("", said)):
        return ""
    if not ends and PAST.search(led) and places.lead_of(led) == len(led) and _is_motorway(part):
        return f"经{part}"
    itself = AT_END.search(part)
    if itself and not ends and _is_station(part[: itself.start()]):
        return part
    if not _is_station(part):
        return ""
    found = BEHIND.match(behind)
    if found and places.lead_of(led) == len(led):
        return f"{part}{found[0]}"
    first = BEFORE.search(before)
    return f"{first[0]}{part}" if first and not ends else ""


def _is_station(part: str) -> bool:
    held = places.resolve_name(part)
    if held is None:
        return bool(places.hub(part))
    return HUB.fullmatch(held.rest) is not None


def _is_motorway(part: str) -> bool:
    held = places.resolve_name(part)
    return held is not None and MOTORWAY.fullmatch(held.rest) is not None
