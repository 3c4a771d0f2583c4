"""Locks name packages by hash, not by where they are fetched; nothing names a machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import ROOT, files

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted|registry\.npm|npmmirror|yarnpkg|tuna\.tsinghua|mirrors\.aliyun|"
    r"^\s*--(extra-)?index-url|^\s*--find-links|\"resolved\"\s*:\s*\"http"
)
MACHINE = re.compile(r"/root/|/home/[a-z]\w*/|/Users/[A-Za-z]\w*/|/wor" r"k/(main|shared)")
CONFIGURATION = {".lock", ".in", ".toml", ".cfg", ".ini", ".npmrc", ".yaml", ".yml", ".sh", ""}
TEXT = CONFIGURATION | {".py", ".md", ".ts", ".tsx", ".js", ".json", ".html", ".css", ".csv"}


def is_configuration(path: Path) -> bool:
    return path.suffix in CONFIGURATION or path.name in {
        "package.json",
        "package-lock.json",
        ".npmrc",
    }


def named(path: Path, what: re.Pattern[str]) -> list[str]:
    return [
        f"{path.name}:{number}: {line.strip()[:80]}"
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if what.search(line)
    ]


def test_no_lock_or_setting_names_a_registry():
    checked = [path for path in files() if is_configuration(path) and "packs" not in path.parts]
    assert len(checked) > 5
    assert not [
        line
        for path in checked
        for line in named(path, REGISTRY)
        if path != ROOT / "tests/house/test_no_addresses.py"
    ]


def test_nothing_names_a_machine():
    assert not [
        f"{path.relative_to(ROOT)} {line}"
        for path in files()
        if path.suffix in TEXT
        and path.stat().st_size < 2_000_000
        and path != ROOT / "tests/house/test_no_addresses.py"
        for line in named(path, MACHINE)
    ]


def test_locks_are_hashed():
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        pinned = len(re.findall(r"^[\w.\[\],-]+==", text, re.MULTILINE))
        assert pinned > 10
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= pinned


def test_the_test_sees_an_address(tmp_path):
    lock = tmp_path / "package-lock.json"
    lock.write_text('"resolved": "https://registry.npmjs.org/x"\n')
    assert named(lock, REGISTRY)
    lock.write_text("cd /home/li/fangxian\n")
    assert named(lock, MACHINE)
