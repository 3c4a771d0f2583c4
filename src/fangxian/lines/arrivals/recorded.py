"""What stands on record of the people of a table: their declarations, and what was filed before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from fangxian.ground.people import api as people
from fangxian.kernel import bulk
from fangxian.lines.arrivals.filing import DOUBT, Beside, State
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.rules import FIELDS

DECLARED = """
SELECT person_id, id, origin_text, leaving, arrival, via_text, transport, vehicle, town_text,
       village_text, address_text, overseas, entry, remark, method, unresolved, filed_at,
       provenance, as_of
  FROM arrivals_declaration WHERE person_id = ANY(%s::bigint[])
"""


BESIDE = """
SELECT declaration_id, text, start, "end", journey, provenance, filed_at
  FROM arrivals_stay WHERE declaration_id = ANY(%s) AND journey IS NOT NULL ORDER BY id
"""


def declared(person_ids: Iterable[int], known: Known) -> Iterable[tuple[int, State]]:
    wanted = list(person_ids)
    if not wanted:
        return
    rows, beside = [], dict[int, list[Beside]]()
    with connection.cursor() as cursor:
        cursor.execute(DECLARED, [bulk.as_array(map(str, wanted))])
        for row in cursor.fetchall():
            rows.append(row)
        cursor.execute(BESIDE, [[row[1] for row in rows]])
        for declaration, *kept in cursor.fetchall():
            beside.setdefault(declaration, []).append(_beside(kept, known))
    for row in rows:
        state = _state(row[1], row[2:-4], row[-4:], known)
        yield row[0], state._replace(beside=tuple(beside.get(row[1], ())))


def _beside(kept: Sequence[Any], known: Known) -> Beside:
    text, start, end, journey, provenance, filed_at = kept
    return Beside(known.places[text], start, end, journey, people.Stamp(provenance, filed_at))


def _state(number: int, row: tuple[Any, ...], standing: Any, known: Known) -> State:
    unresolved, filed_at, provenance, as_of = standing
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
    ) = row
    values = (
        known.places[origin],
        leaving,
        arrival,
        known.vias[via],
        transport,
        vehicle,
        known.towns[town],
        known.towns[village],
        address,
        "" if overseas is None else "yes" if overseas else "no",
        entry,
        remark,
        method,
    )
    doubt = next((said[len(DOUBT) :] for said in unresolved if said.startswith(DOUBT)), "")
    times = people.times_from(FIELDS, values, filed_at, provenance, as_of)
    return State(number, values, times, doubt)


def digests_of(person_ids: Iterable[int]) -> set[bytes]:
    wanted = list(person_ids)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT digest FROM arrivals_filing WHERE person_id = ANY(%s::bigint[])",
            [bulk.as_array(map(str, wanted))],
        )
        return {bytes(row[0]) for row in cursor.fetchall()}
