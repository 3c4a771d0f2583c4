"""Every phone of which 不是我 was said is kept, not only the last; a merge remembers whether it gave
the kept record its household."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models

KEEP = "UPDATE people_person SET cuts = ARRAY[cut_index] WHERE cut_index IS NOT NULL"
BACK = "UPDATE people_person SET cut_index = cuts[1]"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0007_what_anybody_called_a_document")]
    operations: ClassVar = [
        migrations.AddField(
            "person", "cuts",
            django.contrib.postgres.fields.ArrayField(
                models.BinaryField(max_length=16), db_default=[], default=list
            ),
        ),
        migrations.RunSQL(KEEP, BACK),
        migrations.RemoveField("person", "cut_index"),
        migrations.AddField(
            "mergerecord", "moved_in", models.BooleanField(db_default=False)
        ),
    ]
