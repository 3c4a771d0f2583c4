"""A phone hears once that there are so many new things, and of nobody who they are about."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.notices import api as notices
from fangxian.ground.notices.models import Delivery, PushSubscription, Recipient
from fangxian.ground.notices.senders import sms
from fangxian.ground.notices.senders.outcome import DONE, Outcome
from fangxian.ground.notices.services import delivering
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.text import Text
from tests.rooms.notices.push_service import coded, serving

pytestmark = pytest.mark.django_db
EVENING, NIGHT, MORNING = "2022-05-10T20:14", "2022-05-11T02:00", "2022-05-11T06:00"


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(EVENING):
        yield


@pytest.fixture
def service(settings):
    with serving() as one:
        settings.FANGXIAN_PUSH_HOSTS = one.url
        yield one


@pytest.fixture
def li(db):
    opened = access.open_account("li", "李镇长", "610921102", phone="13800001234", by=SYSTEM)
    access.Account.objects.filter(pk=opened.account_id).update(must_change_password=False)
    since = clock.today() - timedelta(days=9)
    access.grant(opened.account_id, "township", "610921102", since=since, by=SYSTEM)
    return Actor(opened.account_id, "李镇长", (Grant("t", frozenset(), "610921102"),))


def subscribe(service, li, path="/li"):
    notices.subscribe(service.url + path, service.key, coded(service.secret), by=li)


def happens(li, number=1, *, red=False, due=None, place="610921102"):
    news = notices.News(
        key=f"test:{number}",
        kind="alarm" if red else "decided",
        subject="test.thing",
        numbers=(number,),
        needs="checkpoints.manage",
        place=place,
        words=Text("有一件事", "Something"),
        to=frozenset({li.account_id}),
        red=red,
        due=due,
    )
    return notices.tell([news])


def test_a_browser_is_told_how_many_and_nothing_else(service, li):
    subscribe(service, li)
    assert happens(li, 1) + happens(li, 2) == 2
    assert notices.deliver_when_due() == 1
    (got,) = service.got
    sent = Delivery.objects.get()
    assert service.opened(got) == {"id": str(sent.pk), "count": 2}
    assert got.path == "/li"
    assert got.headers["content-encoding"] == "aes128gcm"
    assert (got.headers["urgency"], int(got.headers["ttl"]) > 0) == ("normal", True)
    claims = service.claims(got)
    assert (claims["aud"], claims["k"]) == (service.url, notices.public_key())
    assert sent.state == "sent"
    assert notices.deliver_when_due() == 0
    assert len(service.got) == 1


def test_what_was_read_in_the_meantime_wakes_nobody(service, li):
    subscribe(service, li)
    happens(li)
    notices.mark_read(by=li)
    assert notices.deliver_when_due() == 0
    assert not service.got


def test_of_what_may_not_be_read_nobody_hears(service, li):
    subscribe(service, li)
    happens(li, place="610921103")  # the next township
    happens(li, 2)
    notices.deliver_when_due()
    assert [service.opened(one)["count"] for one in service.got] == [1]


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_browser_that_is_gone_is_asked_no_more(service, li, status):
    subscribe(service, li)
    service.answers = [status]
    happens(li)
    assert notices.deliver_when_due() == 0
    assert not PushSubscription.objects.exists()
    assert Delivery.objects.get().state == "dropped"


def test_a_busy_service_is_tried_again_later_under_the_same_id(service, li):
    subscribe(service, li)
    service.answers = [503, 429]
    happens(li)
    for minute in (14, 15, 20):
        with clock.at(f"2022-05-10T20:{minute}"):
            notices.deliver_when_due()
            notices.deliver_when_due()  # not before its time
    assert len(service.got) == 3
    assert len({str(service.opened(one)["id"]) for one in service.got}) == 1
    assert Delivery.objects.get().state == "sent"


def test_an_attempt_that_was_killed_is_made_again_under_its_id(service, li, monkeypatch):
    """Killed after the service took it: the browser knows the id and shows nothing new."""
    subscribe(service, li)
    happens(li)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            notices.deliver_when_due()
    assert notices.deliver_when_due() == 0  # another worker leaves it alone while it may be running
    with clock.at("2022-05-10T20:20"):
        assert notices.deliver_when_due() == 1
    first, second = map(service.opened, service.got)
    assert first == second


def killed(*_args):
    raise KeyboardInterrupt


def test_quiet_hours_gather_and_an_alarm_breaks_them(service, li):
    subscribe(service, li)
    with clock.at(NIGHT):
        happens(li, 1)
        happens(li, 2)
        assert notices.deliver_when_due() == 0
        happens(li, 3, red=True)
        assert notices.deliver_when_due() == 1
        assert service.got[0].headers["urgency"] == "high"
    with clock.at(MORNING):
        assert notices.deliver_when_due() == 1
    assert [service.opened(one)["count"] for one in service.got] == [1, 2]


def test_an_account_chooses_its_own_hours(service, li):
    subscribe(service, li)
    notices.choose_notices(quiet_from=20 * 60, quiet_until=21 * 60, by=li)
    happens(li)
    assert notices.deliver_when_due() == 0
    with clock.at("2022-05-10T21:00"):
        assert notices.deliver_when_due() == 1
    with pytest.raises(notices.HoursWrong):
        notices.choose_notices(quiet_from=60, quiet_until=None, by=li)


def test_only_push_services_are_called(li, settings):
    settings.FANGXIAN_PUSH_HOSTS = ""
    key, secret = coded(b"\x04" + bytes(64)), coded(bytes(16))
    for wrong in (
        "http://fcm.googleapis.com/x",
        "https://10.0.0.1/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://fcm.googleapis.com:8443/x",
        "https://[::1/x",
    ):
        with pytest.raises(notices.NoPushService):
            notices.subscribe(wrong, key, secret, by=li)
    with pytest.raises(notices.NoPushService):
        notices.subscribe("https://fcm.googleapis.com/x", "AAAA", secret, by=li)
    notices.subscribe("https://fcm.googleapis.com/x", key, secret, by=li)
    notices.subscribe("https://x.push.services.mozilla.com/x", key, secret, by=li)


def test_a_lost_device_and_a_password_set_by_another_wake_nobody(service, li):
    subscribe(service, li)
    notices.end_reminders(account_id=li.account_id)
    happens(li)
    assert notices.deliver_when_due() == 0
    assert not service.got


# ------------------------------------------------------------------ SMS


class Carrier:
    repeats_safely = True
    sent: list[tuple[str, str, str]] = []
    says: list[Outcome] = []

    def send(self, to, text, id):  # noqa: A002 as the carrier calls it
        type(self).sent.append((to, text, id))
        return type(self).says.pop(0) if type(self).says else DONE


class Forgetful(Carrier):
    repeats_safely = False


@pytest.fixture
def carrier(settings):
    settings.FANGXIAN_SMS = f"{__name__}.Carrier"
    Carrier.sent, Carrier.says = [], []
    return Carrier


def test_an_alarm_goes_by_sms_and_names_nobody(carrier, li):
    happens(li, 1)
    happens(li, 2, red=True)
    assert notices.deliver_when_due() == 1
    ((to, text, _),) = carrier.sent
    assert to == "13800001234"
    assert text == "【防线】您有1 件新事项,其中有警报,请登录查看。"


def test_who_asked_for_it_gets_all_by_sms(carrier, li):
    notices.choose_notices(quiet_from=None, quiet_until=None, texts=True, by=li)
    happens(li, 1)
    assert notices.deliver_when_due() == 1
    assert len(carrier.sent) == 1


def test_without_a_carrier_nothing_waits(settings, li):
    settings.FANGXIAN_SMS = "off"
    happens(li, red=True)
    assert not Recipient.objects.filter(text_due__isnull=False).exists()


def test_what_a_carrier_refuses_is_not_tried_again(carrier, li):
    carrier.says = [Outcome("refused", "blocked")]
    happens(li, red=True)
    assert notices.deliver_when_due() == 0
    with clock.at("2022-05-11T20:14"):
        assert notices.deliver_when_due() == 0
    assert (len(carrier.sent), Delivery.objects.get().state) == (1, "refused")


def test_a_carrier_that_stays_away_is_given_up_at_last(carrier, li):
    carrier.says = [Outcome("again", "HTTP 503")] * 20
    happens(li, red=True)
    for hour in range(24):
        with clock.at(f"2022-05-11T{hour:02}:59"):
            notices.deliver_when_due()
    assert Delivery.objects.get().state == "failed"
    assert len(carrier.sent) == 8
    assert len({one[2] for one in carrier.sent}) == 1


@pytest.mark.parametrize(
    ("kind", "times", "state"), [(Carrier, 2, "sent"), (Forgetful, 1, "unsure")]
)
def test_killed_while_sending_a_person_is_never_told_twice(
    carrier, li, settings, monkeypatch, kind, times, state
):
    """A carrier that knows an id that it has is asked again under it; of one that does not, nobody knows
    whether it went, and it is not sent a second time."""
    settings.FANGXIAN_SMS = f"{__name__}.{kind.__name__}"
    kind.sent = []
    happens(li, red=True)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            notices.deliver_when_due()
    with clock.at("2022-05-10T20:20"):
        notices.deliver_when_due()
        notices.deliver_when_due()
    assert len(kind.sent) == times
    assert len({one[2] for one in kind.sent}) == 1
    assert Delivery.objects.get().state == state


def test_a_webhook_is_signed_so_that_the_other_side_can_tell(service, li, settings, tmp_path):
    secret = b"a secret of thirty-two bytes, yes"
    file = tmp_path / "sms.secret"
    file.write_text(f"whsec_{base64.b64encode(secret).decode()}\n")
    settings.FANGXIAN_SMS, settings.FANGXIAN_SMS_URL = "webhook", f"{service.url}/sms?c=1"
    settings.FANGXIAN_SMS_SECRET_FILE = file
    happens(li, red=True)
    assert notices.deliver_when_due() == 1
    (got,) = service.got
    sent, told = Delivery.objects.get(), json.loads(got.body)
    assert told["id"] == got.headers["webhook-id"] == str(sent.pk)
    assert (told["to"], got.path) == ("13800001234", "/sms?c=1")
    said = f"{told['id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    mark = base64.b64encode(hmac.digest(secret, said, hashlib.sha256)).decode()
    assert got.headers["webhook-signature"] == f"v1,{mark}"


def test_a_webhook_without_its_secret_waits_and_says_why(service, li, settings):
    settings.FANGXIAN_SMS, settings.FANGXIAN_SMS_URL = "webhook", service.url
    settings.FANGXIAN_SMS_SECRET_FILE = None
    happens(li, red=True)
    assert notices.deliver_when_due() == 0
    row = Delivery.objects.get()
    assert (row.state, row.fault) == ("due", "SmsNotSetUp")


def test_the_terminal_of_a_demo_shows_it_with_the_number_masked(li, settings, capsys):
    settings.FANGXIAN_SMS, settings.FANGXIAN_DEMO = "console", True
    happens(li, red=True)
    assert notices.deliver_when_due() == 1
    said = capsys.readouterr().err
    assert "138****1234" in said
    assert "13800001234" not in said


def test_a_console_outside_a_demo_sends_nothing(settings, capsys):
    settings.FANGXIAN_DEMO = settings.DEBUG = False
    assert sms.ConsoleSms().send("13800001234", "x", "1").said == "refused"
    assert not capsys.readouterr().err
