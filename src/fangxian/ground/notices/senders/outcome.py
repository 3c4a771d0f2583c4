"""What a sender says of an attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

ACCEPTED: Final = "accepted"
AGAIN: Final = "again"
REFUSED: Final = "refused"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Outcome:
    """accepted: it is theirs now · again: not now, try later (`after`, where they said so) ·
    refused: never · gone: nobody is there any more. `fault`: for people to read, without a number."""

    said: Literal["accepted", "again", "refused", "gone"]
    fault: str = ""
    after: timedelta | None = None


DONE = Outcome(ACCEPTED)
