"""A guard with a phone, as the browser's tests speak of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from fangxian.ground.devices.models import Device, Sent
from fangxian.kernel import outbox
from fangxian.kernel.models import Reaction
from fangxian.lines.codes import pages as codes
from tests.browser.conftest import PHONE, Seat
from tests.browser.test_mycode import until

PIN = "603817"
SITE, GUARD = "汉阴火车站卡口", "huochezhan"  # shared: nobody revokes a phone of this account


def lay_out() -> int:
    """What a shift needs besides the stage: keys, a checkpoint, its guard. Once."""
    from fangxian.ground.access import api as access
    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.checkpoints import api as checkpoints
    from tests.doors.command import stage

    found = [one.id for one in checkpoints.checkpoints(by=SYSTEM) if one.name == SITE]
    if found:
        return found[0]
    with clock.at("2022-05-08T08:00"):
        codes.rotate_keys(by=SYSTEM)
        if access.account_named(GUARD) is None:
            stage.open_account(GUARD, "火车站一班", "checkpoint")
        return checkpoints.open_checkpoint(
            SITE, "railway", "610921100", lanes=1, services=["antigen", "truck_lane"], by=SYSTEM
        )


@dataclass
class Guard:
    """Somebody whose phone is set up. What they tap is found by its words."""

    seat: Seat
    name: str

    @property
    def page(self) -> Any:
        return self.seat.page

    def tap(self, words: str, exact: bool = True) -> None:
        self.page.get_by_role("button", name=words, exact=exact).first.click()

    def sees(self, words: str, seconds: float = 60) -> None:
        self.page.get_by_text(words).first.wait_for(timeout=seconds * 1000)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def types_pin(self, pin: str = PIN) -> None:
        self.sees("请输入六位口令")
        for digit in pin:
            self.tap(digit)

    def looks_up(self, text: str) -> None:
        """On the checkpoint's page: typed or pasted as the camera would hand it over."""
        self.fill("身份证号、车牌、纸质卡号", text)
        self.tap("查")

    def at_the_barrier(self) -> Guard:
        self.page.goto(f"{self.seat.address}/field/#/checkpoint")
        self.sees("今日预计")
        return self

    def cut(self, off: bool = True) -> None:
        self.page.context.set_offline(off)
        # What was on its way when the line was cut, the browser itself complains of.
        faults = self.seat.faults
        faults[:] = [one for one in faults if "ERR_INTERNET_DISCONNECTED" not in one]

    def comes_back(self) -> None:
        """The network returns, and everything that waited is settled."""
        self.cut(False)
        self.page.locator(".waits", has_text="已传完").wait_for(timeout=60_000)
        self.page.locator(".words", has_text="已连接").wait_for(timeout=60_000)
        tell_of("checkpoints.PersonHeld")

    @property
    def device(self) -> Device:
        return Device.objects.get(name=self.name)

    def sent(self, kind: str = "") -> list[Sent]:
        found = Sent.objects.filter(device=self.device).order_by("at")
        return list(found.filter(kind=kind) if kind else found)


def tell_of(fact: str) -> None:
    """The worker's part for this fact alone: the stage's own facts are for others to settle."""
    for due in Reaction.objects.filter(done_at=None, fact__name=fact):
        outbox.run_reaction(reaction_id=due.pk)


def of_this_run(name: str) -> str:
    """The county is shared by the tests, and outlives one that is run again: each run has its own
    phones, people and accounts."""
    return f"{name}{uuid4().hex[:4]}"


def own_guard(role: str = "checkpoint") -> str:
    """An account of a barrier for one test alone; its name."""
    from tests.doors.command import stage

    name = of_this_run("ban")
    stage.open_account(name, f"{name}班", role)
    return name


def sets_up(
    sit: Any, name: str, *, username: str = GUARD, first: Callable[[Seat], Any] | None = None
) -> Guard:
    """Enrol on the app's own page, with every tile that is offered, under the name and a mark of this
    run. `first`: what happens to the window before it opens the app."""
    lay_out()
    name = of_this_run(name)
    guard = Guard(sit(PHONE, username), name)
    if first:
        first(guard.seat)
    guard.seat.go("/field/")
    guard.fill("这部手机叫什么", name)
    place = guard.page.get_by_label("守哪个卡口")
    if place.count():
        place.select_option(label=SITE)
    guard.fill("六位口令", PIN)
    guard.tap("启用")
    guard.sees("名单有效至")
    until(guard.page, "navigator.serviceWorker.controller !== null")
    return guard


def forged(text: str) -> str:
    """The same code with another end of its signature."""
    return text[:-3] + ("000" if text[-3:] != "000" else "111")


def code_of(person_id: int) -> str:
    from fangxian.kernel.actor import SYSTEM

    return codes.show(person_id, by=SYSTEM).text
