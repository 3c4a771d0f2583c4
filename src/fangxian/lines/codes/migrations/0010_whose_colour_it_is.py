"""A colour is of a disease: two may be in force at once, each with its own scheme."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0009_freed")]

    operations: ClassVar = [
        migrations.AddField(
            model_name=name,
            name="disease",
            field=models.CharField(blank=True, db_default="", max_length=40),
        )
        for name in ("standing", "decision")
    ]
