"""Grids from a table: village by code or name, grid by name. Good rows are kept, the others come back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.places import rules
from fangxian.ground.places.errors import GridUnplaced, NameMissing
from fangxian.ground.places.models import Division
from fangxian.ground.places.queries import find_in, home
from fangxian.ground.places.services.below import add_grids
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

KIND = intake.Kind(
    [
        Column(
            "town",
            Text("乡镇", "township"),
            ("镇", "乡", "镇街", "乡镇街道", "所属乡镇", "所在乡镇"),
        ),
        Column(
            "village",
            Text("村(社区)", "village"),
            (
                "村",
                "社区",
                "村社区",
                "行政村",
                "村居",
                "村(社区)代码",
                "村代码",
                "所属村",
                "所在村",
            ),
            needed=True,
        ),
        Column(
            "grid", Text("网格", "grid"), ("网格名称", "网格名", "所属网格", "微网格"), needed=True
        ),
    ],
    header=[{"village", "grid"}],
    row={"village", "grid"},
)


@dataclass(frozen=True, slots=True)
class GridsTaken:
    """`rejected`: the row as the spreadsheet counts, and why."""

    new: int
    unchanged: int
    rejected: tuple[tuple[int, Refusal], ...]


@verb(needs="places.edit", words=Text("导入网格表", "imported grids"), at=lambda: home())
def import_grids(
    content: bytes, name: str, *, hidden: intake.Hidden = None, by: Actor
) -> GridsTaken:
    """Grids of the home county from a table (村 or its code, 网格). A grid that stands is left as it
    is: the same table again changes nothing."""
    table = intake.read_table(content, KIND, settings.FANGXIAN_UPLOAD_BYTES, hidden=hidden)
    wanted: dict[str, list[str]] = defaultdict(list)
    rejected: list[tuple[int, Refusal]] = []
    same = 0
    for index, number in enumerate(table.numbers):
        town, village, grid = (
            rules.clean(intake.said_in(table.cell(index, one)))
            for one in ("town", "village", "grid")
        )
        code = _village(town, village)
        if fault := table.fault(index):
            rejected.append((number, fault))
        elif code is None:
            rejected.append((number, GridUnplaced(village=f"{town}{village}"[:60])))
        elif not grid:
            rejected.append((number, NameMissing(file=name[:60], line=number)))
        elif grid in wanted[code] or _stands(code, grid):
            same += 1
        else:
            wanted[code].append(grid)
    for code, names in wanted.items():
        if names:
            add_grids(code, names, by=by)
    new = sum(map(len, wanted.values()))
    audit.note(subject="places.grids", new=new, rejected=len(rejected))
    return GridsTaken(new, same, tuple(rejected))


def _village(town: str, village: str) -> str | None:
    if rules.looks_like_code(village):
        known = Division.objects.filter(code=village, level="village", code__startswith=home())
        return village if known.exists() else None
    found = find_in(home(), f"{town}{village}") if village else None
    return found if found and len(found) == rules.DIGITS["village"] else None


def _stands(village: str, name: str) -> bool:
    return Division.objects.filter(parent=village, name=name).exists()
