"""What was decided about claims is kept by itself, so that it can be taken back.

Of what was accepted before, the filing is found by whose it is, who filed it and when; what stood of
the person by no filing was not kept.
"""

from typing import ClassVar

import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

DECIDED = """
INSERT INTO arrivals_claimdecision
       (claim_id, state, at, by_id, why, seconded_id, filing_id, changed, asked_why, undone_why, put_back)
SELECT c.id, c.state, c.decided_at, c.decided_by_id, c.why,
       CASE WHEN c.way_in = 'public' THEN c.brought_by_id END,
       CASE WHEN c.state = 'accepted' THEN (
         SELECT f.id FROM arrivals_filing f
          WHERE f.person_id = c.person_id AND f.way_in = 'claim'
            AND f.created_by_id IS NOT DISTINCT FROM c.decided_by_id
            AND f.received_at BETWEEN c.decided_at - interval '2 minutes' AND c.decided_at
          ORDER BY f.received_at DESC, f.id DESC LIMIT 1) END,
       '{}', '', '', '{}'
  FROM arrivals_claim c
 WHERE c.state IN ('accepted', 'set_aside') AND c.decided_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0018_filings_that_put_right")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ClaimDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("why", models.CharField(max_length=200)),
                ("seconded_id", models.BigIntegerField(null=True)),
                ("changed", ArrayField(models.CharField(max_length=20), default=list, size=None)),
                ("sealed_was", models.BinaryField(null=True)),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_why", models.CharField(blank=True, max_length=200)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_id", models.BigIntegerField(null=True)),
                ("undone_why", models.CharField(blank=True, max_length=200)),
                ("put_back", ArrayField(models.CharField(max_length=20), default=list, size=None)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions",
                        to="arrivals.claim",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        db_constraint=False, null=True,
                        on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                        to="arrivals.filing",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="claimdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("claim",),
                name="claim_decided_once",
            ),
        ),
        migrations.RunSQL(DECIDED, migrations.RunSQL.noop),
    ]
