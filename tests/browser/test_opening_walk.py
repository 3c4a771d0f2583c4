"""The set-up on a phone: the link's token leaves the address at once, the county is found by pinyin,
and each page fits."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from fangxian.kernel import clock
from tests.browser.conftest import DESK, PHONE, Seat, _forget_another_database, _own_database


@pytest.fixture
def empty(django_db_modify_db_settings, django_db_blocker, settings):
    """An empty system, served: the country to its townships, no county, nobody. Yields address and link."""
    from pytest_django.live_server_helper import LiveServer

    from fangxian.ground.places.models import Division, Register
    from fangxian.kernel.actor import SYSTEM
    from fangxian.overview.opening import api as opening

    own = TemporaryDirectory(prefix="fangxian-browser-")
    moment = clock.at("2022-05-10T12:00")
    with django_db_blocker.unblock(), own as data, _own_database("empty"), moment:
        settings.FANGXIAN_DATA, settings.FANGXIAN_COUNTY = Path(data), ""
        Division.objects.filter(level__in=("village", "grid")).delete()
        Register.objects.update(token=1, shipped="")
        _forget_another_database()
        server = LiveServer("127.0.0.1")
        try:
            yield server.url, opening.invite(by=SYSTEM).token
        finally:
            server.stop()
            _forget_another_database()


@pytest.fixture
def seated(chromium, empty):
    """A window of a size at the empty system; its console stays clean."""
    seats: list[Seat] = []

    def take(size: tuple[int, int], scheme: str = "light") -> Seat:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", color_scheme=scheme
        )
        seat = Seat(context.new_page(), empty[0])
        seat.page.on("pageerror", lambda error: seat.faults.append(str(error)))
        seat.page.on(
            "console",
            lambda line: (
                seat.faults.append(line.text) if line.type in {"error", "warning"} else None
            ),
        )
        seats.append(seat)
        return seat

    yield take
    for seat in seats:
        seat.page.context.close()
        assert not seat.faults, seat.faults


def test_a_county_is_opened_on_a_phone(seated, empty):
    seat, asked = seated(PHONE), []
    seat.page.on("request", lambda request: asked.append(request.url))
    page = seat.page
    seat.go(f"/setup/#{empty[1]}")
    page.wait_for_url("**/setup/")
    page.get_by_role("heading", name="开局").wait_for()
    page.get_by_text("必办的还差").wait_for()
    assert not [url for url in asked if empty[1] in url.split("#")[0]]
    assert empty[1] not in page.url
    assert seat.fits()
    seat.shot("opening-walk-390")

    page.get_by_role("link", name="接着办").click()
    page.get_by_label("找本县").fill("zeku")
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_text("青海省黄南藏族自治州泽库县").wait_for()
    assert seat.fits()
    seat.shot("opening-county-390")
    page.get_by_role("button", name="就是它").first.click()
    page.get_by_text("74 个村").first.wait_for()
    assert seat.fits()
    page.locator("textarea").first.fill("一网格\n二网格")
    page.get_by_role("button", name="保存这个乡镇").click()
    page.get_by_text("新网格 2 个").wait_for()
    seat.shot("opening-divisions-390")

    for role, name, username, phone in (
        ("指挥长", "张三", "zhang", "13800000001"),
        ("账号管理员", "李四", "li", "13800000002"),
    ):
        seat.go("/setup/accounts")
        page.get_by_label("角色").select_option(label=role)
        page.get_by_label("姓名").fill(name)
        page.get_by_label("登录名").fill(username)
        page.get_by_label("电话").fill(phone)
        page.get_by_role("button", name="开账号").click()
        page.locator("[data-one-time]").wait_for()
        assert seat.fits()
    seat.shot("opening-accounts-390")

    for key in (
        "units",
        "factors",
        "roster",
        "households",
        "policy",
        "checkpoints",
        "phones",
        "sender",
    ):
        seat.go(f"/setup/{key}")
        assert seat.fits(), key
        seat.shot(f"opening-{key}-390")
    page.get_by_label("写入本机文件").check()
    page.get_by_role("button", name="选定").click()
    page.get_by_text("已选定").wait_for()
    seat.go("/setup/households")
    page.get_by_role("button", name="这一步以后再办").click()

    seat.go("/setup/")
    page.get_by_text("必办的都办了").first.wait_for()
    seat.shot("opening-ready-390")
    page.get_by_role("button", name="完成开局").click()
    page.wait_for_url("**/accounts/login/")
    page.get_by_text("开局完成").wait_for()


def test_it_is_looked_at_wide_in_both_languages_and_themes(seated, empty):
    seat = seated((1440, 900))
    seat.go(f"/setup/#{empty[1]}")
    seat.page.get_by_text("必办的还差").wait_for()
    seat.go("/setup/county?q=黄南")
    assert seat.fits()
    seat.shot("opening-county-1440")
    seat.page.get_by_role("button", name="就是它").first.click()
    seat.page.get_by_text("已带入").wait_for()
    seat.page.get_by_role("button", name="EN").click()
    seat.page.locator("[data-theme-switch]").click()
    for key in ("", "divisions", "accounts", "policy", "checkpoints", "sender"):
        seat.go(f"/setup/{key}")
        assert seat.fits(), key
        seat.shot(f"opening-{key or 'walk'}-1440-en-dark")


def test_a_wrong_link_says_where_a_new_one_is_had(seated):
    seat = seated(DESK)
    seat.go("/setup/#WRONGWRONG")
    seat.page.get_by_role("alert").wait_for()
    assert "fangxian setup --link" in seat.page.inner_text("main")
    seat.faults.clear()  # the browser notes the 403 that is meant
