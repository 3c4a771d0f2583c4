"""What makes a visit doubtful, and how an id fixes its time. Pure.

A flag never removes a visit. Flags of one visit follow from itself; flags of two follow from
the pair and are the same whichever came first, so the order of arrival decides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fangxian.kernel.text import Text

TWO_TOWNS, COPIED, FORWARDED, OLD_CODE = 1, 2, 4, 8
OUTSIDE_DUTY, NO_VENUE, WRONG_CLOCK, CLOSED, UNNAMED = 16, 32, 64, 128, 256

FLAGS: dict[int, Text] = {
    TWO_TOWNS: Text("片刻之间在两个乡镇", "in two towns within minutes"),
    COPIED: Text("同一张卡(码)同时在两处", "one card at two places at once"),
    FORWARDED: Text("像是转发来的码", "looks like a forwarded code"),
    OLD_CODE: Text("扫的是换发前的码", "code from before its renewal"),
    OUTSIDE_DUTY: Text(
        "登记人(终端)不管这个场所", "recorded outside the area of the guard or device"
    ),
    NO_VENUE: Text("场所不在册", "venue not on the register"),
    WRONG_CLOCK: Text(
        "终端时钟不对,按收到的时间记", "the device's clock is wrong: taken as of its receipt"
    ),
    CLOSED: Text("场所已停用", "venue closed"),
    UNNAMED: Text("没有认出人", "person not recognised"),
}
HOWS: dict[str, Text] = {
    "self": Text("自己扫码", "scanned by themselves"),
    "self_phone": Text("自己扫码,本人的码", "scanned by themselves, with their own code"),
    "reverse_code": Text("反向扫码", "their code scanned by staff"),
    "reverse_card": Text("反向扫卡", "their card scanned by staff"),
    "reverse_old": Text(
        "反向扫码,码已过期或卡已注销", "an expired code or revoked card scanned by staff"
    ),
    "reverse_number": Text("报证件号", "by document number"),
    "group": Text("同行登记", "registered with a group"),
}
# How it is known who came. Who types a number may type another's, and an old code may be a picture.
PROOFS: dict[str, Text] = {
    "shown": Text("出示了签名码或卡", "a signed code or card was shown"),
    "phone": Text("本人手机已验证", "their own phone is proven"),
    "typed": Text("报号码·未核实", "a number was given, not verified"),
    "claimed": Text("自报·未核实", "claimed, not verified"),
}
PROOF_OF: dict[str, str] = {
    "self": "claimed",
    "self_phone": "phone",
    "reverse_code": "shown",
    "reverse_card": "shown",
    "reverse_old": "claimed",
    "reverse_number": "typed",
    "group": "claimed",
}
PROVEN = frozenset({"shown", "phone"})
TOWN_DIGITS, VILLAGE_DIGITS = 9, 12
AHEAD = timedelta(minutes=10)  # a phone's clock may run ahead by so much
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of the pack that the rules read."""

    two_towns: timedelta
    copied: timedelta
    ticket: timedelta
    retention_days: int

    @property
    def widest(self) -> timedelta:
        return max(self.two_towns, self.copied)


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit as the pair rules see it. `place`: the venue's; "" when it is not known."""

    at: datetime
    venue_id: int
    place: str
    person_id: int | None
    shown: bytes | None = None
    proven: bool = True  # that it was this person


def how_shown(verdict: str, how: str = "reverse_code") -> str:
    """Of a code or card that was held out: an old one may be a picture, a revoked one was lost."""
    return "reverse_old" if verdict in {"expired", "revoked"} else how


def is_proven(how: str) -> bool:
    """Whether a visit puts its person at the venue; else it is somebody's word that it was they."""
    return PROOF_OF.get(how, "claimed") in PROVEN


def doubts(one: Seen, other: Seen, terms: Terms) -> tuple[int, int]:
    """The flags that two visits give each other. What somebody only said throws no doubt on what
    was proven."""
    found = pair_flags(one, other, terms)
    return (
        found if other.proven or not one.proven else 0,
        found if one.proven or not other.proven else 0,
    )


def pair_flags(one: Seen, other: Seen, terms: Terms) -> int:
    """What two visits of one person say about each of them."""
    if one.person_id is None or one.person_id != other.person_id:
        return 0
    if one.venue_id == other.venue_id or not (one.place and other.place):
        return 0
    apart = abs(one.at - other.at)
    found = 0
    if apart <= terms.two_towns and one.place[:TOWN_DIGITS] != other.place[:TOWN_DIGITS]:
        found |= TWO_TOWNS
    same_card = one.shown is not None and one.shown == other.shown
    elsewhere = one.place[:VILLAGE_DIGITS] != other.place[:VILLAGE_DIGITS]
    if same_card and elsewhere and apart <= terms.copied:
        found |= COPIED
    return found


def is_forwarded(venue_place: str, elsewhere: str, age: timedelta, terms: Terms) -> bool:
    """`elsewhere`: where the person is known to be at that time ("" unknown); `age`: how long
    the scanned page lay before it was sent."""
    apart = bool(elsewhere and venue_place) and (
        elsewhere[:TOWN_DIGITS] != venue_place[:TOWN_DIGITS]
    )
    return apart or age > terms.ticket


def plausible(received: datetime, terms: Terms) -> Span:
    """Earliest and latest time that is believed of a visit received now (in the county's time):
    WRONG_CLOCK outside. The earliest begins the first day that is kept, so that nothing is stored on
    a day that is dropped already."""
    midnight = received.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=terms.retention_days), received + AHEAD


def told_at(client_id: UUID, at: datetime) -> datetime:
    """The time that an event says of itself: its id's own, else the one that came with it."""
    return moment_of(client_id) or whole_milliseconds(at)


def speaks_for_itself(client_id: UUID, believed: Span) -> bool:
    """Whether the visit's time follows from its id alone, whenever it is received."""
    own = moment_of(client_id)
    return own is not None and believed[0] <= own <= believed[1]


def settled_at(told: datetime, at: datetime, believed: Span, received: datetime) -> datetime:
    """What happened did not happen in 1970, nor next year: the first that can be of what the event
    told, what the door that heard it takes for the time, and its receipt."""
    earliest, latest = believed
    likely = (one for one in (told, at) if earliest <= one <= latest)
    return whole_milliseconds(next(likely, received))


def flags_in(mask: int) -> tuple[Text, ...]:
    """The words of a mask."""
    return tuple(words for bit, words in FLAGS.items() if mask & bit)


def moment_of(client_id: UUID) -> datetime | None:
    """The time that an id of version 7 carries (UTC, milliseconds); None for other versions.
    It is the visit's time: the id again with another time is the same visit."""
    if client_id.version != 7:
        return None
    try:
        return datetime.fromtimestamp((client_id.int >> 80) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def id_at(at: datetime, seed: bytes) -> UUID:
    """A version 7 id of a moment; the same seed gives the same id."""
    millis = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    noise = int.from_bytes(hashlib.sha256(seed).digest()[:10], "big")
    high, low = noise >> 68, noise & ((1 << 62) - 1)
    return UUID(int=(millis << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


def whole_milliseconds(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def outstanding(counts: Mapping[str, int]) -> int:
    """Applied but not approved: waiting or returned."""
    return counts.get("filed", 0) + counts.get("returned", 0)
