"""No key of any pack can be mistyped unseen: one letter lost or changed, lint refuses and names the key
that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fangxian.ground.policy.linting_terms import house_terms, terms
from fangxian.ground.policy.loading import read
from fangxian.ground.policy.queries import library
from fangxian.ground.policy.schema import ValuesFile

KEYED = (
    "values",
    "checklists",
)  # the keys of `clocks` and `ladder` are a closed list of the schema
STAGED = ("clocks", "ladder")


def packs_with_values() -> list[str]:
    return sorted(name for name, folder in library().folders.items() if folder.values is not None)


def misspellings(key: str, at: int) -> Iterator[str]:
    """A letter less, and another letter: at a place that differs from key to key."""
    letters = [n for n, letter in enumerate(key) if letter.isalpha()]
    here = letters[at % len(letters)]
    yield key[:here] + key[here + 1 :]
    yield key[:here] + ("x" if key[here] != "x" else "q") + key[here + 1 :]


def renamed(held: dict, key: str, wrong: str) -> dict:
    return {(wrong if one == key else one): said for one, said in held.items()}


def names_the_nearest(faults, wrong: str, near: str) -> bool:
    said = [one.sentence for one in faults if f"不认识的项“{wrong}”" in one.sentence.zh]
    return len(said) == 1 and f"“{near}”" in said[0].zh and f"“{near}”" in said[0].en


@pytest.mark.parametrize("name", packs_with_values())
def test_every_key_of_a_pack_is_named_when_it_is_misspelt(name: str) -> None:
    folder, unseen = library().folders[name], []
    assert folder.values is not None
    for section in KEYED:
        held, head = (
            getattr(folder.values.content, section),
            "" if section == "values" else f"{section}.",
        )
        for at, key in enumerate(held):
            for wrong in misspellings(key, at):
                said = folder.values.content.model_copy(update={section: renamed(held, key, wrong)})
                spoilt = replace(folder, values=replace(folder.values, content=said))
                if not names_the_nearest(terms(spoilt, library()), head + wrong, head + key):
                    unseen.append(wrong)
    assert unseen == []


def test_every_key_of_the_house_is_named_when_it_is_misspelt() -> None:
    house, unseen = library().house, []
    assert house is not None
    held = house.content.values
    for at, key in enumerate(held):
        for wrong in misspellings(key, at):
            said = house.content.model_copy(update={"values": renamed(held, key, wrong)})
            if not names_the_nearest(
                house_terms(replace(house, content=said), library(), ()), wrong, key
            ):
                unseen.append(wrong)
    assert unseen == []


@pytest.mark.parametrize("name", packs_with_values())
def test_every_stage_of_a_pack_is_named_when_it_is_misspelt(name: str, tmp_path: Path) -> None:
    values, unseen = library().folders[name].values, []
    assert values is not None
    text = values.file.read_text("utf-8")
    for section in STAGED:
        for at, key in enumerate(getattr(values.content, section)):
            for wrong in misspellings(key, at):
                spoilt = tmp_path / "values.yaml"
                head, mark, rest = text.partition(f"\n{section}:")
                spoilt.write_text(
                    head + mark + rest.replace(f"\n  {key}:", f"\n  {wrong}:", 1), "utf-8"
                )
                found, faults = read(spoilt, ValuesFile)
                if found or not any(f"“{key}”" in one.sentence.zh for one in faults):
                    unseen.append((wrong, [one.sentence.zh for one in faults]))
    assert unseen == []
