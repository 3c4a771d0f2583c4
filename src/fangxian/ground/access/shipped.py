"""The roles of this release, as written in roles.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from fangxian.kernel.text import Text

ROLES_FILE = Path(__file__).with_name("roles.yaml")


@dataclass(frozen=True)
class ShippedRole:
    code: str
    name: Text
    permissions: tuple[str, ...]
    hands_out: tuple[str, ...]


@cache
def shipped_roles() -> tuple[ShippedRole, ...]:
    """In the order of the file, which is the order in which they are shown."""
    return tuple(_read(entry) for entry in YAML(typ="safe").load(ROLES_FILE))


def _read(entry: dict[str, Any]) -> ShippedRole:
    permissions = [f"{room}.{act}" for room, acts in entry["may"].items() for act in acts.split()]
    return ShippedRole(
        code=entry["code"],
        name=Text(**entry["name"]),
        permissions=tuple(permissions),
        hands_out=tuple(entry.get("hands_out", ())),
    )
