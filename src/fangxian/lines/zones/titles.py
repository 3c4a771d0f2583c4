"""What the columns of a simple list are called, said once: for the reader, the page and the refusals. Pure."""

from __future__ import annotations

from fangxian.kernel.text import Text

TITLES = {
    "level": Text("级别", "level"),
    "place": Text("地区", "place"),
    "begin": Text("起", "from"),
    "end": Text("止", "to"),
    "document": Text("来源", "source"),
}
NAMES = Text(
    "、".join(one.zh for one in TITLES.values()), ", ".join(one.en for one in TITLES.values())
)
