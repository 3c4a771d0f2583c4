"""A filter of instructions as an address and back: every number's door opens the same list."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from fangxian.doors.command.shared import marks
from fangxian.ground.duty import api as duty
from fangxian.ground.policy import pages as policy
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.text import Text, number_in

_STAGE_WORDS = {code: word for code, (word, _, _) in marks.STAGES.items()}
SECTIONS = {
    "refused": Text("被拒收", "Refused"),
    "overdue": Text("逾期", "Overdue"),
    "due_today": Text("今日到期", "Due today"),
    "new": Text("新收到", "New"),
    "rest": Text("其余在办", "The rest"),
}
_FLAGS = {
    "late": Text("已逾期", "late"),
    "open_only": Text("未销号", "still open"),
    "uncertain": Text("判定存疑", "uncertain"),
    "mine": Text("与我有关", "mine"),
    "attempted": Text("联系未成、未办结", "tried in vain, open"),
}
_CODES = {"mine": Text("我办", "mine"), "others": Text("别人办", "others")} | SECTIONS
_NUMBERS = ("late_unit", "silent_unit", "unit", "assigned_account", "list_id", "person_id")


def address_of(meant: tasks.InstructionFilter) -> str:
    """/tasks/list?late=1&place=610921102"""
    plain = {name: 1 if value is True else value for name, value in tasks.to_plain(meant).items()}
    return f"{reverse('work_list')}?{urlencode(plain, doseq=True)}"


def query_of(text: str) -> QueryDict:
    """An address's query that a form carries along."""
    return QueryDict(text[:2_000].replace("\0", ""))


def read(query: QueryDict) -> tasks.InstructionFilter:
    """What an address means. What cannot be read is left aside."""
    plain: dict[str, object] = {}
    for field in dataclasses.fields(tasks.InstructionFilter):
        values = [value for value in query.getlist(field.name) if value]
        if not values:
            continue
        if field.name in _FLAGS:
            plain[field.name] = True
        elif field.name in _NUMBERS:
            plain[field.name] = number_in(values[0])
        else:
            plain[field.name] = values if isinstance(field.default, tuple) else values[0]
    try:
        return tasks.from_plain(plain)
    except ValueError:
        return tasks.InstructionFilter()


@dataclass(frozen=True)
class Said:
    """One condition in words, and the list without it."""

    words: Text
    without: str


def say(meant: tasks.InstructionFilter) -> tuple[Said, ...]:
    """The conditions that are given, one by one."""
    default = tasks.InstructionFilter()
    return tuple(
        Said(words, address_of(dataclasses.replace(meant, **{name: getattr(default, name)})))
        for name, words in _words(meant)
    )


def _words(meant: tasks.InstructionFilter) -> Iterator[tuple[str, Text]]:
    for name, value in tasks.to_plain(meant).items():
        if name in _FLAGS:
            yield name, _FLAGS[name]
        elif name == "stages":
            words = [_STAGE_WORDS.get(stage, Text(stage, stage)) for stage in value]
            yield name, Text("、".join(w.zh for w in words), ", ".join(w.en for w in words))
        elif name == "place":
            shown = marks.place(value)
            yield name, Text(shown, shown)
        elif name == "disease":
            said = policy.diseases().get(value, Text(value, value))
            yield name, Text(f"病种: {said.zh}", f"disease: {said.en}")
        elif name.endswith("_day"):
            yield name, _day(name, value)
        else:
            yield name, _other(name, value)


def _day(name: str, value: str) -> Text:
    zh, en = {
        "loop_day": ("当日闭环", "loop of"),
        "issued_day": ("下达于", "issued on"),
        "due_day": ("到期于", "due on"),
    }[name]
    return Text(f"{zh} {value}", f"{en} {value}")


def _other(name: str, value: object) -> Text:
    zh, en = {
        "late_unit": ("逾期单位", "late with"),
        "silent_unit": ("逾期未收单位", "not received by"),
        "unit": ("承办单位", "addressed to"),
        "list_id": ("清单", "list"),
        "kinds": ("类别", "kind"),
        "outcome": ("结果", "outcome"),
        "whose": ("轮到", "turn of"),
        "section": ("分段", "section"),
        "climbed_to": ("已升级到", "escalated to"),
    }.get(name, (name, name))
    if name in {"late_unit", "silent_unit", "unit"} and isinstance(value, int):
        value = duty.names_of([value]).get(value, value)
    if name == "climbed_to" and (level := marks.LEVELS.get(str(value))):
        return Text(f"{zh}{level.zh}", f"{en} {level.en}")
    if said := _CODES.get(str(value)):
        return Text(f"{zh}: {said.zh}", f"{en}: {said.en}")
    if name == "outcome":
        label = tasks.outcome_label(str(value))
        return Text(f"{zh}: {label.zh}", f"{en}: {label.en}")
    return Text(f"{zh}: {value}", f"{en}: {value}")
