"""Whether everything that is said names a source that the pack lists, and its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.library import Folder, Library
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.schema import Dated, HouseFile, ValuesFile


def citations(folder: Folder, library: Library) -> Iterator[Fault]:
    """Every `source:` of the pack's files is a key of its sources."""
    for document in folder.documents:
        for loc, source in _named(document.tree, ()):
            if source not in folder.pack.sources:
                yield document.fault(
                    f"出处“{source}”不在本方案的 sources 里",
                    f"The source “{source}” is not among the pack's sources",
                    *loc,
                )
    if folder.values is not None:
        yield from _dates(folder, folder.values)


def house(document: Document[HouseFile]) -> Iterator[Fault]:
    """The house's own values name their sources, and their days follow one another."""
    for loc, source in _named(document.tree, ()):
        if source not in document.content.sources:
            yield document.fault(
                f"出处“{source}”不在本文件的 sources 里",
                f"The source “{source}” is not among the file's sources",
                *loc,
            )
    for key, dated in document.content.values.items():
        days = [value.from_ for value in dated]
        if not days or days != sorted(set(days)):
            yield document.fault(
                f"“{key}”没有值,或日期没有依次排列",
                f"“{key}” has no value, or its days are out of order",
                "values",
                key,
            )


def _named(node: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "source":
                yield (*loc, key), str(value)
            elif key != "sources":
                yield from _named(value, (*loc, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _named(value, (*loc, index))


def _dates(folder: Folder, document: Document[ValuesFile]) -> Iterator[Fault]:
    """A value's days lie in the pack's term and follow one another."""
    term = folder.pack.in_force
    for section in ("clocks", "ladder", "checklists", "values"):
        kept: dict[str, tuple[Dated, ...]] = getattr(document.content, section)
        for key, dated in kept.items():
            days = [value.from_ or term.from_ for value in dated]
            loc = (section, key)
            if not days:
                yield document.fault(f"“{key}”没有值", f"“{key}” has no value", *loc)
            if days != sorted(set(days)):
                yield document.fault(
                    f"“{key}”的日期没有依次排列", f"The days of “{key}” are out of order", *loc
                )
            for index, day in enumerate(days):
                if day < term.from_ or (term.to is not None and day > term.to):
                    yield document.fault(
                        f"“{key}”的日期 {day} 不在方案施行期内",
                        f"{day} of “{key}” lies outside the pack's term",
                        *loc,
                        index,
                        "from",
                    )
