"""When a proven phone last signed in with a one-time password: from then its proof has its days."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0008_every_cut")]
    operations: ClassVar = [
        migrations.AddField(
            "person", "seen_index", models.BinaryField(max_length=16, null=True)
        ),
        migrations.AddField("person", "seen_at", models.DateTimeField(null=True)),
    ]
