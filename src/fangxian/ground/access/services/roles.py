"""Roles: those of the release, and the county's own."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from fangxian.ground.access import errors, rules
from fangxian.ground.access.models import Role
from fangxian.ground.access.services import giving
from fangxian.ground.access.shipped import shipped_roles
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER, verb


@verb(needs=rules.GIVING, at=lambda: "")
def bootstrap(*, by: Actor) -> int:
    """Bring the roles of this release up to date and leave the county's own as they are.

    Only the system may (it needs the whole country). Returns how many roles are shipped.
    """
    for position, shipped in enumerate(shipped_roles()):
        Role.objects.update_or_create(
            code=shipped.code,
            defaults={
                "name_zh": shipped.name.zh,
                "name_en": shipped.name.en,
                "permissions": list(shipped.permissions),
                "hands_out": list(shipped.hands_out),
                "shipped": True,
                "position": position,
            },
        )
    return len(shipped_roles())


@verb(needs=rules.GIVING, at=lambda: settings.FANGXIAN_COUNTY)
def define_role(code: str, name: Text, permissions: Sequence[str], *, by: Actor) -> None:
    """Make or change a role of the county's own, out of permissions that one holds."""
    known = {deed.needs for deed in REGISTER.values()} | {
        permission for role in shipped_roles() for permission in role.permissions
    }
    for permission in permissions:
        if permission not in known:
            raise errors.UnknownPermission(permission=permission)
    found = Role.objects.select_for_update().filter(code=code).first()
    if found and found.shipped:
        raise errors.RoleIsShipped(role=found.name_zh)
    wanted = found or Role(code=code)
    wanted.name_zh, wanted.name_en = name.zh, name.en
    wanted.permissions = sorted(set(permissions))
    giving.refuse_beyond_power(by, wanted, settings.FANGXIAN_COUNTY)
    wanted.save()
    audit.note(subject=f"access.role:{code}", permissions=wanted.permissions)
