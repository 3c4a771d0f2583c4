"""A field phone lets itself be woken, until it is lost."""

from __future__ import annotations

import json

from fangxian.ground.devices import api as devices
from fangxian.ground.notices.models import PushSubscription
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from tests.rooms.notices.push_service import PushService, coded

WHERE = "/field/api/reminders"


def test_it_is_woken_under_its_account_until_it_is_revoked(phone, client, settings):
    settings.FANGXIAN_PUSH_HOSTS = "https://push.example.org"
    browser = PushService()
    token = {"Authorization": f"Bearer {phone.token}"}
    sent = {
        "endpoint": "https://push.example.org/phone",
        "keys": {"p256dh": browser.key, "auth": coded(browser.secret)},
    }

    def ask(method, body=None):
        said = json.dumps(body) if body is not None else ""
        return client.generic(method, WHERE, said, "application/json", headers=token)

    assert len(ask("GET").json()["key"]) == 87
    assert ask("POST", sent).status_code == 204
    row = PushSubscription.objects.get()
    assert (row.door, row.device_id) == ("field", phone.number)
    assert ask("DELETE", sent).status_code == 204
    assert not PushSubscription.objects.exists()
    assert ask("POST", {"endpoint": 1}).status_code == 400
    assert ask("POST", sent | {"endpoint": "https://10.0.0.1/"}).status_code >= 400
    assert ask("PUT", sent).status_code == 405
    assert client.post(WHERE).status_code == 401
    ask("POST", sent)
    devices.revoke(phone.number, "丢失", by=SYSTEM)
    outbox.settle()
    assert not PushSubscription.objects.exists()
    assert ask("POST", sent).status_code in {401, 403, 409, 410}
