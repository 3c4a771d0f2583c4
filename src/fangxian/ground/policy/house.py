"""What holds whatever disease there is, and when there is none: packs/_house.yaml."""

from __future__ import annotations

from datetime import date

from fangxian.ground.policy.edition import Value
from fangxian.ground.policy.errors import NoSuchValue, NotInForce
from fangxian.ground.policy.layers import HOUSE, house_value
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.queries import house_file, in_force, library, shipped_library
from fangxian.ground.policy.schema import HouseFile
from fangxian.kernel.text import Text


def standing(key: str, on: date, at: str) -> Value:
    """A value of a day at a place: the edition's in force there, where it has one (a county's own
    goes before), else the house's. NoSuchValue before its first day: nothing is assumed."""
    try:
        found = in_force(on, at).values.get(key)
    except NotInForce:
        found = None
    if found is not None and found.value is not None:
        return found
    return _of(house_file(key), key, on)


def outcome_words(code: str) -> Text:
    """What an outcome of work is called: the county's word, else the one that came with the
    release, else the code itself."""
    held = library().words.outcomes.get(code) or shipped_library().words.outcomes.get(code)
    return held.text if held else Text(code, code)


def _of(document: Document[HouseFile], key: str, on: date) -> Value:
    found = house_value(document.content, key, on)
    if found is None:
        raise NoSuchValue(edition=HOUSE, key=key)
    return found
