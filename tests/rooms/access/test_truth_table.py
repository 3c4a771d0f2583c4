"""Every role × every operation × every kind of place, against the reviewed table.

After a change that is meant: FANGXIAN_TEST_RECORD=1 pytest tests/rooms/access/test_truth_table.py,
then read the difference of truth_table.csv line by line.
"""

from __future__ import annotations

import functools
import inspect
import os
from datetime import date
from uuid import UUID

import pytest

from fangxian.ground.access import api as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, REGISTER, verb
from fangxian.lines.screening.api import Ref

from . import truth
from .cast import TOWN

SYSTEM_ONLY = ".load"  # what comes with the product is brought by the system alone


class Reached(Exception):  # noqa: N818 not an error
    """The body of a probe was entered."""


@pytest.fixture
def attempt(desk):
    """Tries an operation's permission at a place with the very decorator that guards the operation."""
    actors = {
        role.code: desk.acting(role.code, (role.code, TOWN)) for role in access.shipped_roles()
    }
    actors[truth.NOBODY] = desk.acting("nobody")
    probes = {}

    def probe(needs: str):
        if needs not in probes:
            before = dict(REGISTER)

            @verb(needs=needs, words=Text("试办", "tried"), at=lambda place: place)
            def enter(place: str | None, *, by: Actor) -> None:
                raise Reached

            probes[needs] = enter
            REGISTER.clear()
            REGISTER.update(before)
        return probes[needs]

    @functools.cache
    def got_in(needs: str, where: str, role: str) -> bool:
        try:
            probe(needs)(truth.PLACES[where], by=actors[role])
        except Reached:
            return True
        except NotAllowed:
            return False
        raise AssertionError

    return lambda cell: got_in(cell.needs, cell.where, cell.role)


def test_the_table_holds(attempt):
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        truth.record(attempt)
    assert not list(truth.walk(attempt))


def test_no_deed_that_is_gone_stays_in_the_table():
    truth.load_rooms()
    assert {deed for deed, _, _ in truth.reviewed()} <= set(REGISTER)


def test_nobody_gets_in_without_a_grant_and_nobody_above_or_beside_their_place():
    truth.load_rooms()
    for (deed, where, role), may in truth.reviewed().items():
        if REGISTER[deed].needs != PUBLIC and may:
            assert role != truth.NOBODY, deed
            assert where in {"inside", "anywhere"}, (deed, where, role)


def test_every_permission_is_held_by_some_role():
    truth.load_rooms()
    held = {name for role in access.shipped_roles() for name in role.permissions}
    assert not [name for name in held if name.endswith(SYSTEM_ONLY)]
    asked = {deed.needs for deed in REGISTER.values()} - held - {PUBLIC}
    assert not [name for name in asked if not name.endswith(SYSTEM_ONLY)]


def _guess(parameter: inspect.Parameter):
    """An argument with which an operation could be called, were it let."""
    kind = str(parameter.annotation)
    for word, value in (
        ("Sequence", []),
        ("list", []),
        ("tuple", ()),
        ("Mapping", {}),
        ("dict", {}),
        ("bytes", b""),
        ("UUID", UUID(int=0)),
        ("int", 0),
        ("date", date(2022, 5, 10)),
        ("str", TOWN),
        ("Ref", Ref("", 0)),
    ):
        if word in kind:
            return value
    return Blank()


class Blank:
    """Whatever is asked of it is an empty text; an id is that of nothing."""

    def __getattr__(self, name: str) -> str | int:
        if name.startswith("__"):
            raise AttributeError(name)
        return 0 if name.endswith("_id") else ""


def _refused(call, by: Actor) -> bool:
    asked = [
        parameter
        for parameter in inspect.signature(call).parameters.values()
        if parameter.name != "by" and parameter.default is parameter.empty
    ]
    positional = [_guess(p) for p in asked if p.kind is p.POSITIONAL_OR_KEYWORD]
    named = {p.name: _guess(p) for p in asked if p.kind is p.KEYWORD_ONLY}
    try:
        call(*positional, **named, by=by)
    except Refusal:
        return True
    return False


def test_closed_by_default_every_deed_itself_refuses_who_has_no_grant(desk):
    """The operations themselves are called here, not probes of them."""
    truth.load_rooms()
    nobody = desk.acting("nobody")
    let_in = [
        deed.name
        for deed in REGISTER.values()
        if deed.needs != PUBLIC and not _refused(deed.call, nobody)
    ]
    assert let_in == []
    assert not AuditLine.objects.filter(account_id=nobody.account_id).exclude(outcome="refused")


@pytest.mark.parametrize("day", ["2022-04-30T23:59", "2022-06-01T00:00"])
def test_no_deed_lets_in_who_holds_everything_but_not_today(desk, day):
    truth.load_rooms()
    account = desk.somebody("yesterday")
    for role in access.shipped_roles():
        access.grant(
            account,
            role.code,
            TOWN,
            since=date(2022, 5, 1),
            until=date(2022, 5, 31),
            by=SYSTEM,
        )
    with clock.at("2022-05-10T08:00"):
        assert desk.actor(account).may("tasks.receive")
    with clock.at(day):
        actor = desk.actor(account)
        needs = {deed.needs for deed in REGISTER.values()} - {PUBLIC}
        assert not [name for name in needs if actor.may(name) or not actor.scope(name).nothing]


@pytest.mark.parametrize("reach", ["own", "assigned"])
def test_a_narrow_reach_covers_no_place(desk, reach):
    account = desk.somebody("narrow")
    access.grant(account, "grid_worker", TOWN, reach, by=SYSTEM)
    scope = desk.actor(account).scope("tasks.read")
    assert (scope.prefixes, scope.own, scope.assigned) == ((), reach == "own", reach == "assigned")
    assert not scope.covers(f"{TOWN}201")
