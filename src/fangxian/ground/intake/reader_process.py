"""A file is read in a process of its own, small texts apart. A cell at the far corner, a repetition of a thousand
million or a loop in the directory makes any reader ask for more memory than there is, and some
readers end their process over it: then it is this one that ends, and the upload is refused."""

from __future__ import annotations

import contextlib
import logging
import pickle
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

from fangxian.ground.intake import errors
from fangxian.ground.intake.limits import Limits
from fangxian.kernel.errors import REFUSALS, Refusal

if TYPE_CHECKING:
    from fangxian.ground.intake.opening import Sheet

log = logging.getLogger(__name__)
MEMORY_MB = 2048  # of addresses: a ledger of a hundred thousand rows takes a fifth
SECONDS = 120


def sheets(data: bytes, most: Limits) -> list[Sheet]:
    """What `opening.here` reads, or its refusal; FileInflates where the reader did not live."""
    try:
        done = subprocess.run(  # noqa: S603 our own module, what came only on its standard input
            [sys.executable, "-m", __name__, *map(str, most)],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise errors.FileInflates(size=f">{MEMORY_MB}") from error
    if done.stderr:
        log.warning("a table's reader said: %s", done.stderr.decode("utf-8", "replace")[-2000:])
    if done.returncode:
        raise errors.FileInflates(size=f">{MEMORY_MB}")
    found: list[Sheet]
    found, refused, values = pickle.loads(done.stdout)  # noqa: S301 what our own process wrote
    if refused:
        raise REFUSALS[refused](**values)
    return found


def _answer(data: bytes, most: Limits) -> tuple[list[Sheet] | None, str, dict[str, object]]:
    from fangxian.ground.intake import opening  # noqa: PLC0415 it imports this one

    try:
        return opening.here(data, most), "", {}
    except Refusal as refusal:
        return None, refusal.code, refusal.values
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001 a reader's panic is no Exception
        traceback.print_exc()  # the log has it
        return None, errors.FileDamaged.code, {}


def _within() -> None:
    import resource  # noqa: PLC0415 no Windows has it

    for what, most in ((resource.RLIMIT_AS, MEMORY_MB << 20), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    _within()
    limits_given = Limits(*map(int, sys.argv[1:]))
    pickle.dump(_answer(sys.stdin.buffer.read(), limits_given), sys.stdout.buffer, protocol=5)
