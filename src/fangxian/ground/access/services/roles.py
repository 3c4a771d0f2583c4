"""Roles: those of the release, and the county's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fangxian.ground.access import errors, rules
from fangxian.ground.access.models import AccountGrant, Role
from fangxian.ground.access.services import power_checks
from fangxian.ground.access.shipped import ShippedRole, shipped_roles
from fangxian.kernel import audit, home
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb, whole_register


def bootstrap() -> int:
    """Bring the roles of this release up to date; cheap and silent when they are.

    Returns how many had to be written."""
    standing = {role.code: role for role in Role.objects.filter(shipped=True)}
    behind = [
        (position, role)
        for position, role in enumerate(shipped_roles())
        if _columns(position, role) != _columns_of(standing.get(role.code))
    ]
    return bring_roles(behind, by=SYSTEM) if behind else 0


@verb(needs="access.load", words=Text("更新岗位", "brought roles"))
def bring_roles(behind: Sequence[tuple[int, ShippedRole]], *, by: Actor) -> int:
    """Write shipped roles (position, role) and leave the county's own as they are. Only
    the system holds access.load."""
    for position, role in behind:
        Role.objects.update_or_create(code=role.code, defaults=_columns(position, role))
    audit.note(subject="access.roles", roles=[role.code for _, role in behind])
    return len(behind)


def _columns(position: int, role: ShippedRole) -> dict[str, Any]:
    return {
        "name_zh": role.name.zh,
        "name_en": role.name.en,
        "permissions": list(role.permissions),
        "hands_out": list(role.hands_out),
        "shipped": True,
        "position": position,
    }


def _columns_of(role: Role | None) -> dict[str, Any]:
    columns = ("name_zh", "name_en", "permissions", "hands_out", "shipped", "position")
    return {name: getattr(role, name) for name in columns} if role else {}


@verb(
    needs=rules.GIVING,
    words=Text("定义岗位", "defined a role"),
    at=lambda: home.county(),
)
def define_role(code: str, name: Text, permissions: Sequence[str], *, by: Actor) -> None:
    """Make or change a role of the county's own, out of permissions that one holds."""
    known = {operation.needs for operation in whole_register().values()} | {
        permission for role in shipped_roles() for permission in role.permissions
    }
    for permission in permissions:
        if permission not in known:
            raise errors.UnknownPermission(permission=permission)
    found = Role.objects.select_for_update().filter(code=code).first()
    if found and found.shipped:
        raise errors.RoleIsShipped(role=found.name_zh)
    wanted = found or Role(code=code)
    before = set(wanted.permissions)
    wanted.name_zh, wanted.name_en = name.zh, name.en
    wanted.permissions = sorted(set(permissions))
    power_checks.refuse_beyond_power(by, wanted, home.county())
    wanted.save()
    waiting = _wait_again(wanted, before, by)
    audit.note(
        subject=f"access.role:{code}", permissions=wanted.permissions, grants_waiting=waiting
    )


def _wait_again(role: Role, before: set[str], by: Actor) -> int:
    """A role that became graver is given anew: its grants wait for a second officer, where what
    was added is grave over their place, or over all places where the role was given."""
    if by.account_id is None:
        return 0
    added = set(role.permissions) - before
    held = AccountGrant.objects.filter(role=role, revoked_at=None)
    everywhere = [(added, one.place) for one in held]
    graver = [
        one.pk
        for one in held
        if rules.goes_further(added, one.place, everywhere)
        or power_checks.is_grave(
            one.account_id, added, one.place, one.reach, one.since, one.until, by=by
        )
    ]
    return held.filter(pk__in=graver).update(awaiting=True, asked_by_id=by.account_id)
