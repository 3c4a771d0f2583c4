"""The sync formats do not drift: contracts/sync is what the code says, and what it really sends
has that shape. FANGXIAN_TEST_RECORD=1 writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fangxian.doors.field import contracts
from fangxian.doors.field.bundle.shapes import Bundle
from fangxian.kernel import clock
from fangxian.lines.codes import api as codes
from tests.doors.field import barrier

SYNC = Path(__file__).parents[3] / "contracts" / "sync"
FORMATS = {
    "bundle.schema.json": contracts.bundle_schema,
    "events.schema.json": contracts.events_schema,
    "outcomes.json": contracts.outcomes,
}


def said(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.parametrize("name", FORMATS)
def test_the_contract_is_what_the_code_says(name):
    made = said(FORMATS[name]())
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        (SYNC / name).write_text(made)
    assert (SYNC / name).read_text() == made


@pytest.mark.django_db
def test_a_real_bundle_has_that_shape(enrolled, guard):
    from tests.doors.field.errand import issue

    barrier.declare(1)
    issue(guard.pk)
    content = enrolled(tiles=("checkpoint", "venue", "tasks", "sweep")).bundle().content
    read = msgspec.json.decode(content, type=Bundle)
    assert read.v == 2
    assert read.people
    shades = codes.scheme_on(clock.today()).shades
    assert [one.code for one in read.policy.colours] == [one.code for one in shades]
