"""By whose word a person's fields stand, and the phone of which was said that it is somebody else's."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_names_and_permits_in_one_form")]
    operations: ClassVar = [
        migrations.AddField("person", "provenance", models.SmallIntegerField(db_default=4)),
        migrations.AddField("person", "cut_index", models.BinaryField(max_length=16, null=True)),
    ]
