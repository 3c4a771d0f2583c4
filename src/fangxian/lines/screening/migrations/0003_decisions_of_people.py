"""What people decided beside the table (人工改判) is of subjects, and moves from the room that knows
arrivals to the room that decides. The table changes hands and keeps every row and number.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

KIND = "arrivals.declaration"
OLD, NEW = "arrivals.withdraw_override", "screening.withdraw_override"
# Whoever was decided on is on record; where a fall of the machine came between, they are now.
MISSING = f"""
INSERT INTO screening_subjectrecord (kind, number, person_id, place, disease, class_code, colour,
                                     uncertain, free_from, screening_id)
SELECT '{KIND}', d.id, d.person_id, d.place, %s, d.class_code, d.colour, d.uncertain, d.free_from,
       d.screening_id
  FROM arrivals_declaration d
 WHERE EXISTS (SELECT FROM arrivals_override o WHERE o.declaration_id = d.id)
   AND NOT EXISTS (SELECT FROM screening_subjectrecord r WHERE r.kind = '{KIND}' AND r.number = d.id)
"""
HANDED = f"""
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE arrivals_override RENAME TO screening_override;
ALTER SEQUENCE arrivals_override_id_seq RENAME TO screening_override_id_seq;
ALTER TABLE screening_override RENAME COLUMN declaration_id TO subject_id;
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT conname FROM pg_constraint
                WHERE conrelid = 'screening_override'::regclass AND contype = 'f' LOOP
        EXECUTE format('ALTER TABLE screening_override DROP CONSTRAINT %I', one);
    END LOOP;
END $$;
UPDATE screening_override o SET subject_id = r.id
  FROM screening_subjectrecord r WHERE r.kind = '{KIND}' AND r.number = o.subject_id;
ALTER TABLE screening_override ADD CONSTRAINT screening_override_subject_id_fk
    FOREIGN KEY (subject_id) REFERENCES screening_subjectrecord (id) DEFERRABLE INITIALLY DEFERRED;
"""
# What was told and not yet reacted to, and what waits for a second person, in today's words.
WAITING = f"""
UPDATE kernel_factrow SET name = 'screening.OverrideDecided' WHERE name = 'arrivals.OverrideDecided';
UPDATE access_deedasked SET deed = '{NEW}' WHERE deed = '{OLD}';
UPDATE codes_freed SET how = '{NEW}' WHERE how = '{OLD}';
"""


def missing(apps, schema_editor):
    """Of the disease that the house works against: the only one that declarations are of."""
    from fangxian.ground.policy import api as policy
    from fangxian.kernel import clock

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM arrivals_override)")
        if cursor.fetchone()[0]:
            cursor.execute(MISSING, [policy.disease_on(clock.today())])


class Migration(migrations.Migration):
    run_before: ClassVar = [("access", "0009_operations_asked")]  # WAITING names the table of then
    dependencies: ClassVar = [
        ("screening", "0002_diseases_of_standings"),
        ("arrivals", "0023_what_a_pushed_row_says"),
        ("access", "0003_one_hand_and_deeds_asked"),
        ("codes", "0009_freed"),
        ("kernel", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.RunPython(missing, migrations.RunPython.noop),
        migrations.RunSQL(HANDED, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Override",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("class_code", models.CharField(max_length=60)),
                        ("colour", models.CharField(max_length=20)),
                        ("reason", models.CharField(max_length=40)),
                        ("words", models.CharField(max_length=300)),
                        ("until", models.DateField()),
                        ("proposed_by_id", models.BigIntegerField()),
                        ("proposed_at", models.DateTimeField()),
                        ("approved_by_id", models.BigIntegerField(null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_why", models.CharField(blank=True, db_default="", max_length=200)),
                        ("subject", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="overrides", to="screening.subjectrecord")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("approved_by_id__isnull", True), models.Q(("approved_by_id", models.F("proposed_by_id")), _negated=True), _connector="OR"),
                                name="override_two_people",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
    ]
