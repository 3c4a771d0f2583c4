"""Before the first knock: the policy's files are read and the keys are open. The first people of
a shift's rush would else wait seconds for it."""

from __future__ import annotations

import gc
import logging

from django.db import connection

from fangxian.kernel import clock
from fangxian.lines.codes import pages as codes

log = logging.getLogger(__name__)
BETWEEN_COLLECTIONS = 20_000  # objects that are new and still there


def warm() -> None:
    """Never keeps a door shut: what fails here is told by the first request that needs it."""
    try:
        codes.open_code("", clock.now())
        codes.colours_of([0])
    except Exception:
        log.warning("the door opens cold", exc_info=True)
    finally:
        connection.close()
    # What stands now stands as long as the process: the collector need not walk it again, nor
    # look for rings in every few requests of a rush.
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_COLLECTIONS)
