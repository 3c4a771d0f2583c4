"""Tables and first contents in step with the programs. One process does it, others wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing, NodeNotFoundError
from django.db.migrations.recorder import MigrationRecorder

from fangxian.doors.cli.say import tell
from fangxian.kernel import database_grants
from fangxian.kernel.database import as_owner
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

LOCK = 0x0FA9_61A1  # any number that nobody else of this database uses


class DatabaseNewer(Refusal):
    code = "cli.database_newer"
    status = 409
    sentence = Text(
        "数据库由更新的版本写成({names}),本程序不认识。",
        "The database was written by a newer release ({names}), which this one does not know.",
    )
    way_out = Text(
        "请升级程序后再启动,或从备份恢复旧库。",
        "Upgrade the programs, or restore a backup of the older database.",
    )


class DemoOfAnother(Refusal):
    code = "cli.demo_of_another"
    status = 409
    sentence = Text(
        "演示目录 {data} 是另一个版本装入的({why}),这个版本接不上。",
        "The demo in {data} was made by another release ({why}) that this one cannot go on from.",
    )
    way_out = Text(
        "演示数据都是编的,可以删:运行 fangxian demo reset,再 fangxian demo up。",
        "Its data are made up and may go: run fangxian demo reset, then fangxian demo up.",
    )


class UpgradeFailed(Refusal):
    code = "cli.upgrade_failed"
    status = 500
    sentence = Text("数据库升级没有完成:{why}", "The database could not be brought in step: {why}")
    way_out = Text(
        "没有数据丢失。请装回原来的版本继续使用,并附上这句话报告。",
        "Nothing is lost. Go back to the release before and report this sentence.",
    )


def bring() -> None:
    """Migrate if a migration is missing, by the role that owns the tables; then fill what every
    county starts with, by the one that works with them."""
    with as_owner() as app:
        _bring_tables()
        if app and database_grants.lacks(app):
            with _alone():
                database_grants.give(app)
    _first_contents()


def _bring_tables() -> None:
    if newer := unknown():
        names = ", ".join(sorted(".".join(name) for name in newer)[:3])
        if settings.FANGXIAN_DEMO:
            raise DemoOfAnother(data=settings.FANGXIAN_DATA, why=names)
        raise DatabaseNewer(names=names)
    if missing():
        with _alone():
            if missing():
                tell("更新数据库表…", "Bringing the tables in step…")
                _migrate()


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, MigrationSchemaMissing, NodeNotFoundError, ValueError) as error:
        why = str(error).strip().splitlines()[0] if str(error) else type(error).__name__
        if settings.FANGXIAN_DEMO:
            raise DemoOfAnother(data=settings.FANGXIAN_DATA, why=why) from error
        raise UpgradeFailed(why=why) from error


def missing() -> frozenset[tuple[str, str]]:
    """Migrations on disk that the database does not have. Reads names, loads nothing."""
    return _on_disk() - frozenset(MigrationRecorder(connection).applied_migrations())


def unknown() -> frozenset[tuple[str, str]]:
    """Migrations of ours in the database that this release does not know."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("fangxian.")}
    applied = frozenset(MigrationRecorder(connection).applied_migrations())
    return frozenset(name for name in applied - _on_disk() if name[0] in ours)


def _on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # another's migration may take its time
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _first_contents() -> None:
    """Roles, divisions and their units: what has been done is not done again."""
    from fangxian.ground.access import pages as access
    from fangxian.ground.places import pages as places
    from fangxian.kernel import home, outbox
    from fangxian.lines.zones import pages as zones

    with _alone():
        access.settle_key()
        access.bootstrap()
        if settings.FANGXIAN_COUNTY and not home.chosen():
            home.keep(county=settings.FANGXIAN_COUNTY)  # a command without the setting knows it too
        if places.bootstrap():
            outbox.settle()  # units for the new places: no worker need be running yet
        zones.bootstrap()
