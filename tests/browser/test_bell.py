"""The bell in a browser, and how a browser is asked and woken."""

from __future__ import annotations

import json
import re

import pytest

from fangxian.ground.notices.models import PushSubscription, Recipient
from tests.browser.conftest import DESK, PHONE, own_order
from tests.notified import notified
from tests.rooms.notices.push_service import PushService, coded

# Headless Chromium reaches no push service: what such a service would give back is given here.
STAND_IN = """
(() => {
  const kept = { endpoint: %s, expirationTime: null, keys: %s };
  let held = null;
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (how) => {
    if (!how.userVisibleOnly || how.applicationServerKey.length !== 65) throw new Error("key");
    held = { ...kept, toJSON: () => kept, options: { applicationServerKey: how.applicationServerKey.buffer },
             unsubscribe: async () => { held = null; return true; } };
    return held;
  };
})();
"""


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_the_bell_opens_and_a_line_leads_to_its_instruction(sit, served, size, name):
    who, username = ("village", "cun") if size == DESK else ("town", "puxi")
    number = own_order(f"铃铛{name}", "19910101" if size == DESK else "19910102")
    notified()
    seat = sit(size, username)
    seat.go("/tasks")
    count = seat.page.locator(".bell-count b")
    count.wait_for()
    seat.page.locator(".bell > summary").click()
    line = seat.page.locator(".bell-lines .notice").first
    line.wait_for()
    seat.shot(f"bell-{name}")
    count.wait_for(state="detached")
    assert seat.fits()
    seat.page.locator(".bell-lines .notice button", has_text=f"铃铛{name}").first.click()
    seat.page.wait_for_url(re.compile(r"/tasks/\d+$"))
    assert seat.page.url.endswith(f"/tasks/{number}")
    seat.go("/notices/")
    seat.shot(f"bell-page-{name}")
    assert seat.fits()
    assert (
        Recipient.objects.filter(notification__numbers=[number], account=served[1].accounts[who])
        .get()
        .read_at
    )


def test_a_browser_is_asked_and_then_woken_with_a_number_alone(sit, served, settings):
    settings.FANGXIAN_PUSH_HOSTS = "https://push.example.org"
    browser = PushService()
    keys = {"p256dh": browser.key, "auth": coded(browser.secret)}
    seat = sit(DESK, "cun")
    seat.page.context.grant_permissions(["notifications"], origin=seat.address)
    seat.page.add_init_script(
        STAND_IN % (json.dumps("https://push.example.org/chromium"), json.dumps(keys))
    )
    seat.go("/notices/choices")
    seat.page.get_by_role("button", name="开启本设备的提醒").click()
    seat.page.get_by_text("本设备已开启").wait_for()
    seat.shot("bell-choices")
    assert PushSubscription.objects.get().account_id == served[1].accounts["village"].pk
    for _ in range(2):  # the same message twice, as after a cut-off attempt
        deliver(seat, {"id": "one", "count": 3})
    deliver(seat, {"id": "two", "count": 1})
    titles = seat.page.evaluate(
        """async () => {
          const here = await navigator.serviceWorker.getRegistration("/notices/");
          for (;;) {
            const shown = await here.getNotifications();
            if (shown.length > 1) return shown.map((one) => one.title).sort();
            await new Promise((done) => setTimeout(done, 50));
          }
        }"""
    )
    assert titles == ["防线:1 件新事项", "防线:3 件新事项"]
    seat.page.get_by_role("button", name="关闭本设备的提醒").click()
    seat.page.get_by_role("button", name="开启本设备的提醒").wait_for()
    assert not PushSubscription.objects.exists()


def deliver(seat, told: dict[str, object]) -> None:
    """What the browser's maker hands to it, by the browser's own tools."""
    tools = seat.page.context.new_cdp_session(seat.page)
    found: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: found.extend(
            one["registrationId"]
            for one in said["registrations"]
            if one["scopeURL"].endswith("/notices/")
        ),
    )
    tools.send("ServiceWorker.enable")
    while not found:
        seat.page.wait_for_timeout(20)
    tools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": seat.address,
            "registrationId": found[-1],
            "data": json.dumps(told),
        },
    )
    tools.detach()


def test_who_forbids_it_is_told_how_to_allow_it(sit, served):
    seat = sit(PHONE, "cun")
    seat.page.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
    )
    seat.go("/notices/choices")
    seat.page.get_by_text("浏览器禁止了本站的通知").wait_for()
    seat.shot("bell-denied-phone")
    assert seat.fits()
