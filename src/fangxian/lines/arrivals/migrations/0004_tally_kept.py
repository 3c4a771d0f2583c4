"""The database keeps count of people and measures, whoever writes (decision 13)."""

from typing import ClassVar

from django.db import migrations

EVERY = 500  # statements on phases before rows of one kind are drawn together

PEOPLE = """
    INSERT INTO arrivals_peopletally
        (place, class_code, colour, overseas, uncertain, lacking, lost, people)
    SELECT left(place, 9), class_code, colour, coalesce(overseas, false), uncertain,
        missing <> '{}', unresolved <> '{}', sum(n)
    FROM (%s) AS changed
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0"""
MEASURES = """
    INSERT INTO arrivals_measuretally (place, overseas, measure, day, people)
    SELECT d.place, d.overseas, p.measure, step.day, sum(step.people)
    FROM (%s) AS d JOIN (%s) AS p ON p.declaration_id = d.id
    CROSS JOIN LATERAL (VALUES (p.start, d.n * p.n), (p."end" + 1, -d.n * p.n)) AS step(day, people)
    WHERE step.day IS NOT NULL AND (p."end" IS NULL OR p."end" >= p.start)
    GROUP BY 1, 2, 3, 4 HAVING sum(step.people) <> 0"""
EVERYBODY = """
    SELECT id, left(place, 9) AS place, coalesce(overseas, false) AS overseas, 1 AS n
    FROM arrivals_declaration"""
HELD = "\n".join(
    (
        EVERYBODY,
        "WHERE id IN (SELECT declaration_id FROM (%1$s) AS p) ORDER BY id FOR NO KEY UPDATE",
    )
)
EVERY_PHASE = 'SELECT declaration_id, measure, start, "end", 1 AS n FROM arrivals_phase'
MOVED = """
    SELECT id, left(place, 9) AS place, coalesce(overseas, false) AS overseas, sum(n) AS n
    FROM (%s) AS changed GROUP BY 1, 2, 3 HAVING sum(n) <> 0"""

# Rows that came count 1, rows that went -1. The statements are put together and planned anew
# each time: a plan made for one row is no good for sixty thousand.
CHANGED = """
CREATE FUNCTION arrivals_changed(deed text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE deed
        WHEN 'INSERT' THEN 'SELECT *, 1 AS n FROM came'
        WHEN 'DELETE' THEN 'SELECT *, -1 AS n FROM went'
        ELSE 'SELECT *, 1 AS n FROM came UNION ALL SELECT *, -1 FROM went' END
$$;
"""
# Who moves to another township, or is found to come from abroad, takes their course along.
DECLARATIONS = f"""
CREATE FUNCTION arrivals_tally_declarations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql${PEOPLE}$sql$, arrivals_changed(TG_OP));
    EXECUTE format($sql${MEASURES % (MOVED, EVERY_PHASE)}$sql$, arrivals_changed(TG_OP));
    RETURN NULL;
END $$;
"""
# The people are held while they are looked at: nobody moves before the counting is done.
PHASES = f"""
CREATE FUNCTION arrivals_tally_phases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql${MEASURES % (HELD, "%1$s")}$sql$, arrivals_changed(TG_OP));
    IF nextval('arrivals_tally_turn') % {EVERY} = 0 THEN
        PERFORM arrivals_fold_tallies();
    END IF;
    RETURN NULL;
END $$;
"""
# Only one folds at a time and nobody waits for it: what others append is not touched.
FOLD = """
CREATE SEQUENCE arrivals_tally_turn;
CREATE FUNCTION arrivals_fold_tallies() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('arrivals.tally')) THEN
        RETURN;
    END IF;
    WITH drawn AS (DELETE FROM arrivals_peopletally RETURNING *)
    INSERT INTO arrivals_peopletally
        (place, class_code, colour, overseas, uncertain, lacking, lost, people)
    SELECT place, class_code, colour, overseas, uncertain, lacking, lost, sum(people)
    FROM drawn GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(people) <> 0;
    WITH drawn AS (DELETE FROM arrivals_measuretally RETURNING *)
    INSERT INTO arrivals_measuretally (place, overseas, measure, day, people)
    SELECT place, overseas, measure, day, sum(people)
    FROM drawn GROUP BY 1, 2, 3, 4 HAVING sum(people) <> 0;
END $$;
"""
EMPTIED = """
CREATE FUNCTION arrivals_tally_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'arrivals_declaration' THEN
        DELETE FROM arrivals_peopletally;
    END IF;
    DELETE FROM arrivals_measuretally;
    RETURN NULL;
END $$;
"""


def triggers(table: str, function: str) -> str:
    """After every kind of statement on a table."""
    return f"""
CREATE TRIGGER tally_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER tally_update AFTER UPDATE ON {table}
    REFERENCING NEW TABLE AS came OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER tally_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER tally_truncate AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION arrivals_tally_emptied();
"""


FILL = PEOPLE % "SELECT *, 1 AS n FROM arrivals_declaration" + ";" + MEASURES % (
    EVERYBODY, EVERY_PHASE,
) + ";"
KEEP = (
    CHANGED + FOLD + EMPTIED + DECLARATIONS + PHASES
    + triggers("arrivals_declaration", "arrivals_tally_declarations")
    + triggers("arrivals_phase", "arrivals_tally_phases")
    + FILL
)
LEAVE = """
DROP FUNCTION arrivals_tally_declarations() CASCADE;
DROP FUNCTION arrivals_tally_phases() CASCADE;
DROP FUNCTION arrivals_tally_emptied() CASCADE;
DROP FUNCTION arrivals_fold_tallies();
DROP FUNCTION arrivals_changed(text);
DROP SEQUENCE arrivals_tally_turn;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0003_place_prefixes_and_tally")]
    operations: ClassVar = [migrations.RunSQL(KEEP, LEAVE)]
