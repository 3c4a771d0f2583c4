"""All packs of a folder: which there are, what lies over what, which are in force on a day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.loading import Document, read
from fangxian.ground.policy.schema import (
    ContactsFile,
    HouseFile,
    PackFile,
    Part,
    TableFile,
    TravellersFile,
    ValuesFile,
    WordsFile,
)
from fangxian.kernel.text import Text

T = TypeVar("T", bound=Part)


@dataclass(frozen=True)
class Folder:
    """One pack as it lies in its folder."""

    path: Path
    head: Document[PackFile]
    travellers: Document[TravellersFile] | None = None
    contacts: Document[ContactsFile] | None = None
    values: Document[ValuesFile] | None = None
    enacted_from: date | None = None  # a draft that two people brought into force

    @property
    def pack(self) -> PackFile:
        return self.head.content

    @property
    def documents(self) -> Iterator[Document[Part]]:
        for found in (self.head, self.travellers, self.contacts, self.values):
            if found is not None:
                yield found  # type: ignore[misc]

    def table(self, name: str) -> Document[TableFile] | None:
        return self.travellers if name == "travellers" else self.contacts  # type: ignore[return-value]

    def holds_on(self, day: date) -> bool:
        term = self.pack.in_force
        return term.from_ <= day and (term.to is None or day <= term.to)

    @property
    def hash(self) -> str:
        """SHA-256 over the content of the pack's files, whatever their layout and comments."""
        content = [found.content.model_dump(mode="json") for found in self.documents]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Enacted:
    """A draft that two people brought into force from a day on."""

    pack: str
    hash: str
    from_day: date
    written: str = ""  # the digest of its content, of one that the database keeps


@dataclass(frozen=True)
class Library:
    folders: dict[str, Folder]
    words: WordsFile
    house: Document[HouseFile] | None = None
    faults: tuple[Fault, ...] = field(default=())

    @property
    def drafts(self) -> bool:
        return any(folder.pack.status == "draft" for folder in self.folders.values())

    def holding(self, folder: Folder) -> Library:
        """The library with one pack more, or in another's stead of the same id."""
        return replace(self, folders={**self.folders, folder.pack.id: folder})

    def chain(self, pack_id: str) -> tuple[Folder, ...]:
        """The pack and what it amends, the first edition first."""
        found: list[Folder] = []
        step: str | None = pack_id
        while step is not None and step in self.folders:
            folder = self.folders[step]
            if folder in found:
                break  # a ring; lint says so
            found.append(folder)
            step = folder.pack.amends
        return tuple(reversed(found))

    def disease(self, code: str) -> Text:
        """The name of a disease; its code when _words.yaml has none."""
        words = self.words.diseases.get(code)
        return words.text if words else Text(code, code)

    def of(self, disease: str) -> tuple[Folder, ...]:
        return tuple(f for f in self.folders.values() if f.pack.disease == disease)

    def national(self, day: date, disease: str) -> tuple[Folder, ...]:
        """The national pack in force, over what it amends; () when there is none."""
        return self._chain_of_head(
            f for f in self.of(disease) if not f.pack.place and _live(f, day)
        )

    def overlays(self, day: date, at: str, base: Iterable[Folder]) -> tuple[Folder, ...]:
        """The overlays of the places that contain `at`, over this base, widest place first."""
        ids = {folder.pack.id for folder in base}
        near: dict[str, list[Folder]] = {}
        for folder in self.folders.values():
            place = folder.pack.place
            if place and at.startswith(place) and folder.pack.over in ids and _live(folder, day):
                near.setdefault(place, []).append(folder)
        return tuple(
            layer for place in sorted(near, key=len) for layer in self._chain_of_head(near[place])
        )

    def _chain_of_head(self, live: Iterable[Folder]) -> tuple[Folder, ...]:
        found = list(live)
        under = {below for f in found for below in (f.pack.amends, f.pack.replaces)}
        heads = [folder for folder in found if folder.pack.id not in under]
        return self.chain(heads[0].pack.id) if heads else ()


def _live(folder: Folder, day: date) -> bool:
    enacted = folder.enacted_from is not None and folder.enacted_from <= day
    return (folder.pack.status == "enacted" or enacted) and folder.holds_on(day)


def load(*roots: Path) -> Library:
    """Read every pack under the folders; a later folder's pack stands for an earlier one's of
    the same id. Faults are kept, and what could be read is there."""
    faults: list[Fault] = []
    folders: dict[str, Folder] = {}
    words = WordsFile(measures={}, checks={})
    house: Document[HouseFile] | None = None
    for root in roots:
        seen: dict[str, Folder] = {}
        found, wrong = _optional(root / "_words.yaml", WordsFile)
        faults += wrong
        words = found.content if found else words
        held, wrong = _optional(root / "_house.yaml", HouseFile)
        faults += wrong
        house = held or house
        for file in sorted(root.rglob("pack.yaml")):
            folder, wrong = _folder(file.parent)
            faults += wrong
            if folder is None:
                continue
            if folder.pack.id in seen:
                other = seen[folder.pack.id].path.name
                faults.append(
                    folder.head.fault(
                        f"编号“{folder.pack.id}”与 {other} 重复",
                        f"The id “{folder.pack.id}” is taken by {other}",
                        "id",
                    )
                )
            seen[folder.pack.id] = folder
        folders |= seen
    return Library(folders, words, house, tuple(faults))


def _folder(path: Path) -> tuple[Folder | None, list[Fault]]:
    head, faults = read(path / "pack.yaml", PackFile)
    travellers, wrong_travellers = _optional(path / "travellers.yaml", TravellersFile)
    contacts, wrong_contacts = _optional(path / "contacts.yaml", ContactsFile)
    values, wrong_values = _optional(path / "values.yaml", ValuesFile)
    faults += wrong_travellers + wrong_contacts + wrong_values
    return (Folder(path, head, travellers, contacts, values) if head else None), faults


def _optional(file: Path, shape: type[T]) -> tuple[Document[T] | None, list[Fault]]:
    return read(file, shape) if file.exists() else (None, [])
