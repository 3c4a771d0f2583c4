"""Titles of columns and words in cells that tell whether what nobody understood could matter. A
closed list: what stands here says of nobody where they were or whom they met. Pure but for today's
date, by which a measure is over."""

from __future__ import annotations

import re
from datetime import date, datetime

from fangxian.ground.intake.api import Open, date_of, place_in, text_of, yes_or_no
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.lines.arrivals.grave_words import GRAVE, celsius, feverish, grave_in, unclear

HARMLESS = re.compile(places.any_word("harmless"))
HOPED = re.compile(places.any_word("hoped"))
COMPANIONS = re.compile(places.any_word("companions"))
COMPANY_COUNT = re.compile(places.any_word("company_count"))
GOOD = re.compile(places.any_word("good"), re.IGNORECASE)
BOXES = re.compile(r"[√✓✔☑■✅□☐◯▢☒]")
HEALTH, HEALTHY = (re.compile(places.any_word(kind)) for kind in ("health_title", "health_answer"))
DEED, DONE = (re.compile(places.any_word(kind)) for kind in ("deed_title", "deed_answer"))
POSITIVE = re.compile(places.any_word("positive"))
MEASURES = re.compile(places.any_word("measured_title"))
WHAT_WAS_DONE, SAID_DONE = (
    re.compile(places.any_word(kind)) for kind in ("done_title", "done_said")
)
RELEASED = re.compile(places.any_word("released"))
CONTACT = re.compile(places.any_word("contact"))
FIGURES = re.compile(places.any_word("figures"))
APART = re.compile(r"[;；|、@＠“”\r\n]+")  # what would make several stays of one
TEMPERATURE = re.compile(places.any_word("temperature"))
FEVERISH = re.compile(places.any_word("fever_title"))
READINGS = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
NO_READING = re.compile(places.any_word("no_reading"))
ABOUT_READINGS = re.compile(places.any_word("about_reading"))
APART_DEGREES = re.compile(places.any_word("degrees_apart"))
# how somebody travelled, not where they stopped
WAYS = frozenset(places.cell_words("way")) - frozenset(places.cell_words("on_the_way"))
OF_RELEASE = "".join(places.cell_words("release_day")) + ",，:： 。()"


def harmless(title: str) -> bool:
    """Whether a column of this title says nothing that matters. A title that names what is grave
    (是否与确诊病例同航班) is none, whatever else it speaks of."""
    return (
        bool(HARMLESS.fullmatch(title)) and not GRAVE.search(title) and not MEASURES.search(title)
    )


def of_what_was_done(title: str) -> bool:
    """Whether a column says what a county did about somebody (管控措施, 解除日期), and not where they were
    or whom they met. 隔离 is no such thing: whoever is shut in is so for a reason."""
    return bool(WHAT_WAS_DONE.fullmatch(title))


def besides_what_was_done(said: str) -> str:
    """What a cell of such a column says besides that it was done (已落实管控措施)."""
    return SAID_DONE.sub("", said)


def graver(said: str, fever: float) -> bool:
    """Whether that is graver than what a county does of itself: a contact, a positive test, a symptom,
    somebody shut in, or whom nobody reaches."""
    return (
        grave_in(said) or unclear(said) or feverish(said, fever) or bool(POSITIVE.fullmatch(said))
    )


def matters(title: str, cell: object, fever: float) -> bool:
    """Whether a cell of a column that nobody understood could be about where somebody was or whom
    they met. `title` in its plain form; `fever`: from how many degrees on a temperature matters."""
    said = place_in(cell)  # 不详 is no no
    if not said:
        return False
    if POSITIVE.fullmatch(said):
        return True
    if _ordinary(title, said) or (said in WAYS and not GRAVE.search(title)):
        return False
    if HOPED.search(title) and (answer := yes_or_no(said)) in ("yes", "no"):
        return answer == "no"
    if TEMPERATURE.search(title):
        return _temperature_matters(title, said, fever)
    if _good(said) or (RELEASED.search(f"{title}{said}") and _past(said)):
        return False
    grave = GRAVE.search(title) or CONTACT.search(title) or MEASURES.search(title)
    return bool(grave) or said == "1" or not FIGURES.fullmatch(said)


def _good(said: str) -> bool:
    """Whether an answer asks for nothing, and says nothing grave behind it (未外出,发热)."""
    answer = GOOD.fullmatch(said) or (BOXES.search(said) and yes_or_no(said) == "no")
    return bool(answer) and not grave_in(said)


def _ordinary(title: str, said: str) -> bool:
    """Whether a cell says what its title is for: how somebody is, what was done about them."""
    asked = ((HEALTH, HEALTHY), (DEED, DONE))
    return any(about.fullmatch(title) and one.fullmatch(said) for about, one in asked)


def _temperature_matters(title: str, said: str, fever: float) -> bool:
    """Whether what stands under a temperature is a fever, or cannot be read: each of several
    readings counts (36.8/38.1), in °C or °F; 是 is one where the title asks for a fever."""
    answer = yes_or_no(said)
    if FEVERISH.search(title) and answer in ("yes", "no"):
        return answer == "yes"
    text = APART_DEGREES.sub(r"\1.\2", NO_READING.sub(" ", said))
    readings = [celsius(float(one)) for one in READINGS.findall(text)]
    if any(one is None or one >= fever for one in readings):
        return True
    if not readings:
        return not GOOD.fullmatch(said)
    return bool(ABOUT_READINGS.sub("", READINGS.sub("", text)))


def _past(said: str) -> bool:
    """Whether a cell names a day, and none that is still to come."""
    day = date_of(RELEASED.sub("", said).strip(OF_RELEASE))
    held = day.near(clock.today()) if isinstance(day, Open) else day
    if isinstance(held, datetime):
        held = held.date()
    return isinstance(held, date) and held <= clock.today()


def quoted(title: str, cell: object, most: int = 100) -> str:
    """A column and what it says, as one stay that names no place."""
    return f"“{title}”写着{APART.sub(',', text_of(cell))[:most]}"
