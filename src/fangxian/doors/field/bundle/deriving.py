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
        "名册正在准备,还差 {left} 个号码。", "The list is being made: {left} numbers to go."
    )
    way_out = Text(
        "手机会自动再取;在此之前照旧名册工作。",
        "The phone asks again by itself; until then the list that it has serves.",
    )


def derived(salt: bytes, text: str) -> str:
    """Four hexadecimal digits of Argon2id of a number or plate; some 40 ms of a core."""
    made = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY)
    return made.derive(plain(text).encode()).hex()[:LETTERS]


def names_in(place: str, day: str, salt: bytes, texts: Iterable[str]) -> dict[str, str]:
    """Number or plate, plain → what it is called in the lists of a place and day. What was derived
    once is remembered until the lists have ended. BeingMade when it takes longer than a phone
    waits: what is done by then is kept, and the next question goes on from there."""
    wanted = {plain(text) for text in texts}
    until = time.monotonic() + PATIENCE
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
