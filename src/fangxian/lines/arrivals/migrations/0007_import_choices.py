"""What somebody chose for one file: its sheets, and how its times are taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0006_vouched_phones")]

    operations = [
        migrations.AddField("importbatch", "choices", models.JSONField(default=dict)),
    ]
