"""The call script as a table: who is asked what, and how a written answer is read. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.kernel.text import Text

COLUMNS = (
    Column("number", Text("序号", "No."), ("编号", "no", "number"), 10, needed=True),
    Column("name", Text("姓名", "Name"), ("人员", "name"), 12, needed=True),
    Column("phone", Text("电话", "Phone"), ("手机号", "联系电话", "phone"), 14),
    Column("question", Text("问题", "Question"), ("问什么", "question"), 52, needed=True),
    Column("choices", Text("可选地点", "Places"), ("选项", "choices"), 60),
    Column("answer", Text("回答", "Answer"), ("答", "结果", "核实结果", "answer"), 36),
)
KIND = intake.Kind(
    COLUMNS, header=[{"number", "answer"}, {"name", "question", "answer"}], row={"number", "name"}
)
TITLES = tuple(column.title.zh for column in COLUMNS)

NONE = re.compile(
    r"(?:都|全|均)?不(?:是|在)(?:其中|名单|里面|这些)?|都没有|没有|无|否|0|none(?:\s+of\s+them)?|no"
)
NO_ANSWER = re.compile(
    r"(?:无人|没人|未|没|不)接(?:听|通|电话)?|打不通|关机|停机|空号|占线|拒接|no\s*answer"
)
CHOICE = re.compile(r"[(（]?\s*(?:第|选)?\s*(\d{1,2})\s*(?:[.、)）号]|个|项)?\s*")
ENDS = re.compile(r"[。.!!;;,,\s]+$")
NOISE = re.compile(r"[\s,,.。;；:：、()（）·-]+")


class Read(NamedTuple):
    """What a written answer means: nothing | no_answer | none | choice (`at`, from 0) | place."""

    kind: str
    at: int = -1
    said: str = ""


def numbered(choices: Sequence[str]) -> str:
    """1. … ;2. … : what `read` understands by its number."""
    return ";".join(f"{n}. {text}" for n, text in enumerate(choices, 1))


def read(answer: str, choices: Sequence[str]) -> Read:
    """A written answer, against the places that were named in this order."""
    said = answer.strip()
    bare = ENDS.sub("", said).lower()
    if not bare:
        return Read("nothing")
    if NO_ANSWER.fullmatch(bare):
        return Read("no_answer", said=said)
    if NONE.fullmatch(bare):
        return Read("none", said=said)
    by_number = CHOICE.fullmatch(bare)
    if by_number and 1 <= int(by_number[1]) <= len(choices):
        return Read("choice", int(by_number[1]) - 1, choices[int(by_number[1]) - 1])
    plain = NOISE.sub("", said)
    named = [n for n, one in enumerate(choices) if len(plain) > 1 and plain in NOISE.sub("", one)]
    if len(named) == 1:
        return Read("choice", named[0], said)
    return Read("place", said=said)
