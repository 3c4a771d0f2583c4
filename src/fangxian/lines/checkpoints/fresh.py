"""What the county knows of somebody at this moment."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.ground.policy import api as policy
from fangxian.lines.codes import api as codes


def colour_of(person_id: int | None) -> str:
    """The colour that holds now; "" for somebody who is not known, or while no pack says what
    the colours are."""
    if person_id is None:
        return ""
    try:
        return codes.colours_of([person_id])[person_id].code
    except policy.NotInForce:
        return ""


def gravest_of(person_ids: Sequence[int]) -> int:
    """Of several records the one with the worst colour; the first while no pack says what is."""
    try:
        return codes.gravest_of(person_ids)
    except policy.NotInForce:
        return person_ids[0]
