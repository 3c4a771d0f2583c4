"""Carry out a plan: persons, declarations, stays and filings, each in one COPY or UPDATE."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import bulk, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.filing import SEALED, State
from fangxian.lines.arrivals.judging import Plan
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    FIELDS,
    LEAVING,
    VIA,
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
MANY = 2000
GROWN = ("people_person", "people_document", "arrivals_declaration", "arrivals_filing")
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
    bulk.copy_rows("arrivals_filing", FILING, _filings(plan, persons, by, batch_id, way_in))
    if len(plan.journeys) > MANY:
        bulk.fresh_statistics(*GROWN)
    step(85)
    return {key: (persons[key], ids[key]) for key in plan.journeys}


def _keep_declarations(
    plan: Plan, known: Known, persons: dict[people.DocumentKey, int], by: Actor
) -> dict[people.DocumentKey, int]:
    new = [key for key, state in plan.journeys.items() if state.id is None]
    fresh = bulk.next_ids("arrivals_declaration", len(new)) if new else []
    ids = {key: state.id for key, state in plan.journeys.items() if state.id is not None}
    known_keys = list(ids)
    ids.update(zip(new, fresh, strict=True))

    now, times = clock.now().isoformat(), Written()

    def row(key: people.DocumentKey) -> tuple[Any, ...]:
        journey, phone = plan.journeys[key], plan.persons[key].phone
        return (ids[key], persons[key], *_declaration(journey, phone, known, now, times))

    if new:
        born = (by.account_id, "", "", False)
        rows = [row(key) + born for key in new]  # places may be looked up: not during the COPY
        bulk.copy_rows("arrivals_declaration", (*DECLARATION, *UNSCREENED), rows)
    bulk.update_rows("arrivals_declaration", DECLARATION, [row(key) for key in known_keys])
    return ids


def _declaration(
    state: State, phone: str, known: Known, now: str, times: dict[Any, str]
) -> tuple[Any, ...]:
    """The columns of DECLARATION from `place` on; arrays and JSON as PostgreSQL writes them."""
    (origin, leaving, arrival, via, transport, vehicle, town, village, address, overseas, entry,
     remark, method) = state.values  # fmt: skip
    newest, older = people.exceptions(FIELDS, state.values, state.times)
    town_text, village_text = town.text if town else "", village.text if village else ""
    lost = unresolved_of(origin, via, overseas, phone)
    return (
        known.destinations[town_text, village_text], origin.text if origin else "",
        origin.code if origin else "", leaving, arrival, via.text if via else "", transport or "",
        vehicle or "", town_text, village_text, address or "", OVERSEAS_SAID[overseas or ""], entry,
        remark or "", method or "", times[newest], people.write_older(older),
        _array(missing_of(state.values, phone)),
        _array([*lost, *known.destinations.unresolved(town_text, village_text)]), now,
    )  # fmt: skip


OVERSEAS_SAID = {"yes": True, "no": False, "": None}


class Written(dict[Any, str]):
    """Moments as PostgreSQL reads them, each written once."""

    def __missing__(self, moment: datetime) -> str:
        text = self[moment] = moment.isoformat()
        return text


def unresolved_of(origin: Any, via: Any, overseas: str, phone: str) -> list[str]:
    """What was said and led nowhere, as "field:text", towns aside. A country abroad is no
    division, so the origin of who comes from abroad is not asked after."""
    lost = []
    if origin and not origin.found and overseas != "yes":
        lost.append(f"origin:{origin.text}")
    if via:
        lost += [f"via:{part.where.text}" for part in via.parts if not part.where.found]
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
    bulk.copy_rows("arrivals_stay", STAY, rows)


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
    received, times = clock.now().isoformat(), Written()
    account = by.account_id
    for filed, mark in plan.filings:
        yield (
            plan.person_of(filed, persons), batch_id, filed.row or None, way_in, times[filed.at],
            received, mark, crypto.seal(filed.text, about=SEALED), account,
        )  # fmt: skip


def _array(texts: list[str]) -> str:
    """A text array as PostgreSQL writes it."""
    if not texts:
        return "{}"
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"
