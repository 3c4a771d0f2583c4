"""A pack's content as the YAML files of a folder: always the same bytes for the same content, and
read again as what it was."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from fangxian.ground.policy.contents import FILES, PARTS, Content, read
from fangxian.ground.policy.library import Folder

WIDEST = 10_000  # no line is folded: a word more must not move those after it


def files_of(content: Content) -> dict[str, bytes]:
    """File name → bytes. What cannot be read as a pack yet is written as it was typed."""
    folder, _ = read(content)
    parts = _typed(folder) if folder else {name: content[name] for name in PARTS if name in content}
    return {FILES[name]: _yaml(part) for name, part in parts.items()}


def _typed(folder: Folder) -> dict[str, Any]:
    """With dates as dates."""
    return {
        name: found.content.model_dump(mode="python", by_alias=True, exclude_unset=True)
        for name in PARTS
        if (found := getattr(folder, name)) is not None
    }


def _yaml(part: Mapping[str, Any]) -> bytes:
    writer = YAML()
    writer.default_flow_style = False
    writer.width = WIDEST
    writer.indent(mapping=2, sequence=4, offset=2)
    out = io.BytesIO()
    writer.dump(_laid(part, top=True), out)
    return out.getvalue()


def _laid(value: Any, *, top: bool = False) -> Any:
    """What holds nothing but single values stands on one line, as people write packs."""
    if isinstance(value, Mapping):
        found = CommentedMap((key, _laid(one)) for key, one in value.items())
        if not top and not any(_holds(one) for one in value.values()):
            found.fa.set_flow_style()
        return found
    if isinstance(value, list | tuple):
        rows = CommentedSeq([_laid(one) for one in value])
        if not any(_holds(one) for one in value):
            rows.fa.set_flow_style()
        return rows
    return value


def _holds(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)
