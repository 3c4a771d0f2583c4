"""The packs of these tests: a disease of drills, with an amendment and two overlays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def drill_packs(settings) -> Iterator[Path]:
    """The house reads the tests' packs."""
    settings.FANGXIAN_PACKS = PACKS
    _forget()
    yield PACKS
    _forget()


@pytest.fixture
def own_packs(settings, tmp_path: Path) -> Iterator[Path]:
    """A copy of them that a test may spoil."""
    folder = tmp_path / "packs"
    shutil.copytree(PACKS, folder)
    settings.FANGXIAN_PACKS = folder
    _forget()
    yield folder
    _forget()


@pytest.fixture
def draft(own_packs: Path) -> Path:
    """The same with a draft that would amend the amendment's base from August on."""
    folder = own_packs / "fever" / "draft"
    shutil.copytree(PACKS.parent / "draft", folder)
    _forget()
    return folder / "pack.yaml"


def _forget() -> None:
    from fangxian.ground.policy import api as policy  # after Django has been set up

    policy.forget()
