"""A person's code as the page draws it: colour in word and shape, symbol, times, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from fangxian.doors.entrance import passes
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.signing import qr
from fangxian.lines.zones import pages as zones

OWN, FAMILY = 0, 1


@dataclass(frozen=True)
class OwnPass:
    """What the page's script proves itself with; `ends` in seconds since 1970."""

    text: str
    ends: int


@dataclass(frozen=True)
class Card:
    """Times are aware; `now` is the server's, for a phone whose clock is wrong."""

    shown: codes.Shown
    explained: codes.ColourExplained
    appeals: tuple[codes.AppealRow, ...]
    symbol: SafeString
    now: datetime
    answering: tuple[duty.UnitRow, ...]
    own_pass: OwnPass
    shades: tuple[codes.Shade, ...]
    lists: Text  # until when the risk lists are in: a green code rests on them

    @property
    def epochs(self) -> dict[str, int]:
        """For the page's clock, in seconds."""
        moments = {
            "now": self.now,
            "issued": self.shown.life.issued_at,
            "expires": self.shown.life.expires_at,
            "grace": self.shown.life.grace_until,
        }
        return {name: int(at.timestamp()) for name, at in moments.items()}

    @property
    def doors(self) -> str:
        """Where fresh codes are asked for, the hot door first; apart by blanks."""
        hot = [f"{settings.FANGXIAN_GATE}code"] if settings.FANGXIAN_GATE else []
        return " ".join([*hot, reverse("rest:code")])

    @property
    def to_verify(self) -> frozenset[int]:
        """Standings that say 待核: what is not known is asked, and no day is to be waited for."""
        return frozenset(row.id for row in self.explained.holding if is_to_verify(row))

    @property
    def waiting(self) -> frozenset[int]:
        """Standings against which an appeal is not answered yet."""
        return frozenset(one.standing_id for one in self.appeals if one.waiting)


def card(person_id: int, *, kind: int, mark: bytes, session: bytes, by: Actor) -> Card:
    """Sign a new code and gather what it rests on. `mark`, `session`: of the phone and the sign-in by
    which it is shown."""
    shown = codes.show(person_id, kind=kind, by=by)
    explained = codes.explain_own(person_id, by=by)
    place = next((one.place for one in explained.holding), "")
    return Card(
        shown=shown,
        explained=explained,
        appeals=codes.own_appeals(person_id, by=by),
        symbol=SafeString(qr.symbol(shown.text).svg()),
        now=clock.now(),
        answering=duty.whom_to_call(place or _place(person_id)),
        own_pass=_own_pass(passes.issue(person_id, kind, mark=mark, session=session)),
        shades=codes.scheme_on(clock.today()).shades,
        lists=zones.lists_said(zones.days_covered(clock.today())),
    )


def _own_pass(text: str) -> OwnPass:
    ends = clock.now() + passes.LASTS
    return OwnPass(text, int(ends.timestamp()))


def _place(person_id: int) -> str:
    return people.places_of([person_id]).get(person_id) or places.home()


TO_VERIFY = (
    Text(
        "请用回执把出发地、途经地写到县(市、区)和乡镇;村(社区)核实后,码立即改。",
        "Write every place to its county and town with your receipt; checked, the code follows at once.",
    ),
    Text(
        "不方便填的,请村(社区)代报,或接听核实电话。",
        "Or let the village file it for you, and answer when they call to verify.",
    ),
    Text(
        "核实以前,卡口会请您稍等核对;这不是隔离。",
        "Until then checkpoints ask you to wait while they check; this is no quarantine.",
    ),
)


WAITING = Text(
    "另有 {count} 条填报还没有核实(您自己改的也算),村(社区)正在办;核实前,登记和这个码照旧。",
    "{count} more to be checked by the village (what you changed counts too); until then the record and "
    "this code stand.",
)


def is_to_verify(row: codes.StandingRow) -> bool:
    """Whether a standing restricts nobody: it says that something is to be found out."""
    said = codes.scheme_on(clock.today()).edition.table.unverified
    return row.reason == arrivals.CLAIM or (said is not None and row.reason == said.class_code)


ON_THE_WAY = Text(
    "已经到的,留在原处;还没动身的,先别动身;在路上的,不要中途停留。马上打电话给要去的村(社区),按他们说的走。",
    "If you are here, stay where you are; if you have not set out, do not yet; if you are on the way, do not "
    "stop over. Call the village you are going to at once, and go as they say.",
)


def advice(explained: codes.ColourExplained, arrives: date | None = None) -> tuple[Text, ...]:
    """What to do now, in order: short sentences that hold for every colour of every pack. `arrives`: the
    day on which somebody comes who is not here yet, who cannot stay where they are."""
    if not explained.holding:
        return (
            Text("进出场所、过卡口时出示本页。", "Show this page at doors and checkpoints."),
            Text("不会用手机的家人,可请村(社区)办纸质卡。", "Paper cards are made in the village."),
        )
    if all(map(is_to_verify, explained.holding)):
        return TO_VERIFY
    coming = arrives is not None and arrives >= clock.today()
    return (
        ON_THE_WAY
        if coming
        else Text(
            "请按写明的理由和日期留在原处,等村(社区)联系。",
            "Stay where you are, as the reasons here say; the village will call.",
        ),
        Text(
            "需要看病、买药、急事,先打电话,不要自行外出。",
            "For medicine or anything urgent call first; do not set out alone.",
        ),
        Text(
            "认为不对,点“我要申诉”,有人会书面答复。",
            "If it is wrong, appeal: somebody answers in words.",
        ),
    )
