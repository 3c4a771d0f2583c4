"""A document's type is a guess where nothing but strangers' words is known of its bearer: an
official who states another finds the person by it."""

from typing import ClassVar

from django.db import migrations

UNPROVEN = """
UPDATE people_document d SET guessed = true
  FROM people_person p
 WHERE p.id = d.person_id AND p.provenance = 1 AND NOT d.guessed
   AND NOT EXISTS (SELECT FROM jsonb_each_text(p.as_of) said WHERE said.value ~ ' [234]$')
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0006_provenance")]
    operations: ClassVar = [migrations.RunSQL(UNPROVEN, migrations.RunSQL.noop)]
