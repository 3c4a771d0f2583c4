"""Carry out a plan: persons, declarations, stays and filings, each in one COPY or UPDATE."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import bulk, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import claiming, screen_on_insert
from fangxian.lines.arrivals.filing import DOUBT, ONE_BY_ONE, SEALED, State, stays_of
from fangxian.lines.arrivals.outlook import Foreseen
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.rules import FIELDS, ORIGIN, OVERSEAS, VIA, missing_of
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Subject, Written

MANY = 2000
GROWN = ("people_person", "arrivals_declaration")
Step = Callable[[int], None]
Ids = dict[people.DocumentKey, int]


def keep(
    plan: Plan,
    known: Known,
    *,
    by: Actor,
    batch_id: int | None,
    way_in: str,
    step: Step,
    screen_on: date | None = None,
) -> dict[people.DocumentKey, tuple[int, int]]:
    """Write what a plan says. `step` hears how far it is, in per cent. With `screen_on`, new
    declarations are screened as of that day as they are written. Returns for each touched
    document the person and the declaration."""
    if way_in in ONE_BY_ONE:
        plan.settle_names()
    new = [key for key, state in plan.journeys.items() if state.id is None]
    ids = dict(zip(new, bulk.next_ids("arrivals_declaration", len(new)), strict=True))
    with bulk.aside() if len(new) > MANY else nullcontext():
        persons = people.store(plan.persons, by=by, provenance=plan.provenance)
        step(60)
        born = _keep_new(plan, ids, persons, known, by, screen_on)
        old = _keep_old(plan, persons, known)
        step(75)
        _keep_stays(plan, ids | old)
        _keep_filings(plan, persons, by, batch_id, way_in)
        claiming.keep(plan, way_in, by, batch_id)
    born.tell(by)
    step(85)
    return {key: (persons[key], number) for key, number in (ids | old).items()}


def foresee(plan: Plan, known: Known, most: int) -> dict[people.DocumentKey, Foreseen]:
    """How there would stand the first `most` people of a plan, were it carried out today. Nothing
    is kept."""
    keys = list(plan.journeys)[:most]
    if not keys:
        return {}
    ids = dict(zip(keys, range(1, len(keys) + 1), strict=True))
    found = foresee_of(plan, ids, known)
    return {
        key: _foreseen(found[number], plan.journeys[key])
        for key, number in ids.items()
        if number in found
    }


def _foreseen(one: Written, state: State) -> Foreseen:
    origin, via, overseas = (state.values[field] for field in (ORIGIN, VIA, OVERSEAS))
    lost = bool(unresolved_of(origin, via, overseas, "") or _lost_beside(state))
    return Foreseen(one.class_code, one.colour, one.uncertain and lost)


def foresee_of(plan: Plan, ids: Ids, known: Known) -> dict[int, Written]:
    """By these numbers the verdicts that would stand today on people of a plan."""
    found = screening.decided(subjects_of(plan, ids, known), clock.today())
    return {one.ref.number: one for some in found for one in some.written}


def subjects_of(plan: Plan, ids: Ids, known: Known) -> list[Subject]:
    """People of a plan as they would be screened, were it carried out, by these numbers."""
    persons = {key: plan.persons[key].id or 0 for key in ids}  # whose answers count
    columns = _columns(plan, ids, persons, known)
    return screen_on_insert.subjects([plan.journeys[key] for key in ids], columns, clock.today())


def _keep_new(
    plan: Plan, ids: Ids, persons: Ids, known: Known, by: Actor, screen_on: date | None
) -> screen_on_insert.InsertScreening:
    if not ids:
        return screen_on_insert.InsertScreening(None)
    columns = _columns(plan, ids, persons, known)
    born = screen_on_insert.screen([plan.journeys[key] for key in ids], columns, screen_on)
    columns |= born.standing(list(ids.values()))
    columns["created_by_id"] = [by.account_id] * len(ids)
    bulk.copy_columns("arrivals_declaration", columns)
    if len(ids) > MANY:
        bulk.check_keys(*GROWN)
    born.keep()
    return born


def _keep_old(plan: Plan, persons: Ids, known: Known) -> Ids:
    old = {key: state.id for key, state in plan.journeys.items() if state.id is not None}
    if old:
        bulk.update_columns("arrivals_declaration", _columns(plan, old, persons, known))
    return old


def _columns(plan: Plan, ids: Ids, persons: Ids, known: Known) -> dict[str, Sequence[Any]]:
    """Declarations as columns of the table; arrays, JSON and moments as PostgreSQL writes them."""
    states = [plan.journeys[key] for key in ids]
    phones = [plan.persons[key].phone for key in ids]
    (
        origin,
        leaving,
        arrival,
        via,
        transport,
        vehicle,
        town,
        village,
        address,
        overseas,
        entry,
        remark,
        method,
    ) = zip(*[state.values for state in states], strict=True)
    towns = list(zip(_texts(town), _texts(village), strict=True))
    at = known.destinations.placed
    place = [at(*names, said or "") for names, said in zip(towns, address, strict=True)]
    filed_at, provenance, as_of = people.written_times(FIELDS, states)
    lost = map(unresolved_of, origin, via, overseas, phones)
    placeless = [known.destinations.unresolved(*names) for names in towns]
    return {
        "id": list(ids.values()),
        "person_id": [persons[key] for key in ids],
        "place": place,
        "origin_text": _texts(origin),
        "origin": [one.code if one else "" for one in origin],
        "leaving": leaving,
        "arrival": arrival,
        "via_text": _texts(via),
        "transport": _said(transport),
        "vehicle": _said(vehicle),
        "town_text": [one for one, _ in towns],
        "village_text": [one for _, one in towns],
        "address_text": _said(address),
        "overseas": [OVERSEAS_SAID[one or ""] for one in overseas],
        "entry": entry,
        "remark": _said(remark),
        "method": _said(method),
        "filed_at": filed_at,
        "provenance": provenance,
        "as_of": as_of,
        "missing": [
            bulk.text_array(missing_of(state.values, phone, found))
            for state, phone, found in zip(states, phones, place, strict=True)
        ],
        "unresolved": [
            bulk.text_array(
                [
                    *dict.fromkeys((*found, *_lost_beside(state))),
                    *rest,
                    *([f"{DOUBT}{state.doubt}"] if state.doubt else ()),
                ]
            )
            for found, rest, state in zip(lost, placeless, states, strict=True)
        ],
        "updated_at": [clock.now().isoformat()] * len(ids),
    }


def _texts(said: Sequence[Any]) -> list[str]:
    return [one.text if one else "" for one in said]


def _said(texts: Sequence[str | None]) -> list[str]:
    return [text or "" for text in texts]


OVERSEAS_SAID = {"yes": True, "no": False, "": None}


def unresolved_of(origin: Any, via: Any, overseas: str | None, phone: str) -> list[str]:
    """What was said and led nowhere, as "field:text", towns aside. A country abroad is no
    division, so the origin of who comes from abroad is not asked after."""
    lost = []
    if origin and overseas != "yes":
        lost += [f"origin:{one.name}" for one in origin.all if not one.found]
    if via:
        lost += [f"via:{part.where.text}" for part in via.parts if not part.where.found]
    if phone and not people.normalise_phone(phone).sound:
        lost.append("phone")
    return lost


def _lost_beside(state: State) -> list[str]:
    return [f"via:{one.where.text}" for one in state.beside if not one.where.found]


def _keep_stays(plan: Plan, ids: Ids) -> None:
    rewritten = [ids[key] for key in plan.moved if plan.journeys[key].id is not None]
    if rewritten:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM arrivals_stay WHERE declaration_id = ANY(%s)", [rewritten])
    rows = [(ids[key], *row) for key in plan.moved for row in _stay_rows(plan.journeys[key])]
    if rows:
        columns = ("declaration_id", "text", "place", "start", "end", *BESIDE)
        bulk.copy_columns("arrivals_stay", dict(zip(columns, zip(*rows, strict=True), strict=True)))


BESIDE = ("journey", "filed_at", "provenance")


def _stay_rows(state: State) -> Iterator[tuple[Any, ...]]:
    """The stays of the journey as it stands, then those beside it with what is kept of each."""
    stays = [(where.text, where.code, start, end) for where, start, end in stays_of(state)]
    beside = [(one.journey, one.at.at.isoformat(), one.at.word) for one in state.beside]
    said = [(None, None, None)] * (len(stays) - len(beside)) + beside
    for stay, kept in zip(stays, said, strict=True):
        yield (*stay, *kept)


def _keep_filings(plan: Plan, persons: Ids, by: Actor, batch_id: int | None, way_in: str) -> None:
    count = len(plan.filings)
    if count:
        bulk.copy_columns(
            "arrivals_filing",
            {
                "person_id": [plan.person_of(filed, persons) for filed, _ in plan.filings],
                "batch_id": [batch_id] * count,
                "row_number": [filed.row or None for filed, _ in plan.filings],
                "way_in": [way_in] * count,
                "provenance": [plan.provenance] * count,
                "corrects": [plan.corrects] * count,
                "filed_at": [filed.at.isoformat() for filed, _ in plan.filings],
                "received_at": [clock.now().isoformat()] * count,
                "digest": [mark for _, mark in plan.filings],
                "sealed_cells": [
                    crypto.seal(filed.text, about=SEALED) for filed, _ in plan.filings
                ],
                "created_by_id": [by.account_id] * count,
            },
        )
