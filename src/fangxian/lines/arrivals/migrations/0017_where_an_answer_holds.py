"""An answer about an address names where it holds for others. Those from before hold in the township of
whoever was asked, until the county agrees. A claim names the account that brought it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

MARKS = r"[\s,.;:()/|_、。·-]+"
TOWNSHIP = """
UPDATE arrivals_stayanswer a SET holds_in = ARRAY[left(d.place, 9)]
  FROM arrivals_declaration d WHERE d.person_id = a.person_id AND a.finer
"""


def name_again(apps: Any, _: Any) -> None:
    """By words of which the marks between two figures stay: 3-12 is not 31-2."""
    for one in apps.get_model("arrivals", "StayAnswer").objects.iterator():
        text = unicodedata.normalize("NFKC", one.text).lower()
        text = re.sub(rf"(?<=\d){MARKS}(?=\d)", "-", text)
        text = re.sub(rf"(?<!\d){MARKS}|{MARKS}(?!\d)", "", text)
        key = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        if key != one.key:
            one.key = key
            one.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0016_claims_of_an_import")]
    operations: ClassVar = [
        migrations.AddField(
            "stayanswer", "holds_in",
            ArrayField(models.CharField(max_length=15), default=list, size=None),
        ),
        migrations.AddField("stayanswer", "agreed_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("stayanswer", "agreed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "stayanswer", "undone_why", models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField("claim", "brought_by_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(TOWNSHIP, migrations.RunSQL.noop),
        migrations.RunPython(name_again, migrations.RunPython.noop),
    ]
