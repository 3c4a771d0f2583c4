"""packs/_schema says what the code accepts."""

from __future__ import annotations

import pytest

from config.environment import ROOT
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import schemas as policy_schemas


@pytest.mark.parametrize("name", policy_schemas.FILES)
def test_the_schema_beside_the_packs_is_in_step(name: str) -> None:
    kept = (ROOT / "packs" / "_schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert kept == policy_schemas.schema_text(name), "run: fangxian policy schema packs/_schema"


def test_no_pack_has_a_fault() -> None:
    assert policy.lint() == []


def test_packs_hold_data_only() -> None:
    kinds = {file.suffix for file in (ROOT / "packs").rglob("*") if file.is_file()}
    assert kinds == {".yaml", ".json"}
