"""The shapes of the packs' files as JSON Schema, for editors and for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from fangxian.ground.policy.schema import (
    ContactsFile,
    HouseFile,
    PackFile,
    Part,
    TravellersFile,
    ValuesFile,
    WordsFile,
)

FILES: Mapping[str, type[Part]] = {
    "pack": PackFile,
    "travellers": TravellersFile,
    "contacts": ContactsFile,
    "values": ValuesFile,
    "words": WordsFile,
    "house": HouseFile,
}


def schema_text(name: str) -> str:
    """The JSON Schema of one kind of file, as it lies in packs/_schema."""
    schema = FILES[name].model_json_schema(by_alias=True)
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder; answers with the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FILES:
        file = folder / f"{name}.schema.json"
        file.write_text(schema_text(name), encoding="utf-8")
        written.append(file)
    return written
