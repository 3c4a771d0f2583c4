"""English says one of a thing otherwise than several: 1 appeal, 2 appeals. Pages write the plural; where the
number is one, the words after it follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

REGULAR = """
answers appeals applications areas cards checkpoints claims columns days devices entrances events
fields files fits grants grids hours instructions items lanes lines lists members minutes months
names notices orders others packs pairs parts places posts requests rooms rows seats sheets sources
steps tasks tests things times townships travellers trucks units vehicles venues villages visitors
visits weeks words years
"""
IRREGULAR = """
addresses address, batches batch, copies copy, counties county, entries entry, households household,
matches match, parties party, passes pass, people person, persons person
"""
SINGULARS = {word: word[:-1] for word in REGULAR.split()}
SINGULARS |= {pair.split()[0]: pair.split()[1] for pair in IRREGULAR.split(",")}
VERBS = {
    "are": "is",
    "were": "was",
    "have": "has",
    "wait": "waits",
    "differ": "differs",
    "do": "does",
}
BETWEEN = 2  # words that may stand between a number and its noun: %s open tasks
_SLOT = re.compile(r"%s")
_WORD = re.compile(r"[A-Za-z’'-]+")


def counted(words: str, values: Sequence[object]) -> str:
    """The sentence with its slots still open, in the singular after each number that is one."""
    slots = [one.start() for one in _SLOT.finditer(words)]
    for start, value in reversed([*zip(slots, values, strict=False)]):
        if str(value) == "1":
            words = words[: start + 2] + _one(words[start + 2 :])
    return words


def _one(after: str) -> str:
    """What stands behind a one, until the next number or the end of the clause."""
    clause = re.match(r"[^%.,;:()·]*", after)
    head = clause[0] if clause else ""
    found = [*_WORD.finditer(head)]
    noun = next((one for one in found[: BETWEEN + 1] if one[0] in SINGULARS), None)
    if noun is None or not head.startswith(" "):
        return after
    verb = next((one for one in found if one.start() > noun.start() and one[0] in VERBS), None)
    if verb:
        head = head[: verb.start()] + VERBS[verb[0]] + head[verb.end() :]
    head = head[: noun.start()] + SINGULARS[noun[0]] + head[noun.end() :]
    return head + after[len(clause[0]) if clause else 0 :]
