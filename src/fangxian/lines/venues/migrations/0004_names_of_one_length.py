"""Names of people are as long here as everywhere."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("venues", "0003_uncompared")]
    operations: ClassVar = [
        migrations.AlterField(model, "contact", models.CharField(max_length=120))
        for model in ("application", "venue")
    ]
