"""What is grave in a text about somebody, whatever its column: a contact, a test, a symptom, a code, a
measure; and what leaves it open who or where they are. A denial covers the things that it lists and
nothing said beside them: 无发热、咳嗽 is nothing, 无发热有咳嗽 and 未接种、发热 are not. Pure."""

from __future__ import annotations

import re

from fangxian.ground.places import api as places

_TESTED, _CODE = places.any_word("tested"), places.any_word("code")
# a test that is positive (核酸+, 抗原结果:阳), 阳 alone, a code that changed, a mark at a travel card
_WRITTEN = (
    rf"(?:{_TESTED})(?:结果|检测|[为是呈:(\s])*(?:\+(?!\s*(?:{_TESTED}))|阳)|(?<![一-鿿])阳(?![一-鿿])"
    rf"|(?:{_CODE})(?:颜色|[变转是为成赋:了\s])*[红黄橙灰]|(?:{_CODE}|带)[^,，。;；]{{0,4}}[*★☆✱]"
)
_RISK = r"(?<!低)风险地?区"
# of whatever title or text: contacts, tests, symptoms, codes
GRAVE = re.compile(rf"{places.any_word('grave', 'symptom')}|{_WRITTEN}|{_RISK}")
MEASURE = re.compile(places.any_word("measure"))
_GRAVE_OF_ONE = re.compile(rf"{GRAVE.pattern}|{MEASURE.pattern}")
# a list of people by a measure, as titles are: the form of a measure (管控台账) says nothing
MEASURED = re.compile(
    rf"(?:{places.any_word('measure')})[点区期]?内?的?人员(?!.*(?:台账|登记|摸排|排查))"
)
ABROAD = re.compile(places.any_word("abroad"))
BORDER = re.compile(places.any_word("abroad", "border"))
UNCLEAR = re.compile(
    r"(?:行程|轨迹|来源地?|来处|去向|行踪|口述|情况|旅居史?)(?:都|均|还|仍|说)?不(?:明|清|详)"
    rf"|{places.any_word('unclear')}"
)
_THING = places.any_word(
    "grave", "symptom", "measure", "abroad", "border", "tested", "denied", "history"
)
_AFFIRMS = "".join(places.cell_words("affirms"))
_NOT = (
    r"(?:(?:未|没|无)有?(?!解除|满|到期|配合|按|结束|退|出舱|转阴|完成|能|知|核实)|非|不曾|从不|不是"
    rf"|不属于?|不涉及?|在不|不在|不(?=$|{_THING}))"
)
# possessive: many ways to part a list of words, of which the first is enough
DENIED = re.compile(
    rf"{_NOT}(?:(?:{places.any_word('symptom')})\s+|(?:{_THING}|出现|任何|接触|去|到|过|途经|史|者|等|症状)|[、/和或及与])*+"
    rf"[^,，。;；、\s{_AFFIRMS}]{{0,6}}$"
)
# 无旅居史、发热 and 无发热、密接 are no lists of one sort; 无接触史、入境史 is one
_SYMPTOM = re.compile(places.any_word("symptom"))
_BEHIND = re.compile(
    rf"(?:(?P<symptom>{_SYMPTOM.pattern})(?:等|症状)*|(?P<closed>史)[者等]*|[^、/])\s*[、/]\s*$"
)
_HISTORY = re.compile(r"[^,，。;；、/\s]{0,10}史")
# 无发热,咳嗽 is a list; 无发热,咳嗽三天 is none
_COMMA = re.compile(rf"({_SYMPTOM.pattern})\s*[,，]\s*")
_BARE = re.compile(rf"(?:{_SYMPTOM.pattern}|[、,，/\s和或及])*+(?:等|症状|$|[。;；])")
_NEGATIVE = re.compile(r"(?:结果|检测|[均都为是呈:(\s])*(?:阴|-(?!\d)|已?排除)")
_NUMBER = r"(\d{2,3}(?:\.\d{1,2})?)"
_DEGREES = re.compile(
    rf"(?:{places.any_word('temperature')})[^\d,，。;；]{{0,6}}{_NUMBER}|{_NUMBER}\s*(?:℃|°\s*[cC]|摄氏度|℉|°\s*[fF]|度)"
)
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
        not _denied(said, one) and not _NEGATIVE.match(said, one.end())
        for one in words.finditer(said)
    )


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
