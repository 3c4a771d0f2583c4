"""The name of a list's file repeats nobody's number."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

from fangxian.kernel.masking import masked


def mask(apps: Any, _: Any) -> None:
    for one in apps.get_model("zones", "ZoneSource").objects.only("name").iterator(500):
        shown = masked(one.name)[:200]
        if shown != one.name:
            one.name = shown
            one.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("zones", "0004_freed_alone")]
    operations: ClassVar = [migrations.RunPython(mask, migrations.RunPython.noop)]
