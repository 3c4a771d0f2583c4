"""The sync formats as JSON Schema: written to contracts/sync, where devices' makers read them."""

from __future__ import annotations

from typing import Any

import msgspec

from fangxian.doors.field.acts.settling import KINDS
from fangxian.doors.field.bundle.shapes import Bundle
from fangxian.doors.field.handing import Sent
from fangxian.lines.checkpoints import api as checkpoints

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
