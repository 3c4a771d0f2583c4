"""What somebody chose for one file: which sheets, and how its times are taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangxian.lines.arrivals.settling import Taking


@dataclass(frozen=True)
class Choices:
    """`sheets`: read these, hidden or not; none: all that can be seen. `late_as_now`: filings
    dated after their receipt count from receipt. `filed_at`: when rows without a filing time
    were filed; None: at receipt."""

    sheets: tuple[str, ...] = ()
    late_as_now: bool = False
    filed_at: datetime | None = None

    @property
    def taking(self) -> Taking:
        return Taking(late_as_now=self.late_as_now, filed_at=self.filed_at)

    def as_json(self) -> dict[str, Any]:
        return {
            "sheets": list(self.sheets), "late_as_now": self.late_as_now,
            "filed_at": self.filed_at.isoformat() if self.filed_at else None,
        }  # fmt: skip

    @staticmethod
    def of_json(kept: dict[str, Any]) -> Choices:
        at = kept.get("filed_at")
        return Choices(
            tuple(kept.get("sheets", ())), bool(kept.get("late_as_now")),
            datetime.fromisoformat(at) if at else None,
        )  # fmt: skip
