"""Read the YAML of the packs, and know the line on which each thing stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError

from fangxian.ground.policy.faults import Fault, schema_sentence
from fangxian.ground.policy.schema import Part
from fangxian.kernel.text import Text

T = TypeVar("T", bound=Part)
Loc = Sequence[str | int]


@dataclass(frozen=True)
class Document(Generic[T]):
    """A file that was read: its content, its tree with line numbers, and its place."""

    file: Path
    content: T
    tree: Any

    def line(self, *loc: str | int) -> int:
        return line_of(self.tree, loc)

    def fault(self, zh: str, en: str, *loc: str | int) -> Fault:
        return Fault(str(self.file), self.line(*loc), Text(zh, en), loc)


class _Constructor(RoundTripConstructor):
    """A day that does not exist stays a text, so that the schema can name its line."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _yaml() -> YAML:
    reader = YAML()
    reader.Constructor = _Constructor
    return reader


def read(file: Path, shape: type[T]) -> tuple[Document[T] | None, list[Fault]]:
    """Read a file into its shape, or say which lines are wrong."""
    return read_text(file, file.read_bytes(), shape)


def read_text(file: Path, data: bytes, shape: type[T]) -> tuple[Document[T] | None, list[Fault]]:
    """As `read`, of bytes that are in no file."""
    try:
        tree = _yaml().load(data.decode("utf-8-sig"))
    except YAMLStreamError as wrong:  # a letter that no text has
        said = Text(f"不是合法的 YAML:{wrong}", f"Not valid YAML: {wrong}")
        return None, [Fault(str(file), 1, said)]
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        problem = str(wrong.problem or "").strip()
        said = Text(f"不是合法的 YAML:{problem}", f"Not valid YAML: {problem}")
        return None, [Fault(str(file), line, said)]
    except UnicodeDecodeError:
        said = Text("文件不是 UTF-8 编码", "The file is not UTF-8")
        return None, [Fault(str(file), 1, said)]
    try:
        return Document(file, shape.model_validate(plain(tree)), tree), []
    except ValidationError as wrong:
        return None, [
            Fault(
                str(file),
                line_of(tree, error["loc"]),
                schema_sentence(error, known_keys()),
                tuple(error["loc"]),
            )
            for error in wrong.errors()
        ]


@cache
def known_keys() -> frozenset[str]:
    """Every key that a file of a pack may have, at whatever depth."""
    found, left = set(), [Part]
    while left:
        shape = left.pop()
        found |= {field.alias or name for name, field in shape.model_fields.items()}
        left += shape.__subclasses__()
    return frozenset(found)


def plain(node: Any) -> Any:
    """The tree without ruamel's own types."""
    if isinstance(node, Mapping):
        return {plain(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, datetime | date | bool) or node is None:
        return node
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return node


def line_of(tree: Any, loc: Loc) -> int:
    """The line of the deepest part of `loc` that the tree holds, counted from 1."""
    line, node = 1, tree
    for step in loc:
        found = _step(node, step)
        if found is None:
            continue  # a union's tag, or a key that is missing
        line, node = found
    return line


def _step(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, CommentedMap) and step in node:
        return node.lc.key(step)[0] + 1, node[step]
    if isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
        return node.lc.item(step)[0] + 1, node[step]
    return None
