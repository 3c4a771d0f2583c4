"""What somebody chose for one file: which sheets, and how its times are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangxian.ground.intake.api import Hidden, PartsHidden
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.date_checks import Taking


class HiddenUndecided(PartsHidden):
    code = "arrivals.hidden_undecided"
    status = 409
    sentence = Text(
        "文件里有隐藏的内容没有读({parts}),要不要读没有说:没有收下任何一行。",
        "Something in the file is hidden and was not read ({parts}), and nobody said whether it is to "
        "be: nothing was taken.",
    )
    way_out = Text(
        "请勾选要读的工作表再看一遍,或勾“隐藏的不要”再导入。",
        "Tick what is to be read and look again, or tick that the hidden parts are left out.",
    )
    terminal = Text(
        "用 --sheet、--with-hidden 或 --without-hidden。",
        "Use --sheet, --with-hidden or --without-hidden.",
    )


@dataclass(frozen=True)
class Choices:
    """`sheets`: read these, hidden or not; none: all that can be seen. `late_as_now`: filings
    dated after their receipt count from receipt. `filed_at`: when rows without a filing time
    were filed; None: at receipt. `without_hidden`: what is hidden is left out, `with_hidden`: read as
    well; one of them somebody has to say where no sheets are chosen."""

    sheets: tuple[str, ...] = ()
    late_as_now: bool = False
    filed_at: datetime | None = None
    without_hidden: bool = False
    with_hidden: bool = False

    def unsaid(self, seen: Iterable[tuple[str, str, int]]) -> str:
        """The hidden parts of which nobody said whether they are read; of (name, state, rows)."""
        if self.sheets or self.hidden != "look":
            return ""
        hidden = (f"“{name}”({rows})" for name, state, rows in seen if state == "hidden" and rows)
        return "、".join(hidden)

    @property
    def hidden(self) -> Hidden:
        """Until somebody says, a ledger is only looked at: `unsaid` stops it before it is taken."""
        return "read" if self.with_hidden else "leave" if self.without_hidden else "look"

    @property
    def taking(self) -> Taking:
        return Taking(late_as_now=self.late_as_now, filed_at=self.filed_at)

    def as_json(self) -> dict[str, Any]:
        return {
            "sheets": list(self.sheets),
            "late_as_now": self.late_as_now,
            "filed_at": self.filed_at.isoformat() if self.filed_at else None,
            "without_hidden": self.without_hidden,
            "with_hidden": self.with_hidden,
        }

    @staticmethod
    def of_json(kept: dict[str, Any]) -> Choices:
        at = kept.get("filed_at")
        return Choices(
            tuple(kept.get("sheets", ())),
            bool(kept.get("late_as_now")),
            datetime.fromisoformat(at) if at else None,
            bool(kept.get("without_hidden")),
            bool(kept.get("with_hidden")),
        )
