"""What every county starts with, as written in shipped.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from fangxian.kernel.text import Text

FILE = Path(__file__).with_name("shipped.yaml")


@dataclass(frozen=True)
class ShippedRole:
    code: str
    name: Text
    required: bool
    source: str


@dataclass(frozen=True)
class ShippedPost:
    title: str
    role: str
    single: bool


@cache
def _file() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(FILE)
    return read


def charge_roles() -> tuple[ShippedRole, ...]:
    return tuple(
        ShippedRole(entry["code"], Text(**entry["name"]), entry["required"], entry["source"])
        for entry in _file()["charge_roles"]
    )


def posts_of(kind: str) -> tuple[ShippedPost, ...]:
    return tuple(ShippedPost(**entry) for entry in _file()["posts"].get(kind, ()))
