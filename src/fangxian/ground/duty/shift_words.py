"""Which part of a day a roster means by 夜班, 20:00-8:00, 晚8点至次日8点. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

NOON = 12  # of a night without hours: until then whoever had it is still shown beside the new day's
_WORDS = "白班|日班|早班|中班|晚班|大夜班?|小夜班?|前夜班?|后夜班?|夜班|全天班?|通宵|白天|夜间|晚上|夜晚|上午|下午|24小时|24h"
_NIGHT = re.compile(r"夜|晚|通宵")
_HALF = r"(?P<{0}half>凌晨|早上?|上午|中午|下午|傍晚|晚上?|夜里?)?"
_HOUR = r"(?P<{0}>[01]?\d|2[0-4])(?:[::时點点](?P<{0}min>[0-5]\d)?分?整?|(?=\s*(?:-|至|到|$|[)(])))"
_SPAN = (
    _HALF.format("begin")
    + _HOUR.format("begin")
    + r"\s*(?:-+|至|到)+\s*"
    + r"(?P<next>次日|翌日|第二天|隔天)?\s*"
    + _HALF.format("end")
    + _HOUR.format("end")
)
_WORD = rf"(?P<word>{_WORDS})"
_ONE = rf"(?:{_WORD}\s*[(]?\s*(?:{_SPAN})?\s*[)]?|(?P<bare>{_SPAN}))"
# the same group name may stand once in a pattern
_ONE = _ONE.replace(
    f"(?P<bare>{_SPAN})", "(?P<bare>" + re.sub(r"\?P<(\w+)>", r"?P<b\1>", _SPAN) + ")"
)
_SHIFT = re.compile(_ONE)
_DASHES = str.maketrans("—–－~～−", "------")
HOURS = re.compile(rf"\s*{_ONE}\s*", re.DOTALL)  # a cell that says nothing but a shift


class Shift(NamedTuple):
    """Part of a day. `words` as they stand behind a post; `until_hour`: of the next morning, when it
    ends; None where it ends with its day."""

    words: str
    until_hour: int | None = None


def shift_of(text: str) -> Shift | None:
    """The shift that a cell is; None where it is something else."""
    found = _SHIFT.fullmatch(_plain(text))
    return _made(found) if found else None


def cut(text: str) -> tuple[str, Shift | None]:
    """A day with its shift (5.8夜班, 5月8日 20:00-8:00) as the day, and the shift."""
    plain = _plain(text)
    for found in _SHIFT.finditer(plain):
        before, after = plain[: found.start()], plain[found.end() :]
        if (
            before.strip(" (")
            and not after.strip(" )")
            and not (before[-1].isdigit() and found[0][0].isdigit())
        ):
            return before.strip(" ("), _made(found)
    return text, None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def _made(found: re.Match[str]) -> Shift:
    said = found.groupdict()
    mark = "b" if said["bare"] else ""
    word = said["word"] or ""
    begin, end = (_hour(said, mark, name) for name in ("begin", "end"))
    if begin is None or end is None:
        return Shift(word, NOON if _NIGHT.search(word) else None)
    overnight = bool(said[f"{mark}next"]) or end <= begin
    shown = f"{_shown(begin)}–{'次日' if overnight else ''}{_shown(end)}"
    hour = -(-end // 60) if overnight else None
    return Shift(f"{word} {shown}".strip(), hour)


def _hour(said: dict[str, str | None], mark: str, name: str) -> int | None:
    """Minutes from midnight."""
    hour = said[f"{mark}{name}"]
    if hour is None:
        return None
    half = said[f"{mark}{name}half"] or ""
    later = half[:1] in ("下", "傍", "晚", "夜") and int(hour) < NOON
    return (int(hour) + NOON * later) * 60 + int(said[f"{mark}{name}min"] or 0)


def _shown(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
