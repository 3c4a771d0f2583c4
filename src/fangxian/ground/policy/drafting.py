"""What is done to the content of a draft: begun blank or as a copy, a part written, a row moved.
Pure: content in, content out."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

from fangxian.ground.policy.contents import Content
from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.schema import PackFile

SOURCE, HOUSE = "notice", "house"
TABLES = ("travellers", "contacts")
ROW_LISTS = ("rows", "replace", "add", "remove")
WHEN_OVER = {
    "value": "next",
    "citation": {
        "clause": "已期满的类别不遮盖仍在期内的类别",
        "source": HOUSE,
        "mark": "local",
    },
}
OWN = {"title": "本系统缺省值，由县指挥部按实际改定", "site": "本机", "quality": "无来源"}
TOP = tuple(PackFile.model_fields)

Path = Sequence[str | int]


def blank(place: str, on: date, below: Edition, over: str, replaces: str = "") -> Content:
    """A notice of a place over what is in force there; what nobody can know for it stays empty."""
    head: dict[str, Any] = {
        "id": id_of(place, on),
        "disease": below.disease,
        "place": place,
        "over": over,
        **({"replaces": replaces} if replaces else {}),
        "status": "draft",
        "title": {"zh": "", "en": ""},
        "document": "",
        "number": None,
        "issuer": "",
        "issued": None,
        "in_force": {"from": on.isoformat(), "from_mark": "seen", "to": None, "to_mark": "seen"},
        "sources": {SOURCE: {"title": "", "site": "", "quality": "A"}, HOUSE: dict(OWN)},
    }
    return {"head": head, "travellers": new_table("travellers", below)}


def new_table(name: str, below: Edition) -> dict[str, Any]:
    """A table of the place's own, still without rows; who is in none falls where they do now."""
    table = below.table if name == "travellers" else below.contacts
    said = {"class": table.otherwise_class, "colour": table.otherwise_colour}
    found: dict[str, Any] = {name: "replace", "rows": [], "otherwise": said}
    if name == "travellers":
        found["when_over"] = copy.deepcopy(WHEN_OVER)
    return found


def id_of(place: str, on: date) -> str:
    return f"{place or 'cn'}-{on.isoformat()}"


IDENTITY = ("document", "number", "issuer", "issued")


def copied(content: Content, pack_id: str, place: str, replaces: str = "") -> Content:
    """Another pack as a draft of this place. Its words and sources stay until they are rewritten; whose
    document another place's was does not, so that nobody issues under a name that is not theirs."""
    found = copy.deepcopy(content)
    left: tuple[str, ...] = ("amends", "replaces")
    if found["head"].get("place") != place:
        left += IDENTITY
    head = {key: value for key, value in found["head"].items() if key not in left}
    head |= {"id": pack_id, "status": "draft"}
    if "over" in head:
        head["place"] = place
    if replaces:
        head["replaces"] = replaces
    found["head"] = in_order(head)
    return found


def in_order(head: dict[str, Any]) -> dict[str, Any]:
    """The keys of pack.yaml as a reader of the files expects them."""
    return {key: head[key] for key in TOP if key in head} | {
        key: value for key, value in head.items() if key not in TOP
    }


def put(content: Content, path: Path, value: Any) -> Content:
    """With a value at a path; None takes it away. A number beyond a list's end adds to it."""
    found = copy.deepcopy(content)
    node: Any = found
    *steps, last = path
    for step in steps:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[int(step)]
    if isinstance(node, list):
        _put_in_list(node, int(last), value)
    elif value is None:
        node.pop(last, None)
    else:
        node[last] = value
    if path[0] == "head":
        found["head"] = in_order(found["head"])
    return found


def _put_in_list(rows: list[Any], at: int, value: Any) -> None:
    if value is None:
        if at < len(rows):
            rows.pop(at)
    elif at < len(rows):
        rows[at] = value
    else:
        rows.append(value)


def moved(content: Content, table: str, section: str, at: int, to: int) -> Content:
    """A row at another place of its table; where there is no such place, as it was."""
    found = copy.deepcopy(content)
    rows = found.get(table, {}).get(section, [])
    if 0 <= at < len(rows) and 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
    return found
