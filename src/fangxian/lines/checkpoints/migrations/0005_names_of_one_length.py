"""Names of people are as long here as everywhere."""

from typing import ClassVar

from django.db import migrations, models

NAME = models.CharField(blank=True, max_length=120)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checkpoints", "0004_plates_in_one_form")]
    operations: ClassVar = [
        migrations.AlterField("handover", "to", NAME.clone()),
        migrations.AlterField("pass", "driver", NAME.clone()),
        migrations.AlterField("truckwait", "fetched_by", NAME.clone()),
    ]
