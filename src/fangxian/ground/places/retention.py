"""Divisions and public premises: nothing that would have to go."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

_PUBLIC = Text("公开信息,没有个人信息", "public facts, nothing personal")

RETENTION = Retention(
    kept=dict.fromkeys(
        ("places.Division", "places.Site", "places.Shape", "places.Register"), _PUBLIC
    )
)
