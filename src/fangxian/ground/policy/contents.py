"""What a pack holds, apart from any file: plain values by part, as a draft is typed and as what was
enacted is kept. A part is what a file of a pack's folder holds."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fangxian.ground.policy.faults import Fault, schema_sentence
from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.loading import Document, known_keys
from fangxian.ground.policy.schema import (
    ContactsFile,
    PackFile,
    Part,
    TravellersFile,
    ValuesFile,
)

Content = dict[str, Any]  # part → plain values: "head", and where it is there the others
PARTS: Mapping[str, type[Part]] = {
    "head": PackFile,
    "travellers": TravellersFile,
    "contacts": ContactsFile,
    "values": ValuesFile,
}
FILES: Mapping[str, str] = {
    "head": "pack.yaml",
    "travellers": "travellers.yaml",
    "contacts": "contacts.yaml",
    "values": "values.yaml",
}


def dumped(folder: Folder) -> Content:
    """What was written of a pack, nothing that was not; in the order in which it was written."""
    return {
        name: found.content.model_dump(mode="json", by_alias=True, exclude_unset=True)
        for name in PARTS
        if (found := getattr(folder, name)) is not None
    }


def read(content: Mapping[str, Any], where: str = "draft") -> tuple[Folder | None, list[Fault]]:
    """The pack of plain values; or None and what cannot be read, each fault with its part and its
    path in it."""
    faults: list[Fault] = []
    parts: dict[str, Any] = {}
    for name, shape in PARTS.items():
        if name not in content:
            continue
        file = Path(where) / FILES[name]
        try:
            parts[name] = Document(file, shape.model_validate(content[name]), None)
        except ValidationError as wrong:
            faults += [
                Fault(str(file), 1, schema_sentence(one, known_keys()), tuple(one["loc"]))
                for one in wrong.errors()
            ]
    if faults or "head" not in parts:
        return None, faults
    return Folder(path=Path(where), **parts), []


def as_text(content: Content) -> str:
    """The order of colours and of rows has a meaning: nothing is sorted."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Content:
    found: Content = json.loads(text)
    return found


def packed(content: Content) -> tuple[str, bytes]:
    """The SHA-256 of what is kept, and what is kept."""
    text = as_text(content).encode()
    return hashlib.sha256(text).hexdigest(), zlib.compress(text, 9)


def unpacked(sha256: str, kept: bytes) -> Content | None:
    """None where it is not what its digest says."""
    text = zlib.decompress(kept)
    return from_text(text.decode()) if hashlib.sha256(text).hexdigest() == sha256 else None
