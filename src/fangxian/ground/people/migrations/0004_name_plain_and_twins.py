"""A name's letters beside it, by which it is found; which documents' types were guessed; and room
for two persons under two writings of one number, until they are merged."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_proven_phone")]
    operations: ClassVar = [
        migrations.AlterField("person", "name", models.CharField(max_length=120)),
        migrations.AddField(
            "person", "name_plain", models.CharField(db_default="", max_length=120)
        ),
        migrations.RemoveIndex("person", "person_by_name"),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["name_plain"], name="person_by_name", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.AddField("document", "guessed", models.BooleanField(db_default=False)),
        migrations.AddField("document", "twin", models.PositiveSmallIntegerField(db_default=0)),
        migrations.RemoveConstraint("document", "document_once"),
        migrations.AddConstraint(
            "document",
            models.UniqueConstraint(
                fields=["number_index", "type", "twin"], name="document_once"
            ),
        ),
    ]
