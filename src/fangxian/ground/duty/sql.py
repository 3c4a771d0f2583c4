"""All SQL of this room. The statements are constants; values only go in as parameters.

Table names of people, places and access are written out: foreign keys of this room stand on them.
Who is without something is asked by NOT IN of what is never null, and loads are shared out by windows: of
tables that were filled a moment ago the planner knows nothing, and a nested loop over ten thousand grids takes a
minute.
"""
# ruff: noqa: S608 joined from the constants below, never from anything handed in

from __future__ import annotations

from typing import Any

from django.db import connection

# Holdings in force today in open units: unit, kind, place, holder, charge role it stands for.
# Whose account was closed has left, though nobody has ended the holding yet.
HELD = """
held AS MATERIALIZED (
    SELECT u.id AS unit_id, u.kind, u.place, h.id, h.holder_key, h.holder_name, p.role_code
    FROM duty_holding h
    JOIN duty_post p ON p.id = h.post_id
    JOIN duty_unit u ON u.id = p.unit_id AND u.closed_on IS NULL
    LEFT JOIN access_account a ON a.id = h.account_id
    WHERE h.since <= %(today)s AND (h.until IS NULL OR h.until >= %(today)s)
      AND a.closed_at IS NULL
)"""

# Charges in force today whose answerer is a unit, or a holder who still holds the post.
CHARGED = """
charged AS (
    SELECT c.* FROM duty_charge c
    WHERE c.since <= %(today)s AND (c.until IS NULL OR c.until >= %(today)s)
      AND (c.unit_id IS NOT NULL OR c.holding_id IN (SELECT id FROM held))
)"""

# A grid's households are shared out evenly among its members.
LOAD = """
member AS (
    SELECT unit_id, place, holder_key, min(holder_name) AS name, min(id) AS id
    FROM held WHERE kind = 'grid' GROUP BY unit_id, place, holder_key
),
here AS (
    SELECT unit_id, place, holder_key, name, id FROM member
    UNION ALL SELECT NULL, place, NULL, NULL, NULL FROM people_household
),
shared AS (
    SELECT unit_id, place, holder_key, name, id,
           count(*) FILTER (WHERE unit_id IS NULL) OVER (PARTITION BY place) AS households,
           count(*) OVER (PARTITION BY unit_id) AS crew
    FROM here
),
load AS (
    SELECT holder_key, min(id) AS id, min(name) AS name, min(place) AS place,
           sum(households::numeric / crew) AS households
    FROM shared WHERE unit_id IS NOT NULL GROUP BY holder_key
    HAVING bool_or(place LIKE ANY(%(places)s::text[]))
)"""

IN_SCOPE = "(u.place LIKE ANY(%(places)s::text[]) OR u.id = ANY(%(units)s::bigint[]))"

# Each yields id, name, place, households.
HOLES = {
    "grids_without_person": f"""
        WITH {HELD}
        SELECT u.id, u.name, u.place, NULL::numeric AS households FROM duty_unit u
        WHERE u.kind = 'grid' AND u.closed_on IS NULL AND {IN_SCOPE}
          AND u.id NOT IN (SELECT unit_id FROM held)""",
    "members_over": f"""
        WITH {HELD}, {LOAD}
        SELECT id, name, place, households FROM load WHERE households > %(most)s""",
    "members_under": f"""
        WITH {HELD}, {LOAD}
        SELECT id, name, place, households FROM load WHERE households < %(least)s""",
    "households_without": f"""
        WITH {HELD}, {CHARGED}
        SELECT f.id, f.address AS name, f.place, NULL::numeric AS households
        FROM people_household f
        WHERE f.place LIKE ANY(%(places)s::text[])
          AND f.place NOT IN (SELECT place FROM held WHERE kind = 'grid')
          AND f.id NOT IN (SELECT household_id FROM charged WHERE household_id IS NOT NULL)
          AND f.place NOT IN (
              SELECT g.place FROM charged c JOIN duty_unit g ON g.id = c.grid_id)""",
    "units_without_holder": f"""
        WITH {HELD}
        SELECT u.id, u.name, u.place, NULL::numeric AS households FROM duty_unit u
        WHERE u.kind <> 'grid' AND u.closed_on IS NULL AND {IN_SCOPE}
          AND u.id NOT IN (SELECT unit_id FROM held)""",
    "places_without_unit": """
        SELECT d.code::bigint AS id, d.name, d.code AS place, NULL::numeric AS households
        FROM places_division d
        WHERE d.code LIKE %(home)s AND d.code LIKE ANY(%(places)s::text[])
          AND d.level IN ('township', 'village')
          AND (d.code, d.level) NOT IN (
              SELECT u.place, u.kind FROM duty_unit u WHERE u.closed_on IS NULL)""",
}

# 五包一: what a person, the household, the grid and the grid's own members cover.
MISSING_ROLES = f"""
    WITH {HELD}, {CHARGED},
    subject AS (
        SELECT p.id, p.household_id, p.place, array_append(
            ARRAY(SELECT g.id FROM people_person g WHERE g.merged_into_id = p.id), p.id) AS files
        FROM people_person p WHERE p.id = ANY(%(people)s::bigint[])
    ),
    covered AS (
        SELECT s.id, c.role_id FROM subject s JOIN charged c ON c.person_id = ANY(s.files)
        UNION
        SELECT s.id, c.role_id FROM subject s JOIN charged c ON c.household_id = s.household_id
        UNION
        SELECT s.id, c.role_id FROM subject s
        JOIN duty_unit g ON g.kind = 'grid' AND g.closed_on IS NULL AND g.place = s.place
        JOIN charged c ON c.grid_id = g.id
        UNION
        SELECT s.id, r.id FROM subject s
        JOIN held ON held.kind = 'grid' AND held.place = s.place
        JOIN duty_chargerole r ON r.code = held.role_code
    )
    SELECT s.id, array_agg(r.code ORDER BY r.position) FROM subject s
    JOIN duty_chargerole r ON r.required AND r.in_use
    WHERE NOT EXISTS (SELECT 1 FROM covered c WHERE c.id = s.id AND c.role_id = r.id)
    GROUP BY s.id ORDER BY s.id"""

# The nearest edge of each role first: the person, then the household, then the grid.
EDGES = f"""
    WITH {HELD}, {CHARGED},
    subject AS (SELECT id, household_id, place FROM people_person WHERE id = %(person)s),
    edge AS (
        SELECT 1 AS near, 'person' AS via, c.role_id, c.holding_id, c.unit_id
        FROM charged c JOIN people_person f ON f.id = c.person_id
        WHERE %(person)s IN (f.id, f.merged_into_id)
        UNION ALL
        SELECT 2, 'household', c.role_id, c.holding_id, c.unit_id
        FROM charged c JOIN subject s ON s.household_id = c.household_id
        UNION ALL
        SELECT 3, 'grid', c.role_id, c.holding_id, c.unit_id
        FROM charged c JOIN duty_unit g ON g.id = c.grid_id
        JOIN subject s ON s.place = g.place
        UNION ALL
        SELECT 3, 'grid', r.id, held.id, NULL
        FROM held JOIN subject s ON held.kind = 'grid' AND held.place = s.place
        JOIN duty_chargerole r ON r.code = held.role_code
    )
    SELECT r.code, r.name_zh, r.name_en, e.via, e.holding_id, e.unit_id
    FROM edge e JOIN duty_chargerole r ON r.id = e.role_id
    GROUP BY r.position, r.code, r.name_zh, r.name_en, e.near, e.via, e.holding_id, e.unit_id
    ORDER BY r.position, e.near, e.holding_id, e.unit_id"""

STANDING = {
    "grid": """SELECT id FROM duty_unit
               WHERE kind = 'grid' AND closed_on IS NULL AND id = ANY(%(ids)s::bigint[])""",
    "household": "SELECT id FROM people_household WHERE id = ANY(%(ids)s::bigint[])",
    "person": "SELECT id FROM people_person WHERE id = ANY(%(ids)s::bigint[])",
}


def run(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
