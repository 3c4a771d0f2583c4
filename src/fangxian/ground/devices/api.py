"""Everything that devices offers."""

from fangxian.ground.devices.errors import (
    DeviceIsRevoked,
    DeviceNameMissing,
    DeviceUnknown,
    NoSuchTile,
    PasswordToBeReset,
    WordsMissing,
)
from fangxian.ground.devices.events import DeviceRevoked, EventNeedsHuman
from fangxian.ground.devices.lists import Listed, listed
from fangxian.ground.devices.queries.devices import (
    DeviceRow,
    device,
    device_of_token,
    devices,
    devices_of_account,
)
from fangxian.ground.devices.queries.households import DoorRow, doors, place_of_household
from fangxian.ground.devices.queries.knocks import Swept, swept
from fangxian.ground.devices.queries.sent import SentRow, sent, to_clear
from fangxian.ground.devices.retention import RETENTION
from fangxian.ground.devices.rules import (
    DONE,
    HOWS,
    TILES,
    How,
    Settled,
    clock_off_words,
    clock_words,
    silence_words,
)
from fangxian.ground.devices.services.enrolling import Enrolled, enrol, post_at, revoke
from fangxian.ground.devices.services.knocking import Knocked, knock
from fangxian.ground.devices.services.naming import keep_names, names_kept
from fangxian.ground.devices.services.receiving import Act, Event, clear, hear, keep, settle
from fangxian.ground.devices.services.reopening import open_again, share_of
from fangxian.ground.devices.terms import BUNDLE_HOURS, CLOCK_MINUTES

__all__ = [
    "BUNDLE_HOURS",
    "CLOCK_MINUTES",
    "DONE",
    "HOWS",
    "RETENTION",
    "TILES",
    "Act",
    "DeviceIsRevoked",
    "DeviceNameMissing",
    "DeviceRevoked",
    "DeviceRow",
    "DeviceUnknown",
    "DoorRow",
    "Enrolled",
    "Event",
    "EventNeedsHuman",
    "How",
    "Knocked",
    "Listed",
    "NoSuchTile",
    "PasswordToBeReset",
    "SentRow",
    "Settled",
    "Swept",
    "WordsMissing",
    "clear",
    "clock_off_words",
    "clock_words",
    "device",
    "device_of_token",
    "devices",
    "devices_of_account",
    "doors",
    "enrol",
    "hear",
    "keep",
    "keep_names",
    "knock",
    "listed",
    "names_kept",
    "open_again",
    "place_of_household",
    "post_at",
    "revoke",
    "sent",
    "settle",
    "share_of",
    "silence_words",
    "swept",
    "to_clear",
]
