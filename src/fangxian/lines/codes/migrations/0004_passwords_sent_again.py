"""A password that is sent again, and who asked and tried. Passwords of before live out their minutes."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0003_other_decisions")]
    operations: ClassVar = [
        migrations.AddField("phonelogin", "made_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "phonelogin", "asker", models.BinaryField(max_length=16, db_default=b"")
        ),
        migrations.AddField("phonelogin", "tries_by", models.JSONField(db_default={})),
    ]
