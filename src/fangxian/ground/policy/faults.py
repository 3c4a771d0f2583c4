"""A fault of a pack: the file, the line, and a sentence for the one who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Fault:
    file: str
    line: int
    sentence: Text

    def as_dict(self) -> dict[str, Any]:
        said = {"zh": self.sentence.zh, "en": self.sentence.en}
        return {"file": self.file, "line": self.line, "sentence": said}


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Once each, by file and line."""
    return sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.sentence.zh))


def schema_sentence(error: Mapping[str, Any]) -> Text:
    """What pydantic found wrong, in the house's words."""
    key = str(error["loc"][-1]) if error["loc"] else ""
    got, kind = error.get("input"), str(error["type"])
    context = error.get("ctx") or {}
    if kind == "extra_forbidden":
        return Text(f"不认识的项“{key}”", f"Unknown key “{key}”")
    if kind == "missing":
        return Text(f"缺少“{key}”", f"“{key}” is missing")
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
