"""Verdicts and courses are kept by the screening room. A declaration goes on naming what stands of
it, for lists and counts; measures are counted by the subject that a declaration is.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

KIND = "arrivals.declaration"
MEASURES = f"""
    INSERT INTO arrivals_measuretally (place, overseas, measure, day, people)
    SELECT d.place, d.overseas, p.measure, step.day, sum(step.people)
    FROM (%s) AS d JOIN screening_subjectrecord AS r ON r.kind = '{KIND}' AND r.number = d.id
    JOIN (%s) AS p ON p.subject_id = r.id
    CROSS JOIN LATERAL (VALUES (p.start, d.n * p.n), (p."end" + 1, -d.n * p.n)) AS step(day, people)
    WHERE step.day IS NOT NULL AND (p."end" IS NULL OR p."end" >= p.start)
    GROUP BY 1, 2, 3, 4 HAVING sum(step.people) <> 0"""
PEOPLE = """
    INSERT INTO arrivals_peopletally
        (place, class_code, colour, overseas, uncertain, lacking, lost, people)
    SELECT left(place, 9), class_code, colour, coalesce(overseas, false), uncertain,
        missing <> '{}', unresolved <> '{}', sum(n)
    FROM (%s) AS changed
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0"""
HELD = f"""
    SELECT id, left(place, 9) AS place, coalesce(overseas, false) AS overseas, 1 AS n
    FROM arrivals_declaration
    WHERE id IN (SELECT r.number FROM (%1$s) AS p JOIN screening_subjectrecord AS r
                     ON r.id = p.subject_id AND r.kind = '{KIND}')
    ORDER BY id FOR NO KEY UPDATE"""
EVERY_PHASE = 'SELECT subject_id, measure, start, "end", 1 AS n FROM screening_phase'
MOVED = """
    SELECT id, left(place, 9) AS place, coalesce(overseas, false) AS overseas, sum(n) AS n
    FROM (%s) AS changed GROUP BY 1, 2, 3 HAVING sum(n) <> 0"""
EVERY = 500  # statements on phases before rows of one kind are drawn together

# Who moves to another township, or is found to come from abroad, takes their course along.
DECLARATIONS = f"""
CREATE OR REPLACE FUNCTION arrivals_tally_declarations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql${PEOPLE}$sql$, arrivals_changed(TG_OP));
    EXECUTE format($sql${MEASURES % (MOVED, EVERY_PHASE)}$sql$, arrivals_changed(TG_OP));
    RETURN NULL;
END $$;
"""
# The people are held while they are looked at: nobody moves before the counting is done.
PHASES = f"""
CREATE OR REPLACE FUNCTION arrivals_tally_phases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql${MEASURES % (HELD, "%1$s")}$sql$, arrivals_changed(TG_OP));
    IF nextval('arrivals_tally_turn') % {EVERY} = 0 THEN
        PERFORM arrivals_fold_tallies();
    END IF;
    RETURN NULL;
END $$;
"""
# What was told and not yet reacted to is told in today's words.
FACTS = f"""
UPDATE kernel_factrow
   SET name = 'screening.VerdictsChanged',
       payload = jsonb_build_object('kind', '{KIND}', 'numbers', payload -> 'declaration_ids',
                                    'on', payload -> 'on')
 WHERE name = 'arrivals.PeopleScreened';
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("arrivals", "0021_why_an_override_went"),
        ("screening", "0001_initial"),
        ("kernel", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(DECLARATIONS + PHASES, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="declaration",
                    name="screening",
                    field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="screening.screening"),
                ),
                migrations.DeleteModel(name="Screening"),
                migrations.DeleteModel(name="Phase"),
            ],
        ),
        migrations.RunSQL(FACTS, migrations.RunSQL.noop),
    ]
