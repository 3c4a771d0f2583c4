"""What a cell says of where somebody was not, and of how they travelled, taken out before its places
are read: 未途经中高风险区, 无上海旅居史, 直达, G1234次. A denial that names a place denies that place
only; one whose words are not all known is none, and is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fangxian.ground.places import api as places

PAST = "".join(places.cell_words("past"))
AHEAD = re.compile(rf"(?:{places.any_word('ahead')})(?:{places.DAY})?[^,，。;；{PAST}]{{0,6}}$")
CALLED = re.compile(rf"(?:{places.any_word('called')})[^,，。;；]{{0,4}}$")
COMES = re.compile(places.any_word("comes"))
FROM = places.cell_words("from")
PARTED = r"、，,;；。/\\|\s()（）\[\]【】"
CLAUSE = re.compile(rf"[^{PARTED}]+")
NOT = rf"(?:{places.any_word('not')})"
BEGINS = re.compile(NOT)
TRIGGER = re.compile(places.any_word("may_deny"))
NUMBERED = re.compile(r"[A-Za-z]\D?\d|\d[A-Z]|[A-Z]{2}")  # as every train, flight and plate has
LEVELS = re.compile(places.any_word("levels_listed"))
EMPTY = re.compile(r"[(（\[【][\s、，,;；。/]*[)）\]】]")
TWICE = re.compile(r"([、，,;；。/])(?:\s*[、，,;；。/])+")
LEAVES_IT = re.compile(places.any_word("leaves_it"))
OR = re.compile(places.any_word("or"))
EDGES = "、，,;；。/\\| \u3000"


def without_denials(text: str) -> str:
    """A cell without its denials and without trains, flights and plates; as it is when it has
    none of them, and "" when it says nothing else."""
    said = text
    if NUMBERED.search(text):
        said = places.VEHICLE.sub(" ", places.VEHICLE.sub(_unnamed, text))
    if TRIGGER.search(said):
        said = _affirmed(LEVELS.sub("", said))
    if said == text:
        return text
    return TWICE.sub(r"\1", EMPTY.sub("", said)).strip(EDGES)


def _unnamed(vehicle: re.Match[str]) -> str:
    """A train, a flight or a plate apart from the letter that ends a name before it: 北京G1234 is no
    car of 京."""
    text, at = vehicle.string, vehicle.start()
    names = (text[at - before : at + 1] for before in (1, 2, 3) if before <= at)
    if text[at].isascii() or not any(map(_is_name, names)):
        return " "
    return f"{text[at]} {vehicle[0][1:]}"


def _is_name(text: str) -> bool:
    held = places.resolve_name(text)
    return bool(held and held.exact) or len(places.candidates(text)) > 1


def _affirmed(text: str) -> str:
    return CLAUSE.sub(lambda found: _kept(found[0]), text)


def _kept(clause: str) -> str:
    """What stands of a clause: nothing of a denial, the place of one behind a place."""
    if _denies(clause):
        return ""
    for head in _heads(clause):
        if _denies(clause[len(head) :]) and _placed(head):
            return head
    return clause


def _heads(clause: str) -> Iterator[str]:
    return (clause[: found.start()] for found in BEGINS.finditer(clause) if found.start())


def _placed(head: str) -> bool:
    held = places.resolve_name(head)
    return held is not None and places.tail_of(held.rest).unread < 0


def _denies(said: str) -> bool:
    if said in _direct():
        return True
    found = _denial().fullmatch(said)
    if found is None:
        return False
    what = found["what"]
    if not what:
        return bool(found["to"] or found["history"])
    if all(one in _denied() for one in OR.split(what)):
        return True
    if LEAVES_IT.search(found["to"]) or not (found["to"] or found["history"]):
        return False  # who never left a place was there
    held = places.resolve_name(what)
    return held.exact if held else len(places.candidates(what)) > 1


def no_stay(before: str, after: str) -> bool:
    """Whether a place is one where somebody was not: denied, still ahead, or named for what it is of
    somebody; but not one from which they come (老家昆山来, 预计5月1日从昆山返回)."""
    if denied_before(before):
        return True
    if before.endswith(FROM):
        return False
    return bool(AHEAD.search(before) or (CALLED.search(before) and not COMES.match(after)))


def denied_before(before: str) -> bool:
    """Whether what stands before a name denies a stay there in known words only (没有去过, 未到), as
    不久前去过 and 身体不适从 do not."""
    return _denied_to().search(before) is not None


@cache
def _denied_to() -> re.Pattern[str]:
    return re.compile(places.any_word("not_to"))


@cache
def _denial() -> re.Pattern[str]:
    during, to, history = map(places.any_word, ("during", "to", "history"))
    return re.compile(
        rf"(?:{during})*{NOT}(?P<to>(?:{to})*)(?P<what>\w{{0,14}}?)(?P<history>(?:{history})*)"
    )


@cache
def _direct() -> frozenset[str]:
    return frozenset(places.cell_words("direct"))


@cache
def _denied() -> frozenset[str]:
    return frozenset(places.cell_words("denied"))
