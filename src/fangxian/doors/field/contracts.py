"""The sync formats as JSON Schema, written to contracts/sync, where devices' makers read them, and as
TypeScript for the app."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec

from fangxian.doors.field.acts.settling import KINDS
from fangxian.doors.field.bundle.shapes import Bundle
from fangxian.doors.field.handing import Sent
from fangxian.lines.checkpoints import pages as checkpoints

REF = "#/$defs/{name}"


def bundle_schema() -> dict[str, Any]:
    """What `GET /field/api/bundle` answers."""
    (found,), parts = msgspec.json.schema_components([Bundle], ref_template=REF)
    return {**HEAD, "title": "bundle v2", **found, "$defs": parts}


def events_schema() -> dict[str, Any]:
    """What `POST /field/api/events` takes: an event, and for each kind its body."""
    shapes = {f"{kind}@{version}": shape for (kind, version), (shape, _) in KINDS.items()}
    found, parts = msgspec.json.schema_components([Sent, *shapes.values()], ref_template=REF)
    event, *bodies = found
    return {
        **HEAD,
        "title": "events v1",
        "type": "object",
        "required": ["events"],
        "properties": {
            "app": {"type": ["integer", "string"]},
            "now": {"type": "string", "format": "date-time"},
            "clock": {"type": "string", "enum": ["", "server"]},
            "events": {"type": "array", "maxItems": 500, "items": event},
        },
        "bodies": dict(zip(shapes, bodies, strict=True)),
        "$defs": parts,
    }


def outcomes() -> dict[str, dict[str, str]]:
    """The words of what a guard may decide, the mildest first: one table for server and app."""
    return {code: {"zh": said.zh, "en": said.en} for code, said in checkpoints.OUTCOMES.items()}


HEAD = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def typescript() -> str:
    """The same for the app: web/src/field/contract.ts."""
    sync = bundle_schema()
    events = events_schema()
    bodies = {kind: _type(shape) for kind, shape in events["bodies"].items()}
    newest = {kind.partition("@")[0]: shape for kind, shape in sorted(bodies.items())}
    parts = sync["$defs"] | events["$defs"]
    kinds = ",\n".join(f"  {json.dumps(kind)}: {shape}" for kind, shape in newest.items())
    return "\n".join(
        [
            "// Written from the server's own shapes (doors/field/contracts.py); the tests say when it is stale.",
            *(
                f"\n{_described(part)}export type {name} = {_type(part)};"
                for name, part in sorted(parts.items())
            ),
            f"\n/** What an act tells, by its kind. */\nexport type Bodies = {{\n{kinds}\n}};",
            "\nexport type Kind = keyof Bodies;\n",
        ]
    )


def _as_json(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


# What is written from the shapes, by its path in the tree.
FILES: dict[str, Callable[[], str]] = {
    "contracts/sync/bundle.schema.json": lambda: _as_json(bundle_schema()),
    "contracts/sync/events.schema.json": lambda: _as_json(events_schema()),
    "contracts/sync/outcomes.json": lambda: _as_json(outcomes()),
    "web/src/field/contract.ts": typescript,
}


def _described(part: dict[str, Any]) -> str:
    said = " ".join(part.get("description", "").split())
    return f"/** {said} */\n" if said else ""


def _type(schema: dict[str, Any]) -> str:
    """A JSON Schema as msgspec writes them, in TypeScript. KeyError for a form that is new here."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(one) for one in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    kind = schema["type"]
    if kind == "array":
        of = _type(schema["items"])
        return f"({of})[]" if " " in of else f"{of}[]"
    if kind == "object" and "properties" not in schema:
        return f"Record<{_type(schema.get('propertyNames', TEXT))}, {_of_values(schema)}>"
    if kind == "object":
        must = set(schema.get("required", ()))
        fields = (
            f"  {name}{'' if name in must else '?'}: {_type(one)};"
            for name, one in schema["properties"].items()
        )
        return "{\n" + "\n".join(fields) + "\n}"
    return PLAIN[kind]


def _of_values(schema: dict[str, Any]) -> str:
    of = schema.get("additionalProperties")
    return _type(of) if isinstance(of, dict) and of else "unknown"


TEXT = {"type": "string"}
PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
