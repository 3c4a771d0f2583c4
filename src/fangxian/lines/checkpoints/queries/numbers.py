"""Whose document is it? For what is recorded inside a verb, which writes the audit line."""

from __future__ import annotations

from fangxian.ground.people import api as people


def person_of_number(text: str) -> tuple[int | None, str]:
    """The person, None when nobody of this number is on record, and the number in the form in
    which it is compared, "" when it is none."""
    bearer = people.persons_of_numbers([text]).get(text, ())
    key = people.normalise_document("", text)
    if isinstance(key, people.DocumentKey):
        return (bearer[0] if bearer else None), key.number
    return (bearer[0], people.numbers_sought(text)[0]) if bearer else (None, "")
