"""An instruction's title and body as whoever has to act reads them: what it is without the name that
stands beside it, and what is to be asked first."""

from __future__ import annotations

from fangxian.kernel.text import Text

FIRST_ASK = ("先问:", "Ask first: ")


def what_of(title: Text, name: str) -> Text:
    """The title without the masked name; the title where it is about nobody known."""
    return Text(_without(title.zh, f"{name}:"), _without(title.en, f"{name}: "))


def ask_of(body: Text) -> Text:
    """The line of the body that says what is asked first; where nothing is, its first line."""
    return Text(_first(body.zh), _first(body.en))


def _without(title: str, name: str) -> str:
    return title.removeprefix(name) if len(name) > len(": ") else title


def _first(body: str) -> str:
    lines = [line for line in body.splitlines() if line.strip()]
    asked = [line for line in lines if line.startswith(FIRST_ASK)]
    return (asked or lines or [""])[0]
