"""A sentence in the two languages of the house: Chinese first, English second."""

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
