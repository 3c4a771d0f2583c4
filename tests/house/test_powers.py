"""Every permission is weighed: what shows or changes people is not given over a county by one."""

from __future__ import annotations

import pytest

from fangxian.ground.access import api as access
from fangxian.ground.access import rules
from fangxian.kernel.verb import PUBLIC, REGISTER
from tests.house.tree import load_house

load_house()

# Shows and changes no person, by permission, and why.
HARMLESS = {
    "access.read": "names of staff, within one's own area",
    "boards.read": "counts",
    "devices.read": "which phone of staff was heard when",
    "duty.read": "who of the staff holds which post",
    "places.edit": "grids, sites and populations; people stand where they were filed",
    "places.read": "divisions and sites",
    "policy.draft": "a text that decides nothing until two people enact it",
    "policy.read": "the law",
    "zones.read": "what was published",
}


def weighed() -> set[str]:
    return rules.GRAVE | rules.OF_PEOPLE | rules.AT_A_SITE


def known() -> set[str]:
    """All that a verb asks for or a role brings; what the system alone holds aside."""
    asked = {deed.needs for deed in REGISTER.values()} | {
        one for role in access.shipped_roles() for one in role.permissions
    }
    return {one for one in asked if one != PUBLIC and not one.endswith(".load")}


@pytest.mark.parametrize("permission", sorted(known()))
def test_a_permission_is_weighed_once(permission):
    kinds = [rules.GRAVE, rules.OF_PEOPLE, rules.AT_A_SITE, HARMLESS]
    assert sum(permission in kind for kind in kinds) == 1, permission


def test_no_permission_is_weighed_that_nothing_asks_for():
    assert weighed() | {*HARMLESS} <= known()


def test_what_reads_people_is_not_harmless():
    readings = {deed.needs for deed in REGISTER.values() if deed.kind == "reading"}
    assert not readings & {*HARMLESS}
