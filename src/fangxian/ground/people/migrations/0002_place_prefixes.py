"""Whose place lies in a district is found by the beginning of its code."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial")]
    operations: ClassVar = [
        migrations.RemoveIndex(model_name="person", name="person_by_place"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["place", "name_key"],
                name="person_by_place",
                opclasses=["varchar_pattern_ops", "varchar_ops"],
            ),
        ),
    ]
