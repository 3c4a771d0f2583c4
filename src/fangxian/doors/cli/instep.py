"""Tables and first contents in step with the programs. One process does it, others wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from fangxian.doors.cli.say import tell
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


def bring() -> None:
    """Migrate if a migration is missing, then fill what every county starts with."""
    if newer := unknown():
        raise DatabaseNewer(names=", ".join(sorted(".".join(name) for name in newer)[:3]))
    if missing():
        with _alone():
            if missing():
                tell("更新数据库表…", "Bringing the tables in step…")
                call_command("migrate", verbosity=0, interactive=False)
    _first_contents()


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
    from fangxian.ground.access import api as access
    from fangxian.ground.places import api as places
    from fangxian.kernel import outbox
    from fangxian.lines.zones import api as zones

    with _alone():
        access.settle_key()
        access.bootstrap()
        if places.bootstrap():
            outbox.settle()  # units for the new places: no worker need be running yet
        zones.bootstrap()
