"""The line on top says what the last exchange proved: never 已连接 where nobody answers."""

from __future__ import annotations

import pytest

from tests.browser.field import own_guard, sets_up

SECONDS = 15_000  # a heartbeat and its patience, on a slow machine


@pytest.fixture
def guard(sit):
    return sets_up(sit, "断线机", username=own_guard()).at_the_barrier()


def says(guard, words: str) -> None:
    guard.page.locator(".banner .words", has_text=words).wait_for(timeout=SECONDS)


def disinfects(guard, plate: str) -> None:
    guard.tap("消毒")
    guard.fill("车牌", plate)
    guard.tap("已消毒")


def test_with_the_network_cut_it_turns_by_itself_and_counts_what_waits(guard):
    says(guard, "已连接")
    guard.cut()
    says(guard, "没有网络，照常工作")
    says(guard, "上次连通 20:14")
    assert guard.page.get_by_text("已连接").count() == 0
    disinfects(guard, "陕G55501")
    guard.page.locator(".waits", has_text="待传 1").wait_for()
    guard.seat.shot("field-cut-phone")
    assert guard.seat.fits()
    guard.comes_back()
    assert [one.how for one in guard.sent()] == ["decided"]


def test_a_server_that_does_not_answer_is_not_said_to_be_connected(guard):
    says(guard, "已连接")
    guard.page.route("**/field/api/**", lambda route: None)  # taken, and never answered
    says(guard, "连不上服务器，照常工作")
    assert guard.page.evaluate("navigator.onLine")
    disinfects(guard, "陕G55502")
    guard.page.locator(".waits", has_text="待传 1").wait_for()
    assert guard.page.get_by_text("已连接").count() == 0
    guard.page.unroute("**/field/api/**")
    guard.comes_back()
    quiet(guard)
    assert [one.how for one in guard.sent()] == ["decided"]


def test_another_network_s_sign_in_page_is_no_server(guard):
    says(guard, "已连接")
    page = {"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi 登录</h1>"}
    guard.page.route("**/field/api/**", lambda route: route.fulfill(**page))
    says(guard, "连不上服务器，照常工作")
    guard.page.unroute("**/field/api/**")
    says(guard, "已连接")


def test_a_server_that_refuses_every_connection_is_said_at_once(guard):
    says(guard, "已连接")
    guard.page.route("**/field/api/**", lambda route: route.abort("connectionrefused"))
    says(guard, "连不上服务器，照常工作")
    guard.page.unroute("**/field/api/**")
    says(guard, "已连接")
    quiet(guard)


def quiet(guard) -> None:
    """The browser itself complains of what it was not answered."""
    faults = guard.seat.faults
    faults[:] = [one for one in faults if "net::ERR_" not in one]
