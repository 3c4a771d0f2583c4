"""What an instruction to find out asks: one list of choices for every door that it is answered at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.errors import AnswerNotOffered
from fangxian.lines.arrivals.queries.calls import CallRow, calls, chosen_areas, none_of
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.vouching import VOUCH

CONFIRMED = Text(
    "(您上报的要由上级核实无误后才算数。)",
    " (What you report counts once an official above has confirmed it.)",
)
NONE_OF_THEM = Text("都不是,不在其中", "None of them")


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or listed area that the answer may name, or none of those named. `code`: what is
    reported; `level`: of the listed area, "" where it is none."""

    code: str
    label: Text
    level: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked in words, the choices, and where the place is known to lie. `counts`: what the
    reader reports is an official's word at once; where not, the words say who confirms it."""

    words: Text
    choices: tuple[Choice, ...]
    at: str
    counts: bool = True


NOTHING_ASKED = Question(Text("", ""), (), "")


def questions_of(declaration_ids: Collection[int], *, by: Actor) -> dict[int, Question]:
    """The open question of each declaration, where there is one; nothing for who may not read them."""
    if not declaration_ids or not by.may(READ):
        return {}
    found = calls(by=by, size=len(declaration_ids), only=declaration_ids)
    return {row.declaration_id: _question(row, by) for row in found.rows}


def _question(row: CallRow, by: Actor) -> Question:
    named = [Choice(one.choice, Text(one.text, one.text), one.level) for one in row.candidates]
    none = none_of(row)
    last = [Choice(none, NONE_OF_THEM)] if none else []
    counts, asked = by.may(VOUCH, row.place), row.question
    words = asked if counts else Text(f"{asked.zh}{CONFIRMED.zh}", f"{asked.en}{CONFIRMED.en}")
    return Question(words, (*named, *last), row.at, counts)


def hold_to_choices(declaration_id: int | None, choice: str, *, by: Actor) -> None:
    """Areas that are reported as a choice are those of the question as it stands: AnswerNotOffered.
    Nothing is held where nothing is asked, or to who may not read it."""
    if declaration_id is None or not any(chosen_areas(choice)):
        return
    asked = questions_of([declaration_id], by=by).get(declaration_id)
    if asked and choice not in {one.code for one in asked.choices}:
        raise AnswerNotOffered


def as_reported(choice: str, place: str = "") -> tuple[str, str]:
    """(place, listed areas) of a report: what was written goes before what was chosen, and a choice
    that is a division is a place like one that was written."""
    if place.strip():
        return place, ""
    return ("", choice) if any(chosen_areas(choice)) else (choice, "")
