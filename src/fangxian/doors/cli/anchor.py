"""A moved clock is anchored once a data folder, so that every process and every restart
agree on the time: `2022-05-10T08:00` becomes `2022-05-10T08:00@<Unix second of the start>`.

A folder that was started with a moved clock stays on it; a county's folder has none.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

FILE = "clock"


def settle(asked: str, data: Path) -> str:
    """The FANGXIAN_CLOCK to use: `asked` anchored, or the one kept in the folder ("" = real)."""
    kept = _kept(data)
    if asked.endswith("!") or "@" in asked or not _readable(asked):
        return asked
    if not asked or kept.partition("@")[0] == asked:
        return kept or asked
    anchored = f"{asked}@{time.time():.0f}"
    _keep(data, anchored)
    return anchored


def _readable(asked: str) -> bool:
    """A value that is not a time is left for the settings to refuse with a sentence."""
    try:
        datetime.fromisoformat(asked or "2022-05-10")
    except ValueError:
        return False
    return True


def forget(data: Path) -> None:
    (data / FILE).unlink(missing_ok=True)


def _kept(data: Path) -> str:
    path = data / FILE
    return path.read_text().strip() if path.exists() else ""


def _keep(data: Path, anchored: str) -> None:
    data.mkdir(parents=True, exist_ok=True)
    draft = data / f"{FILE}.{os.getpid()}"
    draft.write_text(anchored)
    draft.replace(data / FILE)
