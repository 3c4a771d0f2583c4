"""A claim names the import that brought it, so that it goes with it; a time of arrival that nobody
ever wrote is gone."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0015_stays_beside")]
    operations: ClassVar = [
        migrations.AddField(
            "claim", "batch",
            models.ForeignKey(
                db_constraint=False, null=True, related_name="+",
                on_delete=django.db.models.deletion.DO_NOTHING, to="arrivals.importbatch",
            ),
        ),
        migrations.RemoveField("declaration", "arrived_at"),
    ]
