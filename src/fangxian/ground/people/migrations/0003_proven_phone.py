"""The phone that may sign in, apart from the one that was written down last."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_place_prefixes")]
    operations: ClassVar = [
        migrations.AddField("person", "proven_index", models.BinaryField(max_length=16, null=True)),
        migrations.AddField("person", "proven_sealed", models.BinaryField(db_default=b"")),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("proven_index__isnull", False)),
                fields=["proven_index"],
                name="person_by_proven",
            ),
        ),
    ]
