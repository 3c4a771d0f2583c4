"""What was decided moves from the room that knows arrivals to the room that decides.

The tables of verdicts and courses change hands and keep every row and number: a subject's number is
that of the declaration it was. What stands of each is read off the declarations.
"""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

KIND = "arrivals.declaration"
SUBJECTS = f"""
INSERT INTO screening_subjectrecord (id, kind, number, person_id, place, disease, class_code, colour,
                                     uncertain, free_from, screening_id)
SELECT id, '{KIND}', id, person_id, place, '', class_code, colour, uncertain, free_from, screening_id
  FROM arrivals_declaration;
SELECT setval(pg_get_serial_sequence('screening_subjectrecord', 'id'),
              coalesce((SELECT max(id) FROM screening_subjectrecord), 0) + 1, false);
"""
DAYS = 'SELECT DISTINCT s."on" FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id'
OF_A_DAY = """
UPDATE screening_subjectrecord r SET disease = %s
  FROM screening_screening s WHERE s.id = r.screening_id AND s."on" = %s
"""


def handed(table: str) -> str:
    """Of a table of ours: its rows belong to subjects, which have the numbers of declarations."""
    return f"""
ALTER TABLE arrivals_{table} RENAME TO screening_{table};
ALTER SEQUENCE arrivals_{table}_id_seq RENAME TO screening_{table}_id_seq;
ALTER TABLE screening_{table} RENAME COLUMN declaration_id TO subject_id;
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT conname FROM pg_constraint
                WHERE conrelid = 'screening_{table}'::regclass AND contype = 'f' LOOP
        EXECUTE format('ALTER TABLE screening_{table} DROP CONSTRAINT %I', one);
    END LOOP;
END $$;
ALTER TABLE screening_{table} ADD CONSTRAINT screening_{table}_subject_id_fk
    FOREIGN KEY (subject_id) REFERENCES screening_subjectrecord (id) DEFERRABLE INITIALLY DEFERRED;
"""


def diseases(apps, schema_editor):
    """That which the house worked against on the day of each verdict; of who has none, today."""
    from fangxian.ground.policy import api as policy
    from fangxian.kernel import clock

    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DAYS)
        for (day,) in cursor.fetchall():
            cursor.execute(OF_A_DAY, [policy.disease_on(day), day])
        cursor.execute("SELECT EXISTS (SELECT FROM screening_subjectrecord WHERE disease = '')")
        if cursor.fetchone()[0]:
            today = policy.disease_on(clock.today())
            cursor.execute("UPDATE screening_subjectrecord SET disease = %s WHERE disease = ''", [today])


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0001_initial"),
        ("arrivals", "0021_why_an_override_went"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SubjectRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("number", models.BigIntegerField()),
                ("place", models.CharField(max_length=15)),
                ("disease", models.CharField(max_length=40)),
                ("class_code", models.CharField(blank=True, max_length=60)),
                ("colour", models.CharField(blank=True, max_length=20)),
                ("uncertain", models.BooleanField(default=False)),
                ("free_from", models.DateField(null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Screening",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("on", models.DateField()),
                        ("place", models.CharField(max_length=15)),
                        ("edition", models.CharField(max_length=200)),
                        ("pack_hash", models.CharField(max_length=64)),
                        ("lists", models.CharField(blank=True, max_length=64)),
                        ("facts", models.JSONField()),
                        ("listing", models.JSONField(null=True)),
                        ("verdict", models.JSONField()),
                        ("class_code", models.CharField(max_length=60)),
                        ("colour", models.CharField(max_length=20)),
                        ("uncertain", models.BooleanField(default=False)),
                        ("digest", models.BinaryField(max_length=16)),
                        ("subject", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="screenings", to="screening.subjectrecord")),
                    ],
                    options={"indexes": [models.Index(fields=["subject", "-id"], name="screening_newest")]},
                ),
                migrations.CreateModel(
                    name="Phase",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("measure", models.CharField(max_length=40)),
                        ("start", models.DateField()),
                        ("end", models.DateField(null=True)),
                        ("tests", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None)),
                        ("subject", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="screening.subjectrecord")),
                    ],
                    options={"indexes": [models.Index(fields=["measure", "start", "end"], name="phase_by_measure")]},
                ),
            ],
        ),
        migrations.AddField(
            model_name="subjectrecord",
            name="screening",
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="screening.screening"),
        ),
        migrations.AddConstraint(
            model_name="subjectrecord",
            constraint=models.UniqueConstraint(fields=("kind", "number"), name="subject_once"),
        ),
        migrations.RunSQL(SUBJECTS, migrations.RunSQL.noop),
        migrations.RunSQL(handed("screening") + handed("phase"), migrations.RunSQL.noop),
        migrations.RunPython(diseases, migrations.RunPython.noop),
    ]
