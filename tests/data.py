"""The shared data sets, by path. A test that needs one which is not there is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def folder() -> Path:
    return Path(os.environ.get("FANGXIAN_TEST_DATA") or ROOT.parent / "shared" / "data")


def shared(path: str) -> Path:
    found = folder() / path
    if not found.exists():
        pytest.skip(f"data set {path} is not beside this checkout (FANGXIAN_TEST_DATA)")
    return found
