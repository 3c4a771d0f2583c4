"""Sign-ins that were ended before their time."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0011_a_picture_with_an_appeal")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="EndedSession",
            fields=[
                (
                    "session",
                    models.BinaryField(max_length=8, primary_key=True, serialize=False),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
    ]
