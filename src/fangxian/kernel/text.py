"""A sentence in the two languages of the house, Chinese first, English second; and a number that
somebody typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning, two wordings. `{name}` fields are filled alike in both."""

    zh: str
    en: str

    def fill(self, **values: object) -> Text:
        return Text(self.zh.format(**values), self.en.format(**values))

    def speak(self, language: str | None) -> str:
        return self.en if (language or "").lower().startswith("en") else self.zh

    def __str__(self) -> str:
        return self.zh


LONGEST = 18  # digits that a bigint holds whatever they are


def number_in(text: str) -> int | None:
    """The whole number that a text is. None for anything else: ², ٣, and more than 18 digits."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if plain else None
