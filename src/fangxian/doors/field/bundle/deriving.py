"""What a typed number or plate is called in a bundle: dear to make, and shared by many numbers.

A guard's phone derives the one number that is typed and looks it up. A thief has to derive every
number that there may be, and is then left with hundreds for each row: 16 bits of an Argon2id under
the salt of the list.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from fangxian.doors.field.bundle.salting import plain
from fangxian.ground.devices import api as devices
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

MEMORY = 19_456  # KiB
PASSES = 2
LETTERS = 4  # hexadecimal: 16 bits
AT_ONCE = 2
A_ROUND = 24
PATIENCE = 8.0  # seconds of one request; a phone gives up after thirty
TERMS = {"memory": MEMORY, "passes": PASSES, "letters": LETTERS}


class BeingMade(Refusal):
    code = "field.bundle_being_made"
    status = 503
    sentence = Text(
        "今天的新名册正在准备,一般一分钟就好。", "The new list is being made: a minute, as a rule."
    )
    way_out = Text(
        "不用管,手机会自动再取;现在照手上的名册查验,名册上没有的请示带班领导。",
        "Nothing to do: the phone asks again by itself. Work by the list in hand; whoever is not on it, "
        "refer to the lead.",
    )


def derived(salt: bytes, text: str) -> str:
    """Four hexadecimal digits of Argon2id of a number or plate; some 40 ms of a core."""
    made = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY)
    return made.derive(plain(text).encode()).hex()[:LETTERS]


def names_in(
    place: str, day: str, salt: bytes, texts: Iterable[str], patience: float | None = None
) -> dict[str, str]:
    """Number or plate, plain → what it is called in the lists of a place and day. What was derived
    once is remembered until the lists have ended. BeingMade when it takes longer than a phone
    waits (`patience` in seconds): what is done by then is kept, and the next question goes on from
    there."""
    wanted = {plain(text) for text in texts}
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    known = devices.names_kept(place, day, wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while missing := [text for text in wanted if text not in known]:
            if time.monotonic() > until:
                raise BeingMade(left=len(missing))
            # By chance, because another phone of the place may ask at the same moment: each then
            # finds what the other has done.
            some = random.sample(missing, min(A_ROUND, len(missing)))
            made = pool.map(lambda text: derived(salt, text), some)
            devices.keep_names(place, day, dict(zip(some, made, strict=True)))
            known = devices.names_kept(place, day, wanted)
    return known
