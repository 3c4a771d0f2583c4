"""A served county and a Chromium, for tests that do what people do.

The county stands in a database of its own, so that what is clicked here is seen by no
other test. A page that writes an error to the console fails.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from fangxian.kernel import clock
from tests import template
from tests.conftest import lay_ground

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver holds a loop in this thread
SHOTS = Path(__file__).parent / "shots"
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = (1280, 800), (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@contextmanager
def _own_database(suffix: str) -> Iterator[None]:
    """The default connection on a copy of the made county, dropped here."""
    from django.db import connections

    held = connections["default"].settings_dict
    plain, own = held["NAME"], f"{held['TEST']['NAME']}_{suffix}"
    template.copy_to(own, lay_ground)
    try:
        yield
    finally:
        template.drop(own)
        template.speak_to(plain)


@pytest.fixture(scope="package")
def served(django_db_modify_db_settings, django_db_blocker):
    """The stage of tests/doors/command, committed and served. Yields (address, stage)."""
    with own_county(django_db_blocker, "browser") as county:
        yield county


@contextmanager
def own_county(django_db_blocker, suffix: str) -> Iterator[tuple[str, object]]:
    """Another such county; a module that crowds it with its own people works in one apart."""
    from django.conf import settings
    from pytest_django.live_server_helper import LiveServer

    from tests.doors.command import stage

    if not (Path(__file__).parents[2] / "web" / "dist" / "app.css").exists():
        pytest.fail("web/dist is not built: run `npm ci && npm run build` in web/")
    own = TemporaryDirectory(prefix="fangxian-browser-")
    with django_db_blocker.unblock(), own as data, _own_database(suffix), clock.at(stage.NOW):
        before, settings.FANGXIAN_DATA = settings.FANGXIAN_DATA, Path(data)
        _forget_another_database()
        stage.ground()
        built = stage.build()
        server = LiveServer("127.0.0.1")
        try:
            yield server.url, built
        finally:
            server.stop()
            settings.FANGXIAN_DATA = before
            _forget_another_database()


def _forget_another_database() -> None:
    """What a process holds of keys and places for some seconds."""
    from fangxian.ground.places import catalogue as places_catalogue
    from fangxian.kernel import home
    from fangxian.lines.codes import code_reader, keyring

    code_reader.forget()
    keyring.forget()
    places_catalogue.look_again()
    home.look_again()


def own_order(name: str, born: str) -> int:
    """An instruction about a traveller whom no other test meets, late for nobody."""
    from dataclasses import replace

    from fangxian.ground.duty import api as duty
    from fangxian.ground.places import api as places
    from fangxian.ground.tasks import reactions as tasks
    from fangxian.kernel.actor import SYSTEM
    from fangxian.kernel.text import Text
    from fangxian.lines.arrivals import pages as arrivals
    from tests.doors.command import stage

    form = {
        "name": name,
        "document_type": "居民身份证",
        "document_number": stage.number_of(born),
        "phone": f"139{born}",
        "origin": "四川省成都市武侯区",
        "leaving": "2022-05-08",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K8072",
        "town": places.name_of(stage.TOWN),
        "village": places.name_of(stage.VILLAGE),
        "address": "三组",
        "overseas": "否",
        "method": "镇村录入",
    }
    taken = arrivals.register(form, by=SYSTEM, way_in="township")
    usual = stage._order(0, taken.person_id, duty.units_for(stage.VILLAGE))
    own = replace(
        usual,
        subject=f"arrivals.declaration:{taken.declaration_id}",
        title=Text(f"{name}:居家监测", f"{name}: monitoring at home"),
    )
    return tasks.issue_many([own], by=SYSTEM)[0]


@pytest.fixture(scope="package")
def chromium():
    from playwright.sync_api import sync_playwright

    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


# of a map drawn without a graphics card: of the machine, not of the page
DRIVER = "GL Driver Message (OpenGL, Performance"


@dataclass
class Seat:
    """Somebody at a screen. `faults` gathers what the console complained of."""

    page: object
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)  # type: ignore[attr-defined]

    def sign_in(self, username: str) -> None:
        from tests.doors.command.stage import PASSWORD

        self.go("/accounts/login/")
        self.page.get_by_label("账号").fill(username)  # type: ignore[attr-defined]
        self.page.get_by_label("密码").fill(PASSWORD)  # type: ignore[attr-defined]
        self.page.get_by_role("button", name="登录", exact=True).click()  # type: ignore[attr-defined]

    def be(self, username: str) -> None:
        """Signed in without the form: most tests are about what comes after it."""
        from django.test import Client

        from fangxian.ground.access import api as access
        from tests.doors.field.barrier import just_now

        client = Client()
        client.force_login(
            access.account_named(username),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        just_now(client)
        key = client.cookies["sessionid"].value
        self.page.context.add_cookies(  # type: ignore[attr-defined]
            [{"name": "sessionid", "value": key, "url": self.address}]
        )

    def shot(self, name: str) -> None:
        """A picture for people's eyes: taken when FANGXIAN_TEST_SHOTS is set, and of every window of a
        test that fails."""
        if os.environ.get("FANGXIAN_TEST_SHOTS"):
            self.take_picture(name)

    def take_picture(self, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)  # type: ignore[attr-defined]

    def fits(self) -> bool:
        """Nothing sticks out to the right."""
        found = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(found)) <= 0  # type: ignore[attr-defined]


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed  # noqa: FBT003
    return report


@pytest.fixture
def sit(served, chromium, request) -> Iterator[Callable[..., Seat]]:
    """sit(PHONE, "cun"): a fresh browser window of that size, signed in as that account."""
    seats: list[Seat] = []

    def take(size: tuple[int, int] = DESK, username: str = "") -> Seat:
        small = size[0] < 600
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            is_mobile=small,
            has_touch=small,
            locale="zh-CN",
        )
        page = context.new_page()
        seat = Seat(page, served[0])
        page.on("pageerror", lambda error: seat.faults.append(str(error)))
        page.on(
            "console",
            lambda line: (
                seat.faults.append(line.text)
                if line.type in {"error", "warning"} and DRIVER not in line.text
                else None
            ),
        )
        seats.append(seat)
        if username:
            seat.be(username)
        return seat

    yield take
    if request.node.stash.get(FAILED, False):
        for number, seat in enumerate(seats):
            with contextlib.suppress(Exception):  # its page may be what went wrong
                seat.take_picture(f"failed-{request.node.name[:80]}-{number}".replace("/", " "))
    for seat in seats:
        seat.page.context.close()  # type: ignore[attr-defined]
        assert not seat.faults, seat.faults
