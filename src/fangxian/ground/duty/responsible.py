"""Who answers for a person or a place today."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.access import api as access
from fangxian.ground.duty import queries, sql
from fangxian.ground.duty.models import Holding
from fangxian.kernel import clock
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class ResponsibleRow:
    """One edge; `name` may be a unit's, `phone` is masked; `via` person|household|grid|unit."""

    role: str
    role_name: Text
    name: str
    phone: str
    unit_id: int
    unit_name: str
    holding_id: int | None
    via: str


def responsible_for(whom: int | str) -> tuple[ResponsibleRow, ...]:
    """For a person (id): everybody charged with them, their household or their grid, by
    role. For a place (prefix): the members of its grid, village, township, headquarters."""
    return _for_place(whom) if isinstance(whom, str) else _for_person(whom)


def _for_person(person_id: int) -> tuple[ResponsibleRow, ...]:
    edges = sql.run(sql.EDGES, {"person": person_id, "today": clock.today()})
    holdings = Holding.objects.select_related("post__unit").in_bulk(
        {edge[4] for edge in edges if edge[4]}
    )
    units = queries.names_of(edge[5] for edge in edges if edge[5])
    rows = []
    for code, zh, en, via, holding_id, unit_id in edges:
        name = Text(zh, en)
        if holding_id:
            rows.append(_by_holder(code, name, holdings[holding_id], via))
        else:
            unit = units[unit_id]
            rows.append(ResponsibleRow(code, name, unit, "", unit_id, unit, None, via))
    return tuple(rows)


def _by_holder(role: str, name: Text, held: Holding, via: str) -> ResponsibleRow:
    return ResponsibleRow(
        role=role,
        role_name=name,
        name=held.holder_name,
        phone=access.mask_phone(held.phone_sealed),
        unit_id=held.post.unit_id,
        unit_name=held.post.unit.name,
        holding_id=held.pk,
        via=via,
    )


def _for_place(place: str) -> tuple[ResponsibleRow, ...]:
    units = sorted(queries.units_over(place), key=lambda unit: -len(unit.place))
    members = queries.members_of([unit.id for unit in units])
    return tuple(
        ResponsibleRow(
            role=unit.kind,
            role_name=Text(member.title, member.title),
            name=member.name,
            phone=member.phone,
            unit_id=unit.id,
            unit_name=unit.name,
            holding_id=member.holding_id,
            via="unit",
        )
        for unit in units
        for member in members.get(unit.id, ())
    )
