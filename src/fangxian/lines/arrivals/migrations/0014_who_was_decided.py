"""Who was screened before codes knew of decisions: they were decided about, the first time."""

from typing import ClassVar

from django.db import migrations

DECIDED = """
INSERT INTO codes_decision (person_id, key, at)
SELECT d.person_id, 'arrivals.declaration:' || d.id, min(s.at)
  FROM arrivals_declaration d JOIN arrivals_screening s ON s.declaration_id = d.id
 WHERE d.screening_id IS NOT NULL
 GROUP BY d.person_id, d.id
    ON CONFLICT (key) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0013_area_of_an_import"), ("codes", "0005_decisions")]
    operations: ClassVar = [migrations.RunSQL(DECIDED, migrations.RunSQL.noop)]
