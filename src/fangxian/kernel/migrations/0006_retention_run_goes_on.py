"""A run is written down from its first lot on, so that one that was cut off goes on."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F


def ended(apps, _editor):
    apps.get_model("kernel", "RetentionRun").objects.update(ended_at=F("at"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0005_retention_run")]
    operations: ClassVar = [
        migrations.AddField("retentionrun", "after", models.BigIntegerField(default=0)),
        migrations.AddField("retentionrun", "ended_at", models.DateTimeField(null=True)),
        migrations.RunPython(ended, migrations.RunPython.noop),
    ]
