"""The sync formats do not drift: contracts/sync is what the code says, and what it really sends
has that shape. FANGXIAN_TEST_RECORD=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from fangxian.doors.field import contracts
from fangxian.doors.field.bundle.shapes import Bundle
from fangxian.kernel import clock
from fangxian.lines.codes import api as codes
from tests.doors.field import barrier

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("path", contracts.FILES)
def test_the_contract_is_what_the_code_says(path):
    made = contracts.FILES[path]()
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        (ROOT / path).write_text(made)
    assert (ROOT / path).read_text() == made


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
