"""Who works with the tables owns none: no guard of the audit can be taken off by what the doors run
as. On a real system, made new and made by an earlier release."""

from __future__ import annotations

import psycopg
import pytest

from fangxian.kernel.database import APP, Cluster

from .system import System

FORBIDDEN = (
    "ALTER TABLE kernel_auditline DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_is_append_only ON kernel_auditline",
    "DROP TABLE kernel_auditline",
    "TRUNCATE kernel_auditline",
    "TRUNCATE people_person CASCADE",
    "UPDATE kernel_auditline SET actor = 'x'",
    "DELETE FROM kernel_auditline",
    "DELETE FROM kernel_audithead",
    "DELETE FROM django_migrations",
    "CREATE TABLE mine (id int)",
    "ALTER ROLE fangxian_app SUPERUSER",
    "SET ROLE fangxian",
    "SET session_replication_role = replica",
    "ALTER FUNCTION audit_is_append_only() RENAME TO nothing",
    "COPY people_person TO PROGRAM 'cat'",
)


@pytest.fixture
def held(migrated: System):
    """The system's database, running, and how either role reaches it."""
    cluster = Cluster.at(migrated.data)
    with cluster.held():
        yield migrated.server | {"user": APP, "password": cluster.app_password()}, migrated.server


def test_the_application_can_read_and_write_and_nothing_more(migrated, held):
    as_app, _ = held
    with psycopg.connect(**as_app, autocommit=True) as server:
        assert server.execute("SELECT count(*) > 0 FROM kernel_auditline").fetchone() == (True,)
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                server.execute(statement)
        owns = server.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [APP])
        assert owns.fetchone() == (0,)
        server.execute("CREATE TEMP TABLE draft (id int)")
        server.execute("ANALYZE people_person")
        made = server.execute("SELECT to_regclass('venues_visit_d20990101')").fetchone()
        server.execute("SELECT venues_make_day('2099-01-01', '2099-01-01', '2099-01-02')")
        server.execute("SELECT count(*) FROM venues_visit_d20990101")
        server.execute("SELECT venues_drop_day('2099-01-01')")
        assert made == (None,)


def test_a_cluster_of_an_earlier_release_gets_its_roles_at_the_next_start(migrated, held):
    as_app, as_owner = held
    with psycopg.connect(**as_owner, autocommit=True) as server:
        server.execute(f"DROP OWNED BY {APP}")
        server.execute(f"DROP ROLE {APP}")
    (migrated.data / "database.app.password").unlink()
    migrated.fangxian("access", "accounts")
    with psycopg.connect(
        **as_app | {"password": Cluster.at(migrated.data).app_password()}
    ) as server:
        server.execute("SELECT count(*) FROM people_person")


def test_a_lost_password_is_set_anew_and_the_doctor_says_who_works(migrated, held):
    (migrated.data / "database.app.password").unlink()
    migrated.fangxian("access", "accounts")
    said = {one["check"]: one["standing"] for one in migrated.json("doctor")}
    assert said["role"] == "ok"
