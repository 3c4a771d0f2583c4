"""A one-time password lies in messages.txt for as long as it lives, and in no log."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes import senders


@pytest.fixture
def messages(settings, tmp_path):
    settings.FANGXIAN_DATA = tmp_path
    return tmp_path / "messages.txt"


def sent(moment: str, words: str) -> None:
    with clock.at(moment):
        senders.FileSender().send("13800001234", words)


def test_an_older_password_goes_with_the_next(messages):
    sent("2022-05-10T08:00", "验证码 111111")
    sent("2022-05-10T08:09", "验证码 222222")
    assert len(messages.read_text().splitlines()) == 2
    sent("2022-05-10T08:12", "验证码 333333")
    assert "111111" not in messages.read_text()
    assert messages.stat().st_mode & 0o077 == 0


def test_the_worker_takes_the_last_one_away(messages):
    sent("2022-05-10T08:00", "验证码 111111")
    with clock.at("2022-05-10T08:09"):
        assert codes.forget_messages() == 0
    with clock.at("2022-05-10T08:11"):
        assert codes.forget_messages() == 1
    assert not messages.exists()


def test_the_console_says_nothing_outside_a_demo(settings, capfd, caplog):
    settings.FANGXIAN_DEMO = settings.DEBUG = False
    senders.ConsoleSender().send("13800001234", "验证码 111111")
    told = capfd.readouterr()
    assert "111111" not in told.out + told.err + caplog.text
    settings.FANGXIAN_DEMO = True
    senders.ConsoleSender().send("13800001234", "验证码 222222")
    assert "222222" in capfd.readouterr().err
