"""Numbers are held one by one, however many. Unlogged: no row of it outlives its transaction."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0009_phones_seen")]
    operations: ClassVar = [
        migrations.CreateModel(
            "HeldNumber",
            [
                (
                    "number_index",
                    models.BinaryField(max_length=16, primary_key=True, serialize=False),
                )
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE people_heldnumber SET UNLOGGED",
            "ALTER TABLE people_heldnumber SET LOGGED",
        ),
    ]
