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
        "请用 make demo 或 fangxian demo up 启动演示,它用自己的数据目录。",
        "Start the demo with make demo or fangxian demo up; it has a data folder of its own.",
    )
