"""When did it happen? A phone's clock may be an hour wrong, or stand in 1970 or 2030: its own word
of what time it is, sent with the events, tells by how much. Nothing happened after it was received,
nor before the phone was handed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from fangxian.ground.devices import api as devices
from fangxian.ground.devices.api import Event, Settled
from fangxian.kernel import clock
from fangxian.kernel.text import Text

MAY_DIFFER = timedelta(minutes=10)
EARLIER = timedelta(days=1)  # a phone that was set up late at night carries the day's acts


@dataclass(frozen=True, slots=True)
class PhoneClock:
    """`now`: what the phone's clock told when it sent, None when it did not say; `corrected`: its
    app says that it tells times by the server's clock already; `since`: handed out then."""

    received: datetime
    now: datetime | None
    since: datetime
    corrected: bool = False

    def true(self, told: datetime) -> datetime:
        """The moment meant by what the phone told: never later than its receipt."""
        likely = self._possible(told)
        if self.now is not None and not (self.corrected and likely):
            told = self._by_offset(told, self.now)
        return min(told, self.received) if self._possible(told) else self.received

    def _by_offset(self, told: datetime, now: datetime) -> datetime:
        """What lies after the phone's own now was not told by that clock; of a clock that is
        nearly right every word stands, so that two events tell one moment alike."""
        try:
            if told > now + MAY_DIFFER or abs(self.received - now) <= MAY_DIFFER:
                return told
            return told + (self.received - now)
        except OverflowError:
            return self.received

    def _possible(self, told: datetime) -> bool:
        return self.since - EARLIER <= told <= self.received + MAY_DIFFER


def on_our_clock(event: Event, phone: PhoneClock) -> Event:
    """The event at its true moment; what the phone told stays beside it."""
    return replace(event, at=phone.true(event.at), told_at=event.at)


def read(body: Any, phone: PhoneClock) -> Any:
    """A body, however deep, with every moment on our clock and no NUL, which no text needs and
    no database takes."""
    if isinstance(body, datetime):
        return phone.true(body)
    if isinstance(body, str):
        return body.replace("\x00", "")
    if isinstance(body, list):
        return [read(one, phone) for one in body]
    if not isinstance(body, msgspec.Struct):
        return body
    said = {name: read(getattr(body, name), phone) for name in body.__struct_fields__}
    return msgspec.structs.replace(body, **said)


def marked(settled: Settled, event: Event) -> Settled:
    """What was told by a clock that is wrong says so, in whichever direction."""
    told = event.told_at or event.at
    off = told - event.at
    if abs(off) <= MAY_DIFFER:
        return settled
    why = _words(int(off.total_seconds()), event.at)
    if settled.how == "decided":
        said = Text(f"已记录;{why.zh}", f"Recorded; {why.en}")
        return replace(settled, how="differs", said=said)
    return replace(
        settled, said=Text(f"{settled.said.zh};{why.zh}", f"{settled.said.en}; {why.en}")
    )


def _words(seconds: int, at: datetime) -> Text:
    local = clock.said(at)
    off = devices.clock_off_words(seconds)
    return Text(f"{off.zh},按 {local} 记", f"{off.en}; taken as of {local}")
