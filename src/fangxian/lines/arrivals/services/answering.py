"""The answers of a pushed list as a file to send back to whoever sent it (反馈)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from fangxian.ground.intake.api import file_name, masked
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import PushedItem, PushedList
from fangxian.lines.arrivals.sheets import writing

EXPORT = "arrivals.export"
TITLES = (
    "姓名",
    "证件类型",
    "证件号码",
    "手机号",
    "所在镇村",
    "办理环节",
    "核查结果",
    "反馈情况",
    "推送时间",
    "核查时间",
    "管控时间",
    "反馈时间",
    "销号时间",
)
STAGE_WORDS = {
    "pushed": "已推送",
    "checked": "已核查",
    "controlled": "已管控",
    "answered": "已反馈",
    "closed": "已销号",
}
FINDING_WORDS = {
    "here": "人在本地",
    "elsewhere": "在外地",
    "not_found": "查无此人",
    "wrong": "信息有误",
}


@verb(needs=EXPORT, words=Text("导出协查反馈", "exported answers"))
def export_answers(list_id: int, path: Path, *, purpose: str, by: Actor) -> int:
    """Write every row of a list with its answer and times to an .xlsx or .csv file, by the rule of
    files that go out (`people.in_clear`); rows not answered yet are in it too, and say so. Returns
    how many rows. PurposeMissing."""
    found = PushedList.objects.filter(pk=list_id).first()
    items = list(
        PushedItem.objects.filter(by.scope(EXPORT).q(place="place"), pushed_list=list_id).order_by(
            "place", "id"
        )
    )
    if found is None or not items:
        raise NotFound(what=Text(f"协查名单 {list_id}", f"Pushed list {list_id}"))
    ids = [item.person_id for item in items]
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    clear = people.in_clear(purpose, by=by)
    write(path, TITLES, _rows(items, people.handed_out(ids, purpose, by=by), clear))
    audit.note(
        subject=f"arrivals.pushed_list:{list_id}",
        place=found.place,
        person_ids=ids,
        purpose=purpose.strip(),
        count=len(items),
        file=file_name(path.name),
    )
    return len(items)


def _rows(
    items: list[PushedItem], known: dict[int, people.HandedOut], clear: Callable[[str], bool]
) -> Iterator[list[Any]]:
    for item in items:
        if item.person_id not in known:
            continue
        yield [
            *known[item.person_id],
            places.full_name(item.place),
            STAGE_WORDS[item.stage],
            FINDING_WORDS.get(item.finding, ""),
            item.answer if clear(item.place) else masked(item.answer),
            *(_time(item.stage_at.get(stage)) for stage in STAGE_WORDS),
        ]


def _time(text: str | None) -> datetime | str:
    return datetime.fromisoformat(text).astimezone(clock.COUNTY_TIME) if text else ""
