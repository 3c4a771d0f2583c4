"""What is grave in a text about somebody, whatever its column: a contact, a test, a symptom, a code, a
measure; and what leaves it open who or where they are. A denial covers the things that it lists and
nothing said beside them: 无发热、咳嗽 is nothing, 无发热有咳嗽 and 未接种、发热 are not. Pure."""

from __future__ import annotations

import re

from fangxian.ground.places import api as places

# of whatever title or text: contacts, tests, symptoms, codes
GRAVE = re.compile(
    f"{places.any_word('grave', 'discharge', 'symptom')}|{places.any_word('grave_written')}"
)
_GRAVE_OF_ONE = re.compile(f"{GRAVE.pattern}|{places.any_word('measure')}")
MEASURED = re.compile(places.any_word("measured"))
ABROAD = re.compile(places.any_word("abroad"))
BORDER = re.compile(places.any_word("abroad", "border"))
UNCLEAR = re.compile(places.any_word("unclear"))
_AFFIRMS = "".join(places.cell_words("affirms"))
DENIED = re.compile(rf"{places.any_word('denies')}[^,，。;；、\s{_AFFIRMS}]{{0,6}}$")
# 无旅居史、发热 and 无发热、密接 are no lists of one sort; 无接触史、入境史 is one
_SYMPTOM = re.compile(places.any_word("symptom"))
_BEHIND = re.compile(places.any_word("listed_before"))
_HISTORY = re.compile(places.any_word("of_history"))
# 无发热,咳嗽 is a list; 无发热,咳嗽三天 is none
_COMMA = re.compile(rf"({_SYMPTOM.pattern})\s*[,，]\s*")
_BARE = re.compile(places.any_word("only_symptoms"))
_NEGATIVE = re.compile(places.any_word("negative"))
_NUMBER = r"(\d{2,3}(?:\.\d{1,2})?)"
_DEGREES = re.compile(
    rf"(?:{places.any_word('temperature')})[^\d,，。;；]{{0,6}}{_NUMBER}"
    rf"|{_NUMBER}\s*(?:{places.any_word('degrees')})"
)
DISCHARGE = re.compile(places.any_word("discharge"))
ILLNESS = re.compile(places.any_word("illness"))
INFECTION = re.compile(places.any_word("infection"))
_CLAUSE = re.compile(r"[^,，。;；]+")
_HUMAN, _FAHRENHEIT = (34.0, 43.0), (93.0, 110.0)  # of a living person


def grave_in(said: str) -> bool:
    """Whether a text says of somebody what is grave, and does not deny it."""
    return _affirmed(_GRAVE_OF_ONE, said)


def grave_of_all(said: str) -> bool:
    """The same of a title, where the name of a measure is also that of a form."""
    return _affirmed(GRAVE, said) or _affirmed(MEASURED, said)


def unclear(said: str) -> bool:
    """Whether a text says that nobody knows who or where somebody is, and does not deny it."""
    return _affirmed(UNCLEAR, said)


def abroad(said: str) -> bool:
    """Whether a text speaks of abroad, and does not deny it."""
    return _affirmed(ABROAD, said)


def border(said: str) -> bool:
    """The same of a remark, where the border is as much."""
    return _affirmed(BORDER, said)


def feverish(said: str, fever: float) -> bool:
    """Whether a text names a temperature (in °C or °F) that is a fever, or none of a person.
    `fever`: in °C, from how many on."""
    written = (one[1] or one[2] for one in _DEGREES.finditer(said))
    return any((degrees := celsius(float(one))) is None or degrees >= fever for one in written)


def celsius(number: float) -> float | None:
    """A temperature of a person in °C; None for what is none."""
    if _HUMAN[0] <= number <= _HUMAN[1]:
        return number
    if _FAHRENHEIT[0] <= number <= _FAHRENHEIT[1]:
        return (number - 32) / 1.8
    return None


def _affirmed(words: re.Pattern[str], said: str) -> bool:
    return any(
        not _denied(said, one) and not _NEGATIVE.match(said, one.end()) and not _ordinary(said, one)
        for one in words.finditer(said)
    )


def _ordinary(said: str, word: re.Match[str]) -> bool:
    """Whether somebody left a hospital, and the same clause says of what (骨折出院, 产后出院): an ordinary
    illness, and nowhere an infection. A bare 出院 may be of anything."""
    if not DISCHARGE.fullmatch(word[0]) or INFECTION.search(said):
        return False
    clauses = (one for one in _CLAUSE.finditer(said) if one.start() <= word.start() < one.end())
    return any(ILLNESS.search(one[0]) for one in clauses)


def _denied(said: str, word: re.Match[str]) -> bool:
    """Whether a denial before a word covers it: directly, or in a list of things of its sort."""
    before = said[: word.start()]
    if _BARE.match(said, word.end()):
        before = _COMMA.sub(r"\1、", before)
    if not DENIED.search(before):
        return False
    behind = _BEHIND.search(before)
    if behind is None or _HISTORY.match(said, word.end()):
        return True
    return not behind["closed"] and bool(behind["symptom"]) == bool(_SYMPTOM.match(word[0]))
