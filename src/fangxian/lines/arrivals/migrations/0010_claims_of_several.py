"""One filing may be a claim about each of several bearers of a number, follows them through a merge,
or asks to have somebody; and which receipt was the first of its declaration."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

FIRST = """
UPDATE arrivals_receipt r SET "first" = true
  FROM (SELECT min(id) AS id FROM arrivals_receipt
         WHERE filing_id IS NOT NULL AND declaration_id IS NOT NULL
         GROUP BY declaration_id) oldest
 WHERE oldest.id = r.id
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0009_lists_of_a_screening")]
    operations: ClassVar = [
        migrations.AlterField("claim", "digest", models.BinaryField(db_index=True, max_length=16)),
        migrations.AddField("claim", "handover", models.BooleanField(db_default=False)),
        migrations.AddField("receipt", "first", models.BooleanField(db_default=False)),
        migrations.AddField("joined", "claims", django.contrib.postgres.fields.ArrayField(
            base_field=models.BigIntegerField(), default=list, size=None
        )),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
    ]
