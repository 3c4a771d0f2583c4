"""推送 → 核查 → 管控 → 反馈 → 销号: each number with its filter and its definition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q

from fangxian.ground.tasks.models import Instruction
from fangxian.ground.tasks.queries.conditions import chosen
from fangxian.ground.tasks.queries.filters import InstructionFilter
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its door (`filter`) and what exactly it counts."""

    key: str
    label: Text
    count: int
    filter: InstructionFilter
    definition: Text


_LOOP = Text(
    "条数;范围:{day} 当日下达的,和当日零时仍未销号的指令;已撤回的不计",
    "Instructions issued on {day}, or still open when the day began; withdrawn ones not counted",
)
_STEPS: tuple[tuple[str, Text, tuple[str, ...], Text], ...] = (
    ("push", Text("推送", "Pushed"), (), Text("全部", "all of them")),
    (
        "check",
        Text("核查", "Verified"),
        ("accepted", "acted", "checked", "closed"),
        Text("其中镇村已接受(已核实)或更进一步的", "accepted by township or village, or further"),
    ),
    (
        "control",
        Text("管控", "Controlled"),
        ("acted", "checked", "closed"),
        Text("其中措施已落实并上传凭据,或更进一步的", "acted upon with evidence, or further"),
    ),
    (
        "feedback",
        Text("反馈", "Fed back"),
        ("checked", "closed"),
        Text("其中落实情况已经核验,或已销号的", "whose result has been checked, or closed"),
    ),
    ("close", Text("销号", "Closed"), ("closed",), Text("其中已销号的", "that have been closed")),
)


@question(needs="tasks.read")
def funnel(day: date, *, by: Actor, place: str = "") -> tuple[Counted, ...]:
    """推送 → 核查 → 管控 → 反馈 → 销号 of a day's loop, by the stages of now. One query."""
    loop = InstructionFilter(place=place, loop_day=day)
    filters = {key: replace(loop, stages=stages) for key, _, stages, _ in _STEPS}
    counted = Instruction.objects.filter(chosen(loop, by)).aggregate(
        **{
            key: Count("pk", Q(stage__in=stages) if stages else None)
            for key, _, stages, _ in _STEPS
        }
    )
    return tuple(
        Counted(
            key,
            label,
            counted[key],
            filters[key],
            Text(
                f"{_LOOP.zh.format(day=day)};{extra.zh}", f"{_LOOP.en.format(day=day)}; {extra.en}"
            ),
        )
        for key, label, _, extra in _STEPS
    )
