"""A filing is laid again as it was laid: as a correction of the journey that then stood, or not.

What is known of it today: an accepted claim, and what was filed with the link of a first receipt,
which of strangers' filings about somebody known are nearly all that were laid at all.
"""

from typing import ClassVar

from django.db import migrations, models

CLAIMS = "UPDATE arrivals_filing SET corrects = true WHERE way_in = 'claim'"
LINKS = """
UPDATE arrivals_filing f SET corrects = true
  FROM arrivals_receipt r JOIN arrivals_filing last ON last.id = r.filing_id
 WHERE r.first AND f.person_id = last.person_id AND f.way_in = 'public'
   AND f.received_at > r.issued_at
   AND (f.id = last.id OR (f.provenance = 1 AND f.id < last.id))
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0017_where_an_answer_holds")]
    operations: ClassVar = [
        migrations.AddField("filing", "corrects", models.BooleanField(db_default=False)),
        migrations.RunSQL(CLAIMS, migrations.RunSQL.noop),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
    ]
