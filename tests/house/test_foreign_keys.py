"""Foreign keys point down; across rooms nobody is told who points at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.tree import floors


def faults(all_models: Iterable[Any]) -> Iterator[str]:
    for model in all_models:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                yield from _fault(model, field)


def _fault(model: Any, field: Any) -> Iterator[str]:
    here, there = model._meta.app_label, field.related_model._meta.app_label
    if here == there or here not in floors() or there not in floors():
        return
    if floors()[there] >= floors()[here]:
        yield f"{model.__name__}.{field.name} points up or across, to {there}"
    if field.remote_field.related_name != "+":
        yield f'{model.__name__}.{field.name} needs related_name="+"'


def test_foreign_keys_point_down_and_are_silent():
    assert not list(faults(apps.get_models(include_auto_created=False)))


@isolate_apps("fangxian.ground.people", "fangxian.lines.arrivals")
def test_the_test_sees_a_key_that_points_up():
    class Declaration(models.Model):
        class Meta:
            app_label = "arrivals"

    class Person(models.Model):
        latest = models.ForeignKey(Declaration, on_delete=models.CASCADE)

        class Meta:
            app_label = "people"

    up, loud = faults([Person, Declaration])
    assert "points up" in up
    assert "related_name" in loud


def test_every_room_stands_on_a_floor():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("fangxian.")}
    doors = {app.label for app in apps.get_app_configs() if app.name.startswith("fangxian.doors.")}
    assert ours - doors - {"flows"} <= set(floors())
