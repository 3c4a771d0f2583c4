"""A day's table is made and dropped by the owner of the tables, whoever asks: the application's role
owns none. The names and bounds are made here, so nothing else can be made or dropped by it."""

from typing import ClassVar

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION venues_make_day(day date, starts timestamptz, ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := 'venues_visit_d' || to_char(day, 'YYYYMMDD');
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE venues_visit INCLUDING ALL)', name);
    EXECUTE format('WITH moved AS (DELETE FROM venues_visit_rest WHERE at >= $1 AND at < $2 RETURNING *)'
                   ' INSERT INTO %I SELECT * FROM moved', name) USING starts, ends;
    EXECUTE format('ALTER TABLE venues_visit ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   name, starts, ends);
END $$;
CREATE FUNCTION venues_drop_day(day date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := 'venues_visit_d' || to_char(day, 'YYYYMMDD'); visits bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I', name) INTO visits;
    EXECUTE format('DROP TABLE %I', name);
    RETURN visits;
END $$;
"""
GONE = """
DROP FUNCTION venues_make_day(date, timestamptz, timestamptz);
DROP FUNCTION venues_drop_day(date);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("venues", "0004_names_of_one_length")]
    operations: ClassVar = [migrations.RunSQL(FUNCTIONS, GONE)]
