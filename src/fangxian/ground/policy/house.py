"""What holds whatever disease there is, and when there is none: packs/_house.yaml."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from fangxian.ground.policy.declaring import Term
from fangxian.ground.policy.edition import Value
from fangxian.ground.policy.errors import NoSuchValue
from fangxian.ground.policy.layers import HOUSE, house_value
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.queries import house_file, in_force_or_none, library, shipped_library
from fangxian.ground.policy.schema import HouseFile
from fangxian.kernel import clock
from fangxian.kernel.text import Text

T = TypeVar("T")


def standing(key: str, on: date, at: str, disease: str = "") -> Value:
    """A value of a day at a place: the edition's in force there for a disease, where it has one (a county's own
    goes before), else the house's. NoSuchValue before its first day: nothing is assumed."""
    edition = in_force_or_none(on, at, disease)
    found = edition.values.get(key) if edition else None
    if found is not None and found.value is not None:
        return found
    return _of(house_file(key), key, on)


def setting(term: Term[T], on: date, at: str, disease: str = "") -> T:
    """What stands of a term that the house always has, in the term's own type (days are a
    timedelta). NoSuchValue before its first day."""
    return term.kind.reads(standing(term.key, on, at, disease).value)


def choices_ever(term: Term[dict[str, Text]], at: str) -> dict[str, Text]:
    """Every choice that a closed list of the house has had, in its latest words: what was chosen
    then keeps its name. Today's are `setting`."""
    held = house_file(term.key).content.values[term.key]
    dated = sorted((one for one in held if one.value is not None), key=lambda one: one.from_)
    past = {code: words for one in dated for code, words in term.kind.reads(one.value).items()}
    return past | setting(term, clock.today(), at)


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
