"""A fault of a pack: the file, the line, and a sentence for the one who wrote it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fangxian.ground.policy.declaring import nearest
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Fault:
    file: str
    line: int
    sentence: Text
    loc: tuple[str | int, ...] = field(default=(), compare=False)  # the path within the file

    @property
    def short(self) -> str:
        """Where it stands, as far as a reader needs: the pack's folder, the file, the line."""
        path = Path(self.file)
        return f"{path.parent.name}/{path.name}:{self.line}"

    def as_dict(self) -> dict[str, Any]:
        said = {"zh": self.sentence.zh, "en": self.sentence.en}
        return {"file": self.file, "line": self.line, "sentence": said}


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Once each, by file and line."""
    return sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.sentence.zh))


def schema_sentence(error: Mapping[str, Any], known: Collection[str] = ()) -> Text:
    """What pydantic found wrong, in the house's words; `known`: the keys that the file may have."""
    key = str(error["loc"][-1]) if error["loc"] else ""
    got, kind = error.get("input"), str(error["type"])
    context = error.get("ctx") or {}
    if kind == "extra_forbidden":
        return _unknown(key, known)
    if kind == "missing":
        return Text(f"缺少“{key}”", f"“{key}” is missing")
    if kind == "literal_error" and key == "[key]":
        return _unknown(str(got), re.findall(r"'(\w+)'", str(context.get("expected", ""))))
    if kind == "literal_error":
        choices = context.get("expected", "")
        return Text(f"“{key}”不能是“{got}”,可选:{choices}", f"“{key}” cannot be “{got}”: {choices}")
    if kind == "string_type" and isinstance(got, int):
        return Text(f'“{key}”是代码,请加引号:"{got}"', f'“{key}” is a code: quote it, "{got}"')
    if kind.startswith("date"):
        return Text(f"“{key}”应是日期(如 2022-05-10)", f"“{key}” must be a date (2022-05-10)")
    if kind == "string_pattern_mismatch":
        return Text(f"“{key}”写法不对:“{got}”", f"“{key}” is not written right: “{got}”")
    return Text(f"“{key}”的值“{got}”不对:{error['msg']}", f"“{key}”: {error['msg']} (“{got}”)")


def _unknown(key: str, known: Collection[str]) -> Text:
    near = nearest(key, known)
    if not near:
        return Text(f"不认识的项“{key}”", f"Unknown key “{key}”")
    return Text(
        f"不认识的项“{key}”;最接近的是“{near}”", f"Unknown key “{key}”: the nearest is “{near}”"
    )
