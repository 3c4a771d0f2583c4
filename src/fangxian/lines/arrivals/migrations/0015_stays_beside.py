"""Stays of earlier journeys, and what was said otherwise of the one that stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0014_who_was_decided")]

    operations = [
        migrations.AddField("importbatch", "may_lower", models.BooleanField(db_default=False)),
        migrations.AddField("stay", "journey", models.DateField(null=True)),
        migrations.AddField("stay", "filed_at", models.DateTimeField(null=True)),
        migrations.AddField("stay", "provenance", models.SmallIntegerField(null=True)),
    ]
