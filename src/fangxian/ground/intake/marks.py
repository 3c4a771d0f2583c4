"""What is drawn upon the cells of a workbook rather than written in them: a line through a cell's
text, and notes (批注) beside it. calamine does not tell them; of an .xlsx they are read here."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from fangxian.ground.intake import hiding

Cell = tuple[int, int]  # row, column, from 0
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_SAID = re.compile(rb'\b(r|s|t)\s*=\s*["\']([^"\']*)["\']')
_VALUE = re.compile(rb"<(?:\w+:)?v>(\d+)</")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_OFF = ("0", "false", "off")
LONGEST_CELL = 256 * 1024


class Marks(NamedTuple):
    """Of one sheet: cells with a line through them, and what is noted at cells."""

    struck: frozenset[Cell] = frozenset()
    notes: tuple[tuple[Cell, str], ...] = ()

    def moved(self, rows: int, columns: int) -> Marks:
        """The same of a sheet that begins elsewhere."""
        if not self.struck and not self.notes:
            return self
        return Marks(
            frozenset((row + rows, column + columns) for row, column in self.struck),
            tuple(((row + rows, column + columns), text) for (row, column), text in self.notes),
        )

    def by_row(self) -> dict[int, tuple[list[int], list[str]]]:
        """Row → its columns that are struck through, and what is noted at it."""
        found: dict[int, tuple[list[int], list[str]]] = {}
        for row, column in sorted(self.struck):
            found.setdefault(row, ([], []))[0].append(column)
        for (row, _), text in self.notes:
            found.setdefault(row, ([], []))[1].append(text)
        return found


def in_file(data: bytes) -> dict[str, Marks]:
    """By the name of the sheet; nothing where the format does not tell."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        styles, strings = _struck_styles(archive, names), _struck_strings(archive, names)
        found = {}
        for name, path in hiding.parts_of_xlsx(archive):
            if path in names:
                struck = frozenset(_struck(archive, path, styles, strings))
                found[name] = Marks(struck, tuple(_notes(archive, names, path)))
        return found


def _struck_styles(archive: zipfile.ZipFile, names: set[str]) -> frozenset[bytes]:
    """The numbers of the formats whose font is struck through."""
    tree = _tree(archive, names, "xl/styles.xml", b"strike")
    if tree is None:
        return frozenset()
    fonts = [one for node in tree if _tag(node) == "fonts" for one in node]
    struck = {n for n, font in enumerate(fonts) if _strikes(font)}
    formats = [one for node in tree if _tag(node) == "cellXfs" for one in node]
    return frozenset(
        str(n).encode() for n, one in enumerate(formats) if int(one.get("fontId", 0)) in struck
    )


def _struck_strings(archive: zipfile.ZipFile, names: set[str]) -> frozenset[bytes]:
    """The numbers of the shared texts of which a part is struck through."""
    tree = _tree(archive, names, "xl/sharedStrings.xml", b"strike")
    return frozenset(str(n).encode() for n, one in enumerate(tree or ()) if _strikes(one))


def _strikes(node: ElementTree.Element) -> bool:
    return any(_tag(one) == "strike" and one.get("val", "1") not in _OFF for one in node.iter())


def _struck(
    archive: zipfile.ZipFile, path: str, styles: frozenset[bytes], strings: frozenset[bytes]
) -> Iterator[Cell]:
    if not styles and not strings:
        return
    rest = b""
    with archive.open(path) as sheet:
        while piece := sheet.read(hiding.PIECE):
            text = rest + piece
            end = 0
            for one in _CELL.finditer(text):
                end = one.end()
                said = dict(_SAID.findall(one[1]))
                value = _VALUE.search(one[2] or b"") if said.get(b"t") == b"s" else None
                filled = one[2] is not None
                if filled and (said.get(b"s") in styles or (value and value[1] in strings)):
                    yield from _at(said.get(b"r", b"").decode())
            rest = text[end:][-LONGEST_CELL:]


def _notes(archive: zipfile.ZipFile, names: set[str], path: str) -> Iterator[tuple[Cell, str]]:
    """Notes, and conversations where there are such; of those the note only says that they are."""
    parts = list(_related(archive, names, path))
    threads = [one for one in parts if "threadedcomment" in one.lower()]
    for part in threads or [one for one in parts if "comments" in one.lower()]:
        for node in _tree(archive, names, part, b"") or ():
            entries = list(node) if _tag(node) == "commentList" else [node]
            for one in entries:
                text = "".join(
                    said.text or "" for said in one.iter() if _tag(said) in ("t", "text")
                )
                for at in _at(one.get("ref", "")) if text.strip() else ():
                    yield at, text.strip()


def _related(archive: zipfile.ZipFile, names: set[str], path: str) -> Iterator[str]:
    folder, name = posixpath.split(path)
    for one in _tree(archive, names, f"{folder}/_rels/{name}.rels", b"") or ():
        target = one.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        yield posixpath.normpath(whole)


def _tree(
    archive: zipfile.ZipFile, names: set[str], path: str, needed: bytes
) -> ElementTree.Element | None:
    """A part, where there is one that holds these letters."""
    text = archive.read(path) if path in names else b""
    if not text or needed not in text:
        return None
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError:
        return None


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _at(reference: str) -> Iterator[Cell]:
    """B12 → (11, 1)."""
    if found := _REFERENCE.fullmatch(reference):
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        yield int(found[2]) - 1, column - 1
