"""Titles of columns that are remembered repeat nobody's number. Such a header is found by its masked
titles from now on; the key of the former one, a digest of the number, goes."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import migrations

from fangxian.ground.intake.titles import labels


def mask(apps: Any, _: Any) -> None:
    for one in apps.get_model("intake", "HeaderMapping").objects.iterator(500):
        shown = dict(zip(labels(tuple(one.mapping)), one.mapping.values(), strict=True))
        if shown != one.mapping:
            one.mapping, one.key = shown, secrets.token_hex(32)
            one.save(update_fields=["mapping", "key"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("intake", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(mask, migrations.RunPython.noop)]
