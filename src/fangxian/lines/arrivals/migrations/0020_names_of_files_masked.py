"""What is kept of a file repeats nobody's number: its name, its sheets, its titles, what was told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

from fangxian.ground.intake.api import labels
from fangxian.kernel.masking import masked

FIELDS = ["file_name", "why", "mapping", "choices", "counts"]


def without_numbers(said: Any) -> Any:
    if isinstance(said, str):
        return masked(said)
    if isinstance(said, list):
        return [without_numbers(one) for one in said]
    if isinstance(said, dict):
        return {key: without_numbers(one) for key, one in said.items()}
    return said


def mask(apps: Any, _: Any) -> None:
    for one in apps.get_model("arrivals", "ImportBatch").objects.only(*FIELDS).iterator(500):
        before = [getattr(one, field) for field in FIELDS]
        one.file_name, one.why = masked(one.file_name), masked(one.why)[:300]
        one.file_name = one.file_name[:200]
        one.mapping = dict(zip(labels(tuple(one.mapping)), one.mapping.values(), strict=True))
        one.choices, one.counts = without_numbers(one.choices), without_numbers(one.counts)
        if before != [getattr(one, field) for field in FIELDS]:
            one.save(update_fields=FIELDS)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0019_claim_decisions")]
    operations: ClassVar = [migrations.RunPython(mask, migrations.RunPython.noop)]
