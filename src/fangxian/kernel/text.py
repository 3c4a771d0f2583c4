"""A sentence in the two languages of the house, Chinese first, English second; and a number that
somebody typed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_HAN = "\u3400-\u9fff"
_SIGNS = str.maketrans({",": "，", ":": "：", ";": "；", "?": "？", "!": "！"})
_AFTER = re.compile(rf"(?<=[{_HAN}”’」》）。%*])([,:;?!]) ?")
_BEFORE = re.compile(rf"([,:;?!]) ?(?=[{_HAN}“‘「《（])")
_BRACKETS = re.compile(rf"(?<=[{_HAN}”’》])\(([^()]*)\)|\(([^()]*[{_HAN}][^()]*)\)")


@functools.lru_cache(maxsize=4096)
def wide(zh: str) -> str:
    """A Chinese sentence with full-width punctuation, whatever it was written with. Times, numbers
    and Latin words keep theirs. The field app has the same rule (wide.ts): contracts/vectors."""
    for _ in range(2):  # brackets within brackets
        zh = _BRACKETS.sub(lambda found: f"（{found[1] or found[2] or ''}）", zh)
    after = _AFTER.sub(lambda found: found[1].translate(_SIGNS), zh)
    return _BEFORE.sub(lambda found: found[1].translate(_SIGNS), after)


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning, two wordings. `{name}` fields are filled alike in both, a Text in each by its own."""

    zh: str
    en: str

    def fill(self, **values: object) -> Text:
        zh = {key: one.zh if isinstance(one, Text) else one for key, one in values.items()}
        en = {key: one.en if isinstance(one, Text) else one for key, one in values.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))

    def speak(self, language: str | None) -> str:
        return self.en if (language or "").lower().startswith("en") else wide(self.zh)

    def __str__(self) -> str:
        return self.zh


LONGEST = 18  # digits that a bigint holds whatever they are


def number_in(text: str) -> int | None:
    """The whole number that a text is. None for anything else: ², ٣, and more than 18 digits."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if plain else None
