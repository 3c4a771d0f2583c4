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
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent

from fangxian.ground.policy.faults import Fault, schema_sentence
from fangxian.ground.policy.schema import Part
from fangxian.kernel.text import Text

MOST_NODES = 100_000  # of a file with what its aliases stand for; the longest that ships has 2,000
MOST_DEEP = 40  # levels, of a file that comes in

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
    return _read(file, file.read_bytes(), shape)


def read_text(file: Path, data: bytes, shape: type[T]) -> tuple[Document[T] | None, list[Fault]]:
    """As `read`, of bytes that somebody brings."""
    return _read(file, data, shape, brought=True)


def _read(
    file: Path, data: bytes, shape: type[T], *, brought: bool = False
) -> tuple[Document[T] | None, list[Fault]]:
    try:
        text = data.decode("utf-8-sig")
        if brought and _too_deep(text):
            return None, [Fault(str(file), 1, TOO_MUCH)]
        tree = _yaml().load(text)
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
    except TooMuch:
        return None, [Fault(str(file), 1, TOO_MUCH)]
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


class TooMuch(Exception):
    """A file whose aliases stand for more than any pack holds."""


TOO_MUCH = Text(
    "层数或引用(别名)太多,不像一份方案", "Too deep, or too much by its aliases, for a pack"
)


def _too_deep(text: str) -> bool:
    """Looked at before anything is built of it: what is built goes as deep as the text does."""
    deep = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        deep += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if deep > MOST_DEEP:
            return True
    return False


def plain(tree: Any) -> Any:
    """The tree without ruamel's own types. TooMuch."""
    left = MOST_NODES

    def of(node: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooMuch
        if isinstance(node, Mapping):
            return {of(key): of(value) for key, value in node.items()}
        if isinstance(node, list):
            return [of(value) for value in node]
        if isinstance(node, datetime | date | bool) or node is None:
            return node
        for kind in (str, int, float):
            if isinstance(node, kind):
                return kind(node)
        return node

    return of(tree)


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
