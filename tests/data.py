"""Whole data sets by path; where they do not lie beside the checkout, the small extract of the
repository stands in, and the run says so at its end (conftest.py)."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = Path(__file__).with_name("small")
stood_in: set[str] = set()  # what was read as an extract in this process


def shared(path: str) -> Path:
    whole = Path(os.environ.get("FANGXIAN_TEST_DATA") or ROOT.parent / "shared" / "data") / path
    if whole.exists():
        return whole
    stood_in.add(path)
    return SMALL / path
