"""What is set up and what is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, crypto, home
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.overview.opening import errors
from fangxian.overview.opening.models import Invitation, Opening
from fangxian.overview.opening.steps import KEYS, STEPS, Step

CHIEF, OFFICER = "headquarters_chief", "account_officer"
TOKEN, VISITOR = "opening.token", "opening.visitor"
State = Literal["done", "missing", "put_off"]
Said = tuple[bool, Text]


@dataclass(frozen=True, slots=True)
class StepState:
    """`said`: what stands, or what is missing."""

    key: str
    name: Text
    why: Text
    needed: bool
    state: State
    said: Text


def row() -> Opening:
    return Opening.objects.filter(id=1).first() or Opening(id=1)


def is_finished() -> bool:
    return row().finished_at is not None


def has_officers() -> bool:
    """Whether anybody holds a right already."""
    return access.count_empowered() > 0


def is_visitor(secret: str) -> bool:
    """Whether a browser was let in by a link, its hours are not over and nobody has finished."""
    if not secret or is_finished():
        return False
    mark = crypto.blind_index(secret, about=VISITOR)
    held = Invitation.objects.filter(visitor_mark=mark, visit_until__gt=clock.now())
    return held.exists()


def checklist() -> tuple[StepState, ...]:
    """Every step in order; a few queries each, nothing personal."""
    put_off = set(row().put_off)
    return tuple(_state(step, put_off) for step in STEPS)


def missing() -> tuple[StepState, ...]:
    """The needed steps that are not done."""
    return tuple(one for one in checklist() if one.needed and one.state != "done")


def step(key: str) -> Step | None:
    return KEYS.get(key)


def _state(one: Step, put_off: set[str]) -> StepState:
    done, said = _LOOKS[one.key]() if home.county() or one.key in FIRST else (False, BEFORE)
    state: State = "done" if done else "put_off" if one.key in put_off else "missing"
    return StepState(one.key, one.name, one.why, one.needed, state, said)


FIRST = {"county", "sender"}
BEFORE = Text("先选定本县", "choose the county first")


def _county() -> Said:
    county = home.county()
    if not county:
        return False, Text("还没有选", "not chosen")
    return True, Text(
        f"{places.full_name(county)}({county})", f"{places.full_name(county)} ({county})"
    )


def _divisions() -> Said:
    towns = places.children_of(home.county())
    villages = [one for town in towns for one in places.children_of(town.code)]
    grids = sum(len(places.children_of(one.code)) for one in villages)
    said = Text(
        f"{len(towns)} 个乡镇(街道)、{len(villages)} 个村(社区)、{grids} 个网格",
        f"{len(towns)} townships, {len(villages)} villages, {grids} grids",
    )
    return bool(towns and villages), said


def _units() -> Said:
    counts = Counter(unit.kind for unit in duty.units(SYSTEM.scope("duty.read")))
    towns = len(places.children_of(home.county()))
    said = Text(
        f"指挥部 {counts['headquarters']}、专班 {counts['task_force']}、镇 {counts['township']}、"
        f"村 {counts['village']}、网格 {counts['grid']}",
        f"{counts['headquarters']} headquarters, {counts['task_force']} task forces, "
        f"{counts['township']} townships, {counts['village']} villages, {counts['grid']} grids",
    )
    return counts["headquarters"] > 0 and 0 < towns <= counts["township"], said


def _accounts() -> Said:
    lacking = [
        words
        for role, words in (
            (CHIEF, Text("指挥长", "the chief")),
            (OFFICER, Text("账号管理员", "the account officer")),
        )
        if not access.role_holders(role)
    ]
    if lacking:
        zh, en = "、".join(one.zh for one in lacking), " and ".join(one.en for one in lacking)
        return False, Text(f"还没有{zh}的账号", f"no account of {en}")
    count = access.count_empowered()
    return True, Text(f"{count} 个账号有权限", f"{count} accounts hold rights")


def _factors() -> Said:
    held = [one for role in (CHIEF, OFFICER) for one in access.role_holders(role)]
    bare = [one.name for one in held if not one.second_factor]
    if not held:
        return False, Text("先开首批账号", "open the first accounts")
    names = "、".join(dict.fromkeys(bare))
    if bare:
        return False, Text(f"还没有设置:{names}", f"not set up: {names}")
    return True, Text("指挥长和账号管理员都已设置", "the chief and the account officer have one")


def _roster() -> Said:
    units = duty.units(SYSTEM.scope("duty.read"))
    staffed = duty.staffed_units()
    empty = [one for one in units if one.kind in ("township", "village") and one.id not in staffed]
    seated = len(staffed)
    if not seated:
        return False, Text("还没有人在岗", "nobody holds a post")
    said = Text(
        f"{seated} 个单位有人在岗,{len(empty)} 个镇村还没有人",
        f"{seated} units are staffed, {len(empty)} townships and villages are not",
    )
    return True, said


def _households() -> Said:
    count = people.count_households()
    said = Text(f"{count} 户", f"{count} households") if count else Text("还没有", "none yet")
    return count > 0, said


def place_named(given: str) -> str:
    """A place of the county by code or name; "" is the county. CountyFirst, PlaceNotOurs."""
    county = home.county()
    if not county:
        raise errors.CountyFirst
    text = given.strip()
    if text in ("", county, places.name_of(county), places.full_name(county)):
        return county
    found = text if text.isdecimal() else places.find_in(county, text)
    if found is None or not found.startswith(county) or places.division(found) is None:
        raise errors.PlaceNotOurs(given=text[:60])
    return found


def edition_now() -> policy.Edition | None:
    """What is in force today in the home county."""
    return policy.in_force_or_none(clock.today(), home.county())


def _policy() -> Said:
    now, agreed = edition_now(), row().edition
    if now is None:
        return False, Text("今天没有施行中的方案", "no edition is in force today")
    if agreed != now.id:
        return False, Text(f"待确认:{now.title.zh}", f"to be agreed on: {now.title.en}")
    return True, now.title


def _checkpoints() -> Said:
    count = len(checkpoints.checkpoints(by=SYSTEM))
    said = Text(f"{count} 个", f"{count} open") if count else Text("还没有", "none yet")
    return count > 0, said


def _phones() -> Said:
    public = [
        one
        for one in duty.units(SYSTEM.scope("duty.read"))
        if one.kind in ("headquarters", "township")
    ]
    silent = [one.name for one in public if not one.public_phone]
    if any(one.kind == "headquarters" and one.public_phone for one in public):
        more = Text(f",另有 {len(silent)} 个镇没有", f"; {len(silent)} townships have none")
        have = Text("指挥部有公开电话", "headquarters has one")
        return True, Text(have.zh + more.zh, have.en + more.en) if silent else have
    return False, Text("指挥部还没有公开电话", "headquarters has none")


def _sender() -> Said:
    kind, address = home.sender()
    chosen = home.sender_chosen()
    said = Text(f"{kind} {address}".strip(), f"{kind} {address}".strip())
    return chosen, said if chosen else Text("还没有选", "not chosen")


_LOOKS = {
    "county": _county,
    "divisions": _divisions,
    "units": _units,
    "accounts": _accounts,
    "factors": _factors,
    "roster": _roster,
    "households": _households,
    "policy": _policy,
    "checkpoints": _checkpoints,
    "phones": _phones,
    "sender": _sender,
}
