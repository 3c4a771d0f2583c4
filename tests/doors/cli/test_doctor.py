"""`doctor` says what is wrong in a sentence, and how to mend it."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from fangxian.doors.cli import checks
from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.kernel import audit, clock, clockwork
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditHead, ClockRun, FactRow, Reaction


def standing(check):
    with connection.cursor() as cursor:
        return check(cursor).standing


@pytest.mark.django_db
def test_a_sound_database_has_nothing_wrong():
    with connection.cursor() as cursor:
        found = {
            each.check: each.standing
            for each in checks.inside(cursor)
            if not each.check.startswith("setup.")
        }
    assert found == {
        "database": "ok",
        "tables": "ok",
        "trigrams": "ok",
        "worker": "hint",
        "reactions": "ok",
        "clock": "hint",
        "audit": "ok",
        "database_disk": "ok",
        "sealing": "ok",
        "jobs": "ok",
        "imports": "ok",
        "posts": "ok",
        "role": "hint",
    }


@pytest.mark.django_db
def test_the_check_list_of_the_set_up_is_repeated():
    with connection.cursor() as cursor:
        found = {each.check: each for each in checks.opening(cursor)}
    assert found["setup.county"].standing == "ok"  # the tests stand in Hanyin
    assert found["setup.accounts"].standing == "hint"
    assert "指挥长" in found["setup.accounts"].said.zh
    assert found["setup.households"].standing == "hint"
    assert all(each.way_out.zh for each in found.values() if each.standing != "ok")


@pytest.mark.django_db
def test_a_head_that_is_not_the_last_line_is_wrong():
    audit.write([audit.Note("people.look", SYSTEM)])
    assert standing(checks.audit) == "ok"
    AuditHead.objects.update(number=7)
    assert standing(checks.audit) == "wrong"


@pytest.mark.django_db
def test_due_reactions_without_a_worker_and_failed_ones_are_wrong():
    fact = FactRow.objects.create(name="x.Y", payload={}, at=clock.now(), actor="")
    due = Reaction.objects.create(fact=fact, name="react", deferred_at=clock.now())
    assert standing(checks.worker) == "wrong"
    assert standing(checks.reactions) == "ok"
    due.error = "ValueError('x')"
    due.save()
    assert standing(checks.reactions) == "wrong"


@pytest.mark.django_db
def test_a_work_of_the_clock_that_fails_or_is_late_is_wrong_while_a_worker_lives():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert standing(checks.by_clock) == "ok"
    clockwork.run(clockwork.Every("climb", 5, lambda: None, "in time"))
    assert standing(checks.by_clock) == "ok"
    clockwork.run(clockwork.Every("keys", 60, lambda: 1 / 0, "fails"))
    assert standing(checks.by_clock) == "wrong"
    clockwork.run(clockwork.Every("keys", 60, lambda: None, "mended"))
    ClockRun.objects.filter(name="climb").update(ran_at=F("ran_at") - timedelta(minutes=2))
    assert standing(checks.by_clock) == "wrong"
    ClockRun.objects.filter(name="climb").update(name="of an older release")
    assert standing(checks.by_clock) == "ok"


@pytest.mark.django_db
def test_an_account_that_is_to_act_and_holds_no_post_is_named():
    number = access.open_account("zhang", "张干事", "610921100201", by=SYSTEM).account_id
    access.grant(number, "village", "610921100201", by=SYSTEM)
    with connection.cursor() as cursor:
        found = checks.posts(cursor)
    assert found.standing == "hint"
    assert "张干事" in found.said.zh
    duty.bootstrap_units()
    [unit] = duty.units(SYSTEM.scope("duty.read"), "headquarters")
    duty.seat(duty.posts(unit.id)[0].id, duty.Holder("张干事", number), by=SYSTEM)
    assert standing(checks.posts) == "ok"


@pytest.mark.django_db
def test_a_missing_extension_is_wrong():
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert standing(checks.trigrams) == "wrong"


@pytest.mark.django_db
def test_a_missing_and_an_unknown_migration_are_wrong():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kernel'")
    assert standing(checks.tables) == "wrong"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('kernel', '0999_x', now())"
        )
        assert "更新的版本" in checks.tables(cursor).said.zh


def test_a_key_that_others_can_read_or_that_is_damaged_is_wrong(tmp_path):
    assert checks.key(tmp_path).standing == "hint"
    path = tmp_path / "master.key"
    path.write_bytes(os.urandom(32))
    path.chmod(0o644)
    assert "chmod 600" in checks.key(tmp_path).way_out.en
    path.chmod(0o600)
    assert checks.key(tmp_path).standing == "ok"
    path.write_bytes(b"short")
    assert checks.key(tmp_path).standing == "wrong"


@pytest.mark.parametrize("embedded", [True, False])
def test_the_disk_is_that_of_the_database_wherever_the_data_folder_lies(
    settings, tmp_path, embedded
):
    """The folder of marks and messages may be another one, and empty."""
    settings.FANGXIAN_DATA = tmp_path / "elsewhere"
    settings.FANGXIAN_DATABASE_FILES = tmp_path if embedded else None
    assert checks.database_disk(None).standing == ("ok" if embedded else "hint")


def test_a_full_disk_is_wrong(tmp_path, monkeypatch):
    assert checks.disk(tmp_path / "not" / "there").said.zh
    monkeypatch.setattr(checks, "LEAST_FREE", 10**18)
    monkeypatch.setattr(checks, "EASY_FREE", 10**19)
    assert checks.disk(tmp_path).standing == "wrong"


@pytest.mark.kill
def test_doctor_on_a_filled_folder_answers_for_scripts(standing):
    found = {each["check"]: each["standing"] for each in standing.json("doctor")}
    assert "wrong" not in found.values()
    assert {"settings", "disk", "key", "clock", "database", "tables", "trigrams"} <= set(found)


@pytest.mark.kill
def test_a_wrong_setting_is_a_sentence_and_1(standing, monkeypatch):
    monkeypatch.setattr(
        type(standing), "environment", {**os.environ, "FANGXIAN_PLAEC": "1", "LANG": "en"}
    )
    assert "Unknown setting: FANGXIAN_PLAEC" in standing.fangxian("doctor", code=1).stdout
