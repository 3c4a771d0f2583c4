"""What devices tells the rooms above."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class DeviceRevoked:
    """A device was lost or handed back; nothing it sends takes effect any more."""

    device_id: int


@fact
class EventNeedsHuman:
    """What a device sent differs from what holds now, or cannot be read."""

    event_id: str
    device_id: int
    kind: str
    how: str  # differs | alarm | unreadable
