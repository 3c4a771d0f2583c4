"""The packs of these tests: a disease of drills, with an amendment and two overlays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fangxian.ground.policy import api as policy

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def drill_packs(settings) -> Iterator[Path]:
    """The house reads the tests' packs."""
    settings.FANGXIAN_PACKS = PACKS
    policy.forget()
    yield PACKS
    policy.forget()


@pytest.fixture
def own_packs(settings, tmp_path: Path) -> Iterator[Path]:
    """A copy of them that a test may spoil."""
    folder = tmp_path / "packs"
    shutil.copytree(PACKS, folder)
    settings.FANGXIAN_PACKS = folder
    policy.forget()
    yield folder
    policy.forget()
