"""Of every table it is said how long its rows stay: they go by their own age, with the person or
with another row, or they are kept for a reason that is written down."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from fangxian.flows import retention
from fangxian.kernel.retention import Retention
from tests.house.tree import PACKAGE, parse

OURS = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.startswith("fangxian.")
}
WITH_TABLES = sorted({model._meta.app_config.name for model in OURS.values()})
DAYS = re.compile(r"Privacy:.*(\b\d+ days|\ba year\b|\btwo years\b)", re.DOTALL)


def said(app: str) -> Retention:
    where = "own_retention" if app == "fangxian.kernel" else "retention"
    return importlib.import_module(f"{app}.{where}").RETENTION  # noqa: TID251 each room's own


ALL = {label: said(app) for app in WITH_TABLES for label in said(app).labels()}


@pytest.mark.parametrize("label", sorted(OURS))
def test_of_every_table_something_is_said(label):
    room = OURS[label].__module__.rsplit(".", 1)[0]
    assert label in ALL, f"say in {room}.retention how long its rows stay and how they go"


def test_nothing_is_said_of_a_table_that_is_not():
    assert {label for label in ALL if label not in OURS} <= {"sessions.Session"}


@pytest.mark.parametrize("app", WITH_TABLES)
def test_every_room_takes_part_in_what_the_worker_does(app):
    assert said(app) in retention.ROOMS


@pytest.mark.parametrize("label", sorted(set(OURS) & set(ALL)))
def test_a_promise_in_days_is_not_just_kept(label):
    """A note that names a time belongs to a table whose rows go."""
    if DAYS.search(OURS[label].__doc__ or ""):
        assert label not in ALL[label].kept


@pytest.mark.parametrize("label", sorted(set(OURS) & set(ALL)))
def test_what_is_kept_says_why(label):
    if (reason := ALL[label].kept.get(label)) is not None:
        assert reason.zh
        assert reason.en


def _sweeps(path: Path) -> bool:
    """Whether a file deletes rows by their age: a `.delete()` on what was filtered by `__lt`."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "delete"
        and any(
            isinstance(word, ast.keyword) and (word.arg or "").endswith(("__lt", "__lte"))
            for word in ast.walk(node.func)
        )
        for node in ast.walk(parse(path))
    )


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_rows_go_by_their_age_in_one_way_alone(path):
    """A purpose, with days of the pack, a log and a preview: never a sweep beside the work."""
    if path.name not in {"retention.py", "own_retention.py"}:
        assert not _sweeps(path), "say it in the room's retention.py, as a Purpose"


def test_the_test_sees_a_sweep(tmp_path):
    page = tmp_path / "page.py"
    page.write_text("def f(now):\n    Row.objects.filter(at__lt=now - KEPT).delete()\n")
    assert _sweeps(page)


NO_AGE = re.compile(r"\b(KEPT|FORGOTTEN|EXPIRES?|SWEPT)\w*\s*(?:,\s*\w+\s*)?=\s*(?:timedelta|\d)")


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("services/*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_room_has_days_of_its_own_for_keeping(path):
    assert not NO_AGE.search(path.read_text()), "days stand in packs/_house.yaml"


def _follows(label: str) -> bool:
    """Whether the database's own cascade takes the row away with the one it is said to follow."""
    target = ALL[label].follows[label]
    return any(
        field.remote_field.on_delete is models.CASCADE
        and field.related_model._meta.label in {target, *ALL[label].follows}
        for field in OURS[label]._meta.concrete_fields
        if field.is_relation and field.remote_field
    )


@pytest.mark.parametrize(
    "label", sorted(name for name in set(OURS) & set(ALL) if name in ALL[name].follows)
)
def test_what_goes_with_another_row_hangs_on_it(label):
    assert _follows(label)


PERSON = "people.Person"


@pytest.mark.parametrize("label", sorted(set(OURS) & set(ALL)))
def test_whoever_points_at_a_person_has_a_way_to_let_go(label):
    """A row that holds a person by a foreign key goes by age, with the person or by a cascade."""
    points = any(
        field.related_model._meta.label == PERSON
        for field in OURS[label]._meta.concrete_fields
        if field.is_relation
    )
    assert not points or label not in ALL[label].kept


def test_the_days_of_each_purpose_stand_in_the_pack():
    from datetime import date

    from fangxian.ground.policy import api as policy

    wanted = {one.value for one in retention.BY_PURPOSE.values()} | {retention.PERSON_DAYS}
    for day in (date(2018, 1, 1), date(2022, 5, 10), date(2026, 11, 29)):  # with a pack and without
        for key in sorted(wanted):
            found = policy.standing(key, day, "610921")
            assert found.value > 0
            assert found.citation.clause, key
