"""A one-time password that a known device asked for is counted by that device alone."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0007_appeals_end")]
    operations: ClassVar = [
        migrations.AlterField("phonelogin", "tries", models.IntegerField(default=0)),
        migrations.AddField("phonelogin", "long", models.BooleanField(db_default=False)),
        *(
            migrations.AddField(
                "phonelogin", name, models.BinaryField(max_length=16, db_default=b"")
            )
            for name in ("wide", "device")
        ),
    ]
