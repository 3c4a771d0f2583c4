"""Why drills declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NotADemo(Refusal):
    code = "drills.not_a_demo"
    sentence = Text(
        "这不是演示系统,不能装入演示数据。",
        "This is not a demonstration system; no demo is loaded.",
    )
    way_out = Text(
        "演示有自己的数据目录,请由系统管理员另行启动。",
        "A demonstration has a data folder of its own: have the administrator start one.",
    )
    terminal = Text("make demo 或 fangxian demo up。", "make demo, or fangxian demo up.")
