"""Which county this is, chosen once and read by all from one place."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0008_clock_run")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Home",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("county", models.CharField(blank=True, max_length=6)),
                ("sender", models.CharField(blank=True, max_length=120)),
                ("sender_address", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(id=1), name="kernel_one_home")
                ]
            },
        ),
    ]
