"""The tree as the house tests see it: rooms, floors, files."""

from __future__ import annotations

import ast
import configparser
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "fangxian"
WINGS = ("ground", "lines", "response", "links", "overview")


def rooms(package: Path = PACKAGE) -> list[Path]:
    return sorted(
        plate.parent for wing in WINGS for plate in (package / wing).glob("*/__init__.py")
    )


def files(root: Path = ROOT) -> list[Path]:
    """Everything that is or would be committed."""
    asked = ["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"]
    named = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\0")
    return [root / name for name in named if name and (root / name).is_file()]


def sources(root: Path = ROOT) -> list[Path]:
    return [path for path in files(root) if path.suffix == ".py" and "migrations" not in path.parts]


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def imports(path: Path) -> Iterator[str]:
    """Names of modules that a file imports, anywhere in it."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@cache
def floors() -> dict[str, tuple[int, int]]:
    """Where each room stands, lowest first, as .importlinter says: room → (wing, room)."""
    plan = configparser.ConfigParser()
    plan.read(ROOT / ".importlinter")
    wings = _levels(plan["importlinter:contract:floors"]["layers"])
    found = {"kernel": (wings["kernel"], 0), "doors": (wings["doors"], 0)}
    for wing in WINGS:
        section = f"importlinter:contract:{wing}"
        if plan.has_section(section):
            levels = _levels(plan[section]["layers"])
            found |= {room: (wings[wing], level) for room, level in levels.items()}
    return found


def _levels(layers: str) -> dict[str, int]:
    lines = [line for line in layers.splitlines() if line.strip()]
    return {
        name: level
        for level, line in enumerate(reversed(lines))
        for name in re.findall(r"\w+", line)
    }


@cache
def load_house() -> None:
    """Import every module, so that all registers are full."""
    import fangxian

    for module in pkgutil.walk_packages(fangxian.__path__, "fangxian."):
        last = module.name.rpartition(".")[2]
        if "migrations" not in module.name and last not in {"__main__", "served"}:
            __import__(module.name)
