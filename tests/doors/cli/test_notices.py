"""What the terminal says of the sending."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from fangxian.doors.cli.notices import group
from fangxian.ground.access import api as access
from fangxian.ground.notices.models import Delivery
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    """The test's own database is open already, and the terminal speaks for the system."""
    from contextlib import nullcontext

    monkeypatch.setattr("fangxian.doors.cli.notices.database", nullcontext)
    monkeypatch.setattr("fangxian.doors.cli.notices.acting", lambda: SYSTEM)


def run(*said: str):
    return CliRunner().invoke(group, said)


def test_it_tells_how_many_stand_how(settings):
    settings.FANGXIAN_SMS = "off"
    made = access.open_account("li", "李镇长", "610921102", by=SYSTEM)
    for state in ("sent", "sent", "unsure"):
        Delivery.objects.create(
            account_id=made.account_id,
            channel="text",
            count=1,
            state=state,
            created_at=clock.now(),
            next_at=clock.now(),
        )
    said = run("status").output
    assert "2  短信  已交出" in said
    assert "1  短信  发送中断" in said
    assert "FANGXIAN_SMS=off" in said


def test_a_trial_says_whether_the_carrier_took_it(settings):
    settings.FANGXIAN_SMS, settings.FANGXIAN_DEMO = "console", True
    assert "通道已收下" in run("trial", "13800001234").output
    settings.FANGXIAN_SMS = "off"
    refused = run("trial", "13800001234")
    assert refused.exit_code == 1
    assert "没有收下" in refused.output


def test_the_key_stays_the_same_and_lies_beside_the_key_file(settings, tmp_path):
    settings.FANGXIAN_KEY_FILE = tmp_path / "master.key"
    first = run("key").output
    assert first == run("key").output
    kept = tmp_path / "push.key"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    assert run("key").output != first
