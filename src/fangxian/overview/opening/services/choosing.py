"""What is chosen for the county as a whole: which it is, its first accounts, its edition, its sender."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, home
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.overview.opening import errors
from fangxian.overview.opening.queries import CHIEF, OFFICER, edition_now, place_named
from fangxian.overview.opening.services.links import NEEDS, held

ADDRESS = re.compile(r"https?://[^\s/]+\S*")
SENDERS = {
    "file": Text("写入本机文件,由值班员转告", "To a file on this machine, passed on by hand"),
    "webhook": Text("交给短信平台的地址(webhook)", "To an address of an SMS platform (webhook)"),
    "console": Text("只显示在终端(仅演示)", "On the terminal (demonstrations only)"),
}
# Whose unit a role sits in.
UNIT_OF_ROLE = {
    CHIEF: "headquarters",
    "headquarters": "headquarters",
    "township": "township",
    "village": "village",
    "grid_worker": "grid",
}


@verb(needs=NEEDS, words=Text("开局:选定本县", "set-up: chose the county"))
def choose_county(county: str, *, by: Actor) -> places.Loaded:
    """Say which county this is; its villages and its units come with it. Another may be chosen until
    an account is open. CountyFixed, and what `places.choose_home` refuses."""
    held()
    before = home.county()
    if before and before != county:
        if access.count_empowered():
            raise errors.CountyFixed(county=places.full_name(before))
        duty.drop_units(before, by=by)
    done = places.choose_home(county, by=by)
    duty.bootstrap_units()
    audit.note(subject="opening.county", place=county)
    return done


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """Who is to sign in. `place`: a code or name, "" the county."""

    username: str
    name: str
    role: str
    place: str = ""
    phone: str = ""


@verb(needs=NEEDS, words=Text("开局:开首批账号", "set-up: opened a first account"))
def open_first(wanted: FirstAccount, *, by: Actor) -> str:
    """Open an account with its role, on a post of its unit where there is one. Returns its one-time
    password; "" where it stood already. NoSuchRole, OnePerson, PlaceNotOurs."""
    held()
    known = {role.code for role in access.shipped_roles()}
    if wanted.role not in known:
        raise errors.NoSuchRole(given=wanted.role[:40], known="、".join(sorted(known)))
    place = place_named(wanted.place)
    _two_people(wanted)
    found = access.account_named(wanted.username)
    if found is None:
        opened = access.open_account(wanted.username, wanted.name, place, wanted.phone, by=by)
        account, password = opened.account_id, opened.password
    else:
        account, password = found.pk, ""
    if not access.holds(account, wanted.role, place):
        access.grant(account, wanted.role, place, by=by)
    _seat(account, wanted, place, by)
    audit.note(subject=f"access.account:{account}", place=place, role=wanted.role)
    return password


def _two_people(wanted: FirstAccount) -> None:
    """By name and by phone: one person with two accounts is one person."""
    other = {CHIEF: OFFICER, OFFICER: CHIEF}.get(wanted.role)
    for one in access.role_holders(other) if other else ():
        phone = bool(wanted.phone) and access.read_phone(wanted.phone) == one.phone
        same = one.username.casefold() == wanted.username.strip().casefold()
        if phone or same or one.name == wanted.name.strip():
            raise errors.OnePerson(name=one.name, role=access.role_name(other or ""))


def _seat(account: int, wanted: FirstAccount, place: str, by: Actor) -> None:
    """Who is instructed is a unit: without a post an account sees work and may do nothing of it."""
    kind = UNIT_OF_ROLE.get(wanted.role)
    unit = duty.unit_for(place, kind) if kind else None
    if unit is None or unit.place != place or account in _seated(unit.id):
        return
    held_by = {one.post_id for one in duty.members(unit.id)}
    for post in duty.posts(unit.id):
        if post.role_code == wanted.role and not (post.single and post.id in held_by):
            duty.seat(post.id, duty.Holder(wanted.name.strip(), account), by=by)
            return


def _seated(unit_id: int) -> set[int | None]:
    return {one.account_id for one in duty.members(unit_id)}


@verb(needs=NEEDS, words=Text("开局:确认现行方案", "set-up: agreed on the edition in force"))
def agree_on_edition(edition: str = "", *, by: Actor) -> str:
    """Say that the edition in force, with the overlay of the place, is the one to work by; `edition`:
    as it was seen. Returns its id. NoEdition, EditionChanged."""
    row, now = held(), edition_now()
    if now is None:
        today = clock.today()
        raise errors.NoEdition(day=today, disease=policy.disease_on(today))
    if edition and edition != now.id and edition not in now.id.split("+"):
        raise errors.EditionChanged(now=now.id, given=edition[:80])
    row.edition = now.id
    row.save(update_fields=["edition"])
    audit.note(subject="opening.policy", edition=now.id)
    return now.id


@verb(needs=NEEDS, words=Text("开局:选短信发送方式", "set-up: chose how messages go out"))
def choose_sender(kind: str, address: str = "", *, by: Actor) -> None:
    """By what messages go out. SenderOdd."""
    held()
    address = address.strip()
    if kind not in SENDERS or (kind == "webhook" and not ADDRESS.fullmatch(address)):
        raise errors.SenderOdd(given=f"{kind} {address}".strip()[:80])
    home.keep(sender=kind, sender_address=address[:300] if kind == "webhook" else "")
    audit.note(subject="opening.sender", kind=kind)


@verb(needs=NEEDS, words=Text("开局:设专班", "set-up: added a task force"))
def add_task_force(name: str, role: str = "", place: str = "", *, by: Actor) -> bool:
    """A task force below headquarters, with a post for any number of members. Whether it is new."""
    held()
    at = place_named(place)
    standing = duty.units(by.scope("duty.edit"), kind="task_force")
    if any(one.name == name.strip() and one.place == at for one in standing):
        return False
    above = duty.unit_for(at, "headquarters")
    unit = duty.add_unit("task_force", name, at, above.id if above else None, by=by)
    duty.add_post(unit, "成员", role or "data_team", single=False, by=by)
    audit.note(subject=f"duty.unit:{unit}", place=at)
    return True
