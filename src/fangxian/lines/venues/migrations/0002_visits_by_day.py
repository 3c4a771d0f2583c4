"""The table of visits: partitioned by day, written by the room's own SQL."""

from django.db import migrations

TABLES = """
CREATE TABLE venues_visit (
    client_id uuid NOT NULL,
    at timestamptz NOT NULL,
    venue_id bigint NOT NULL,
    code_id bigint,
    person_id bigint,
    out_at timestamptz,
    place varchar(15) NOT NULL,
    how varchar(14) NOT NULL,
    group_size smallint NOT NULL DEFAULT 1,
    flags smallint NOT NULL DEFAULT 0,
    device varchar(40) NOT NULL DEFAULT '',
    shown bytea,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, at)
) PARTITION BY RANGE (at);
CREATE INDEX venues_visit_by_venue ON venues_visit (venue_id, at);
CREATE INDEX venues_visit_by_person ON venues_visit (person_id, at);
-- What no day has a partition for (a wrong clock, a night in which the job did not run): kept, never lost.
CREATE TABLE venues_visit_rest PARTITION OF venues_visit DEFAULT;
-- Ids that carry no time of their own: the first time that came with them holds.
CREATE TABLE venues_firsttime (client_id uuid PRIMARY KEY, at timestamptz NOT NULL);
CREATE INDEX venues_firsttime_at ON venues_firsttime (at);
"""
GONE = "DROP TABLE venues_visit; DROP TABLE venues_firsttime;"


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_initial")]

    operations = [migrations.RunSQL(TABLES, GONE)]
