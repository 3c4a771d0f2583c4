"""The shapes of the packs' files as JSON Schema, for editors and for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fangxian.ground.policy.declaring import PLACEHOLDER, SECTIONS, Term, declared
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
    if name in ("values", "house"):
        _name_terms(schema, "PlainValue" if name == "values" else "HouseValue")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _name_terms(schema: dict[str, Any], value: str) -> None:
    """The keys of `values` and `checklists` are those that rooms declare, each with its type, its
    unit and what it does: an editor offers them and refuses others."""
    for section in ("values", "checklists"):
        if section not in schema["properties"]:
            continue
        part = schema["properties"][section]
        named = part.pop("patternProperties", {})
        shape = next(iter(named.values()), None) or part.pop("additionalProperties")
        part |= {"additionalProperties": False, "properties": {}, "patternProperties": {}}
        for term in declared():
            head, _, tail = term.key.partition(".")
            if (head in SECTIONS) != (section != "values") or (
                head in SECTIONS and head != section
            ):
                continue
            key = tail if head in SECTIONS else term.key
            said = dict(shape) if head in SECTIONS else _dated(term, value)
            said["description"] = _said(term)
            if term.names is None:
                part["properties"][key] = said
            else:
                escaped = PLACEHOLDER.sub("(.+)", key.replace(".", r"\."))
                part["patternProperties"][f"^{escaped}$"] = said


def _dated(term: Term[Any], value: str) -> dict[str, Any]:
    kind = dict(term.kind.schema)
    unit = [term.unit, ""] if term.unit else [""]
    own = {"value": {"anyOf": [kind, {"type": "null"}]}, "unit": {"enum": unit}}
    return {
        "type": "array",
        "items": {"allOf": [{"$ref": f"#/$defs/{value}"}, {"properties": own}]},
    }


def _said(term: Term[Any]) -> str:
    return (
        f"{term.word.zh}:{term.does.zh}。没有它:{term.without.zh}。"
        f" {term.word.en}: {term.does.en}. Without it: {term.without.en}."
    )


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder; answers with the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FILES:
        file = folder / f"{name}.schema.json"
        file.write_text(schema_text(name), encoding="utf-8")
        written.append(file)
    return written
