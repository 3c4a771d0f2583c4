"""What the county knows of somebody at this moment."""

from __future__ import annotations

from fangxian.lines.codes import api as codes


def colour_of(person_id: int | None) -> str:
    """The colour that holds now; "" for somebody who is not known."""
    return codes.colours_of([person_id])[person_id].code if person_id else ""
