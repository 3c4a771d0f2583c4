"""Within which places whoever started an import may file."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0012_what_columns_mean")]
    operations: ClassVar = [
        migrations.AddField("importbatch", "area", django.contrib.postgres.fields.ArrayField(
            base_field=models.CharField(max_length=15), null=True, size=None
        )),
    ]
