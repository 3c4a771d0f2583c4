"""The packs of these tests: a disease of drills, with an amendment and two overlays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def drill_terms(monkeypatch) -> None:
    """The house of the drills reads what its packs hold, and asks for nothing more."""
    from dataclasses import replace

    from fangxian.ground.policy import declaring
    from fangxian.kernel.text import Text

    said = Text("演练", "Drill")
    own = [
        declaring.Term("certificate_hours", declaring.hours(), said, said, said),
        declaring.Term("later", declaring.whole(), said, said, said),
    ]
    wanted = ("clocks.", "ladder.", "checkpoints.advice.")
    held = [
        replace(term, required=False)
        for term in declaring.declared()
        if term.key.startswith(wanted)
    ]
    monkeypatch.setattr(declaring, "_declared", {term.key: term for term in [*own, *held]})


@pytest.fixture
def drill_packs(settings, drill_terms) -> Iterator[Path]:
    """The house reads the tests' packs."""
    settings.FANGXIAN_PACKS = PACKS
    _forget()
    yield PACKS
    _forget()


@pytest.fixture
def own_packs(settings, drill_terms, tmp_path: Path) -> Iterator[Path]:
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
    from fangxian.ground.policy import queries as policy_queries  # after Django has been set up

    policy_queries.forget_packs()
