"""What was taken away because its time was over."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0004_audit_head_is_sealed")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("cut_off", models.DateTimeField()),
                ("days", models.IntegerField()),
                ("cited", models.CharField(max_length=200)),
                ("removed", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["purpose", "-at"], name="retention_newest")]},
        ),
    ]
