"""What was laid on people because of a verdict is of the disease of that verdict."""

from typing import ClassVar

from django.db import migrations

DISEASES = """
UPDATE codes_standing s SET disease = r.disease
  FROM screening_subjectrecord r WHERE s.origin = 'screening' AND s.key = r.kind || ':' || r.number;
UPDATE codes_decision d SET disease = r.disease
  FROM screening_subjectrecord r WHERE d.key = r.kind || ':' || r.number;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("screening", "0001_initial"),
        ("codes", "0010_whose_colour_it_is"),
    ]

    operations: ClassVar = [migrations.RunSQL(DISEASES, migrations.RunSQL.noop)]
