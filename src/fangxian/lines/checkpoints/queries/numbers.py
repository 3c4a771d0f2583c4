"""Whose document is it? For what is recorded inside a verb, which writes the audit line."""

from __future__ import annotations

from fangxian.ground.people import api as people


def person_of_number(text: str) -> tuple[int | None, str]:
    """The person, None when nobody of this number is on record, and the number in the form in
    which it is compared, "" when it is none."""
    key = people.normalise_document("", text)
    if isinstance(key, people.DocumentFault):
        return None, ""
    state = people.states_of([key]).get(key)
    return (state.id if state else None), key.number
