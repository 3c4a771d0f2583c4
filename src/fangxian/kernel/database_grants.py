"""What the application's role may do with the tables: read and write rows, and no more.

It owns nothing, so it can take no guard off, empty no table and change none; the audit's lines it
can only add to. What has to make or drop a table is a function of the owner's (`lines/venues`).
"""

from __future__ import annotations

from django.db import connection
from psycopg import sql

ROWS = "SELECT, INSERT, UPDATE, DELETE"
GIVEN = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    f"GRANT {ROWS} ON ALL TABLES IN SCHEMA public TO {{app}}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {app}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {ROWS} ON TABLES TO {{app}}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {app}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}",
    "REVOKE UPDATE, DELETE ON kernel_auditline FROM {app}",
    "REVOKE DELETE ON kernel_audithead FROM {app}",
)
# The planner looks at tables that have just grown (kernel.bulk); before 17 only an owner may, and
# PostgreSQL passes over it with a warning.
MAINTAINED = 170_000
MAINTAIN = "GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {app}"
LACKS = """
    SELECT coalesce(bool_or(NOT has_table_privilege(%(app)s, c.oid, 'SELECT')), false)
        OR bool_or(c.relname = 'kernel_auditline' AND has_table_privilege(%(app)s, c.oid, 'DELETE'))
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""


def lacks(app: str) -> bool:
    """Whether the role has less than it needs, or more than it should. As the owner."""
    with connection.cursor() as cursor:
        cursor.execute(LACKS, {"app": app})
        return bool(cursor.fetchone()[0])


def give(app: str) -> None:
    """Give the role what it needs. As the owner; given twice it is the same."""
    role = sql.Identifier(app)
    with connection.cursor() as cursor:
        newer = cursor.connection.info.server_version >= MAINTAINED
        for statement in (*([MAINTAIN] if newer else []), *GIVEN):
            cursor.execute(sql.SQL(statement).format(app=role))
