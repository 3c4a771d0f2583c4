"""When each work of the clock last ended: one row each, written over."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0007_a_mark_was_left")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ClockRun",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("every_seconds", models.IntegerField()),
                ("ran_at", models.DateTimeField()),
                ("took_ms", models.BigIntegerField()),
                ("fault", models.TextField(blank=True)),
            ],
        ),
    ]
