"""Claims beside the record, and by whose word each filing and each standing value is.

What is on record stays as it stands. A filing's provenance follows from its way in; a declaration
and a person stand by the best word that was filed for them, so that nothing an official or a list
took part in is open to strangers; who was entered by hand stands by an official's.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

FILINGS = """
UPDATE arrivals_filing SET provenance = CASE
    WHEN way_in IN ('township', 'checkpoint') THEN 4
    WHEN way_in IN ('file', 'pushed', 'rest') THEN 3
    ELSE 1 END
"""
STANDING = """
UPDATE {table} t SET provenance = best.word
  FROM (SELECT person_id, max(provenance) AS word FROM arrivals_filing GROUP BY person_id) best
 WHERE best.person_id = t.{person}
"""
LISTED = """
UPDATE people_person p SET provenance = 3
 WHERE p.provenance < 3 AND EXISTS (SELECT FROM arrivals_pusheditem i WHERE i.person_id = p.id)
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("arrivals", "0007_import_choices"),
        ("people", "0006_provenance"),
    ]
    operations: ClassVar = [
        migrations.AddField("filing", "provenance", models.SmallIntegerField(db_default=4)),
        migrations.AddField("declaration", "provenance", models.SmallIntegerField(db_default=4)),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                )),
                ("way_in", models.CharField(max_length=12)),
                ("provenance", models.SmallIntegerField()),
                ("filed_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("arrival", models.DateField()),
                ("digest", models.BinaryField(max_length=16, unique=True)),
                ("phone_index", models.BinaryField(db_index=True, max_length=16, null=True)),
                ("sealed_cells", models.BinaryField()),
                ("graver", models.BooleanField(default=False)),
                ("state", models.CharField(max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("person", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="people.person",
                )),
            ],
            options={"indexes": [models.Index(
                condition=models.Q(("state", "waiting")), fields=["person"], name="claim_waiting"
            )]},
        ),
        migrations.AddField("receipt", "claim", models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
            to="arrivals.claim",
        )),
        migrations.AlterField("receipt", "declaration", models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.CASCADE, related_name="receipts",
            to="arrivals.declaration",
        )),
        migrations.AlterField("receipt", "filing", models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
            to="arrivals.filing",
        )),
        migrations.RunSQL(FILINGS, migrations.RunSQL.noop),
        migrations.RunSQL(
            STANDING.format(table="arrivals_declaration", person="person_id"),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            STANDING.format(table="people_person", person="id"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(LISTED, migrations.RunSQL.noop),
    ]
