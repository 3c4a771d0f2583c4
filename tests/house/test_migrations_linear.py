"""A room's migrations are one line of steps, each with a name that says why."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.apps import apps
from django.db.migrations.loader import MigrationLoader


def faults(label: str, names: Iterable[str]) -> list[str]:
    found = []
    for place, name in enumerate(sorted(names), 1):
        number, _, why = name.partition("_")
        if not re.fullmatch(r"\d{4}", number) or int(number) != place:
            found.append(f"{label}.{name} is not number {place:04}")
        if not why or why.startswith("auto") or re.fullmatch(r"alter_.*_and_more", why):
            found.append(f"{label}.{name} does not say why")
    return found


def ours() -> dict[str, list[str]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("fangxian.")}
    found: dict[str, list[str]] = {label: [] for label in labels}
    for label, name in loader.disk_migrations:
        if label in labels:
            found[label].append(name)
    return found


def test_migrations_are_one_line_of_named_steps():
    assert not [fault for label, names in ours().items() for fault in faults(label, names)]


def test_no_room_has_two_ends():
    assert not MigrationLoader(None, ignore_no_migrations=True).detect_conflicts()


def test_the_test_sees_a_fork_and_a_nameless_step():
    said = faults("x", ["0001_initial", "0002_a", "0002_b", "0004_auto_20260101"])
    assert len(said) == 2
