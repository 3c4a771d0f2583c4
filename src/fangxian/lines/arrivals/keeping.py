"""Carry out a plan: persons, declarations, stays and filings, each in one COPY or UPDATE."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.filing import SEALED, Filed, State
from fangxian.lines.arrivals.judging import Plan
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    FIELDS,
    LEAVING,
    ORIGIN,
    OVERSEAS,
    TOWN,
    VIA,
    VILLAGE,
    missing_of,
)

DECLARATION = (
    "id", "person_id", "place", "origin_text", "origin", "leaving", "arrival", "via_text",
    "transport", "vehicle", "town_text", "village_text", "address_text", "overseas", "entry",
    "remark", "method", "filed_at", "as_of", "missing", "unresolved", "updated_at",
)  # fmt: skip
UNSCREENED = ("created_by_id", "class_code", "colour", "uncertain")
STAY = ("declaration_id", "text", "place", "start", "end")
FILING = (
    "person_id", "batch_id", "row_number", "way_in", "filed_at", "received_at", "digest",
    "sealed_cells", "created_by_id",
)  # fmt: skip
Step = Callable[[int], None]


def keep(
    plan: Plan, known: Known, *, by: Actor, batch_id: int | None, way_in: str, step: Step
) -> dict[people.DocumentKey, tuple[int, int]]:
    """Write what a plan says. `step` hears how far it is, in per cent. Returns for each
    touched document the person and the declaration."""
    persons = people.store(plan.persons, by=by)
    step(60)
    ids = _keep_declarations(plan, known, persons, by)
    step(75)
    _keep_stays(plan, ids)
    people.copy_rows("arrivals_filing", FILING, _filings(plan, persons, by, batch_id, way_in))
    step(85)
    return {key: (persons[key], ids[key]) for key in plan.journeys}


def _keep_declarations(
    plan: Plan, known: Known, persons: dict[people.DocumentKey, int], by: Actor
) -> dict[people.DocumentKey, int]:
    new = [key for key, state in plan.journeys.items() if state.id is None]
    fresh = people.next_ids("arrivals_declaration", len(new)) if new else []
    ids = {key: state.id for key, state in plan.journeys.items() if state.id is not None}
    known_keys = list(ids)
    ids.update(zip(new, fresh, strict=True))

    def row(key: people.DocumentKey) -> tuple[Any, ...]:
        phone = plan.persons[key].phone
        return (ids[key], persons[key], *_declaration(plan.journeys[key], phone, known))

    if new:
        born = (by.account_id, "", "", False)
        rows = [row(key) + born for key in new]  # places may be looked up: not during the COPY
        people.copy_rows("arrivals_declaration", (*DECLARATION, *UNSCREENED), rows)
    people.update_rows("arrivals_declaration", DECLARATION, [row(key) for key in known_keys])
    return ids


def _declaration(state: State, phone: str, known: Known) -> Iterator[Any]:
    """The columns of DECLARATION from `place` on; arrays and JSON as PostgreSQL writes them."""
    values = state.values
    origin, via, town, village = (values[n] for n in (ORIGIN, VIA, TOWN, VILLAGE))
    newest, older = people.exceptions(FIELDS, values, state.times)
    at = known.destinations[_text(town), _text(village)]
    yield at
    yield from (_text(origin), origin.code if origin else "")
    yield from values[LEAVING:VIA]
    yield _text(via)
    yield from (value or "" for value in values[VIA + 1 : TOWN])
    yield from (_text(town), _text(village), values[VILLAGE + 1] or "")
    yield {"yes": True, "no": False}.get(values[OVERSEAS])
    yield values[OVERSEAS + 1]
    yield from (value or "" for value in values[OVERSEAS + 2 :])
    yield from (newest, people.write_older(older))
    yield _array(missing_of(values, phone))
    yield _array(unresolved_of(state, phone, known))
    yield clock.now()


def unresolved_of(state: State, phone: str, known: Known) -> list[str]:
    """What was said and led nowhere, as "field:text". A country abroad is no division, so
    the origin of who comes from abroad is not asked after."""
    values = state.values
    origin, via, town, village = (values[n] for n in (ORIGIN, VIA, TOWN, VILLAGE))
    lost = []
    if origin and not origin.found and values[OVERSEAS] != "yes":
        lost.append(f"origin:{origin.text}")
    if via:
        lost += [f"via:{part.where.text}" for part in via.parts if not part.where.found]
    lost += known.destinations.unresolved(_text(town), _text(village))
    if phone and not people.normalise_phone(phone).sound:
        lost.append("phone")
    return lost


def _keep_stays(plan: Plan, ids: dict[people.DocumentKey, int]) -> None:
    rewritten = [ids[key] for key in plan.moved if plan.journeys[key].id is not None]
    if rewritten:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM arrivals_stay WHERE declaration_id = ANY(%s)", [rewritten])
    rows = (
        (ids[key], *stay)
        for key in plan.moved
        if plan.journeys[key].values[VIA]
        for stay in stays_of(plan.journeys[key])
    )
    people.copy_rows("arrivals_stay", STAY, rows)


def stays_of(state: State) -> Iterator[tuple[str, str, date | None, date]]:
    """(text, place, start, end) of each stay on the way. Days that were not given are those
    of the journey: from the leaving to the arrival."""
    leaving, arrival = state.values[LEAVING], state.values[ARRIVAL]
    for where, start, end in state.values[VIA].parts:
        if start is None and end is None:
            start = leaving
        last = end or max(arrival, start or arrival)
        yield where.text, where.code, start, last


def _filings(
    plan: Plan, persons: dict[people.DocumentKey, int], by: Actor, batch_id: int | None, way_in: str
) -> Iterator[tuple[Any, ...]]:
    received = clock.now()
    for filed, mark in plan.filings:
        person = plan.person_of(filed, persons)
        yield (
            person, batch_id, filed.row or None, way_in, filed.at, received, mark,
            sealed(filed), by.account_id,
        )  # fmt: skip


def sealed(filed: Filed) -> bytes:
    return crypto.seal(filed.text, about=SEALED)


def _text(said: Any) -> str:
    return said.text if said else ""


def _array(texts: list[str]) -> str:
    """A text array as PostgreSQL writes it."""
    if not texts:
        return "{}"
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"
