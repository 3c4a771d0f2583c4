"""The demo's script: each step once, however often it is asked for, whatever was killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings

from fangxian.kernel import outbox
from fangxian.kernel.models import FactRow
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.overview.drills.demo import barriers, cast, days, land, morning, shops, unit_work
from fangxian.overview.drills.errors import NotADemo
from fangxian.overview.drills.events import DemoPlayed

Tell = Callable[[Text], object]


@dataclass(frozen=True, slots=True)
class Step:
    """`whole`: all of it as one unit of work, because a second time would do it twice."""

    name: str
    says: Text
    play: Callable[[], Any]
    whole: bool = False


def _day(number: int) -> tuple[Step, ...]:
    day = days.DAYS[number]
    when = f"{day.moment:%m-%d %H:%M}"
    return (
        Step(
            f"list-{number}",
            Text(f"{when} 风险地区清单", f"{when} risk lists"),
            partial(days.take_list, day),
        ),
        Step(
            f"ledger-{number}",
            Text(
                f"{when} {day.name}:导入、判定、下达",
                f"{when} ledger {number + 1}: imported, screened, instructed",
            ),
            partial(days.take_ledger, number),
        ),
    )


STEPS = (
    Step(
        "units",
        Text("县、镇、村单位", "Units of county, towns, villages"),
        cast.set_up_units,
        whole=True,
    ),
    Step("land", Text("网格与住户", "Grids and households"), land.settle_land, whole=True),
    Step("accounts", Text("演示账号", "Accounts"), cast.open_accounts),
    Step("keys", Text("签码密钥", "Keys that sign codes"), shops.make_keys, whole=True),
    Step(
        "checkpoints",
        Text("卡口与班次", "Checkpoints and shifts"),
        barriers.set_up_checkpoints,
        whole=True,
    ),
    Step(
        "phones",
        Text("卡口终端", "Phones of the checkpoints"),
        barriers.hand_out_phones,
        whole=True,
    ),
    Step("venues", Text("场所码", "Venue codes"), shops.open_shops, whole=True),
    Step("desks", Text("值班花名册", "Duty roster"), land.fill_posts),
    *_day(0),
    Step("played-0", Text("镇村落实第一批", "Towns and villages act"), partial(unit_work.play, 0)),
    Step("closed-0", Text("指挥部销号", "Headquarters closes"), unit_work.close_first),
    *_day(1),
    Step("pushed", Text("上级推送的协查名单", "A list pushed from above"), days.take_pushed_list),
    Step("played-1", Text("镇村落实第二批", "Towns and villages act"), partial(unit_work.play, 1)),
    *_day(2),
    Step(
        "crossings", Text("今晨查验", "This morning's crossings"), morning.play_morning, whole=True
    ),
    Step(
        "morning",
        Text("今晨销号与拒收", "This morning: closed and refused"),
        unit_work.this_morning,
    ),
    Step("climbed", Text("逾期逐级升级", "What is late escalates"), unit_work.climb),
    Step("files", Text("留给您上传的文件", "Files for you to upload"), days.lay_out_files),
)


OLDER = Text(
    "演示由旧版装入,数据库已升级,照旧可用。要看新版演示,请停止后运行 fangxian demo reset 再启动。",
    "This demo was played by an older release; its database is in step and it goes on as it was. "
    "For the new one stop it, run fangxian demo reset and start again.",
)


def load_demo(tell: Tell | None = None) -> dict[str, Any]:
    """Play what has not been played. Returns what each step played now did: JSON values.
    NotADemo on a system that is not one."""
    if not settings.FANGXIAN_DEMO:
        raise NotADemo
    played = _played()
    done: dict[str, Any] = {}
    waiting = [step for step in STEPS if step.name not in played]
    if waiting and STEPS[-1].name in played:  # of an older release, and played to its end
        if tell:
            tell(OLDER)
        return done
    for number, step in enumerate(waiting, 1):
        if tell:
            count = f"[{number}/{len(waiting)}]"
            tell(Text(f"{count} {step.says.zh}…", f"{count} {step.says.en}…"))
        done[step.name] = _play(step)
    return done


def _play(step: Step) -> Any:
    if step.whole:
        with unit_of_work():
            answer = step.play()
            outbox.emit(DemoPlayed(step=step.name))
        return answer
    answer = step.play()
    with unit_of_work():
        outbox.emit(DemoPlayed(step=step.name))
    return answer


def _played() -> set[str]:
    told = FactRow.objects.filter(name="drills.DemoPlayed").values_list("payload", flat=True)
    return {payload["step"] for payload in told}
