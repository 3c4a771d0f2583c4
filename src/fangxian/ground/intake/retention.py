"""What columns mean: nothing that would have to go."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

RETENTION = Retention(
    kept={"intake.HeaderMapping": Text("只有表头", "titles of columns alone")},
)
