"""The places one can go to, for those who may, in the order of a shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Entry:
    """`needs` are alternatives; `thumb` puts it into the phone's bottom bar. Who may do one of
    `within` finds the page inside another entry's."""

    url_name: str
    label: Text
    icon: str
    needs: tuple[str, ...]
    thumb: bool = False
    counted_at: str = ""  # the page that answers with a small number, asked for late
    within: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Pages of one subject under one heading; the first, what one begins with, has none."""

    label: Text | None
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Link:
    entry: Entry
    href: str
    here: bool
    thumb: bool


GROUPS = {
    "": None,
    "people": Text("人员", "People"),
    "judging": Text("判定与码", "Decisions and codes"),
    "places": Text("场所与卡口", "Places and barriers"),
    "house": Text("规则与后台", "Rules and house"),
}
ENTRIES = (
    Entry(
        "brief",
        Text("待批与要情", "Approvals and brief"),
        "clipboard-check",
        ("policy.enact",),
        thumb=True,
    ),
    Entry(
        "situation",
        Text("态势", "Situation"),
        "layout-dashboard",
        ("boards.read",),
        thumb=True,
    ),
    Entry(
        "work",
        Text("我的事", "My work"),
        "checkbox",
        ("tasks.read",),
        thumb=True,
        counted_at="work_count",
    ),
    Entry("instruction_new", Text("下达指令", "Issue"), "send", ("tasks.issue",)),
    Entry(
        "arrivals",
        Text("来返台账", "Arrivals"),
        "users",
        ("arrivals.read",),
        thumb=True,
        group="people",
    ),
    Entry(
        "arrivals_calls", Text("电话核实", "Calls"), "phone", ("arrivals.vouch",), group="people"
    ),
    Entry("pushed", Text("推送协查", "Pushed lists"), "inbox", ("arrivals.read",), group="people"),
    Entry(
        "overrides",
        Text("人工改判·管控", "Measures by hand"),
        "gavel",
        ("arrivals.override_propose", "arrivals.override_approve"),
        counted_at="overrides_count",
        group="judging",
    ),
    Entry(
        "codes",
        Text("健康码申诉", "Code appeals"),
        "qrcode",
        ("codes.decide_appeal",),
        counted_at="codes_count",
        group="judging",
    ),
    Entry(
        "codes_report",
        Text("人工认定·码色", "Colours by hand"),
        "eye-check",
        ("codes.see_overrides",),
        counted_at="codes_hand_count",
        group="judging",
    ),
    Entry(
        "codes_cards",
        Text("纸质卡", "Paper cards"),
        "qrcode",
        ("codes.issue_cards",),
        within=("codes.decide_appeal",),
        group="judging",
    ),
    Entry("venues", Text("场所码", "Venues"), "building-store", ("venues.read",), group="places"),
    Entry("zones", Text("风险区", "Risk areas"), "map-pin", ("zones.read",), group="places"),
    Entry(
        "checkpoints",
        Text("卡口", "Checkpoints"),
        "barrier-block",
        ("checkpoints.read",),
        counted_at="checkpoints_count",
        group="places",
    ),
    Entry("devices", Text("终端", "Devices"), "device-mobile", ("devices.read",), group="places"),
    Entry("policy", Text("政策", "Policy"), "scale", ("policy.read",), group="house"),
    Entry("duty", Text("值守", "Duty"), "calendar-user", ("duty.read",), group="house"),
    Entry(
        "imports",
        Text("导入", "Imports"),
        "file-import",
        (
            "arrivals.import",
            "duty.edit",
            "people.edit",
            "places.import",
            "zones.import",
            "venues.review",
        ),
        group="people",
    ),
    Entry("staff", Text("账号", "Accounts"), "key", ("access.read",), group="house"),
    Entry(
        "staff_audit",
        Text("谁做了什么", "Who did what"),
        "eye-check",
        ("audit.read",),
        thumb=True,
        group="house",
    ),
)
THUMBS = (
    3  # of the phone's bottom bar: who has none of the chosen ones finds the first of their own
)


def links(actor: Actor, path: str) -> tuple[Link, ...]:
    """What this actor may open. A page that does not exist (yet) is left out."""
    found = []
    for entry in ENTRIES:
        if not _may(actor, entry.needs) or _may(actor, entry.within):
            continue
        try:
            href = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        found.append((entry, href))
    here = max((href for _, href in found if _inside(path, href)), key=len, default="")
    thumbs = _thumbs([entry for entry, _ in found])
    return tuple(Link(entry, href, href == here, entry in thumbs) for entry, href in found)


def groups(found: Sequence[Link]) -> tuple[Group, ...]:
    """The links under their headings, in the order of both; a heading without a link is left out."""
    return tuple(
        Group(label, some)
        for code, label in GROUPS.items()
        if (some := tuple(link for link in found if link.entry.group == code))
    )


def _thumbs(found: Sequence[Entry]) -> list[Entry]:
    chosen = [entry for entry in found if entry.thumb]
    return [*chosen, *(entry for entry in found if not entry.thumb)][:THUMBS]


def _inside(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))


def _may(actor: Actor, permissions: tuple[str, ...]) -> bool:
    return any(actor.may(permission) for permission in permissions)
