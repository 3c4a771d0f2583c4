"""Both ends alike: the same file is run here and by the field app's own tests (web/tests).

FANGXIAN_TEST_RECORD=1 writes contracts/vectors/codes.json anew; every signature in it changes
then, and each verdict is read in review.
"""

from __future__ import annotations

import base64
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fangxian.lines.codes.signing import fx1, keylist, keys
from tests.rooms.codes.signing import vectors

FILE = Path(__file__).parents[4] / "contracts" / "vectors" / "codes.json"


def told(claims: fx1.Claims | None) -> dict[str, Any] | None:
    """Claims as both ends write them: times in epoch seconds, bytes as text."""
    if claims is None:
        return None
    return {
        "kid": claims.kid.hex(),
        "jti": claims.jti.hex(),
        "issued": int(claims.issued.timestamp()),
        "expires": int(claims.expires.timestamp()),
        "issuer": claims.issuer,
        "subject": claims.subject_text,
        "colour": claims.colour,
        "name": claims.name_mask,
        "place": claims.place,
        "kind": claims.kind,
        "edition": claims.edition,
    }


def answer(shown: str | bytes, now: datetime) -> dict[str, Any]:
    found = keylist.read(vectors.LIST, vectors.ROOT.public())
    assert found
    opened = fx1.open(shown, found.ring, now, vectors.TERMS)
    return {
        "verdict": opened.verdict,
        "reason": opened.reason.code,
        "claims": told(opened.claims),
    }


def recorded() -> dict[str, Any]:
    terms = vectors.TERMS
    return {
        "about": "FX1 codes and key lists, when they are shown and what any decoder must answer. "
        "Test keys; times in epoch seconds.",
        "root": base64.b64encode(vectors.ROOT.public().raw).decode(),
        "key_list": base64.b64encode(vectors.LIST).decode(),
        "terms": {
            "grace": int(terms.grace.total_seconds()),
            "longest_life": int(terms.longest_life.total_seconds()),
            "skew": int(terms.skew.total_seconds()),
        },
        "codes": [
            {"name": case.name, **vectors.shown_as_json(case.shown)}
            | {"now": int(case.now.timestamp()), **answer(case.shown, case.now)}
            for case in vectors.cases()
        ],
        "lists": [
            {"name": name, "data": base64.b64encode(data).decode()}
            | {"believed": keylist.read(data, vectors.ROOT.public()) is not None}
            for name, data in vectors.lists()
        ],
    }


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        FILE.parent.mkdir(parents=True, exist_ok=True)
        FILE.write_text(json.dumps(recorded(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def test_every_code_gets_its_verdict(kept: dict[str, Any]) -> None:
    root = keys.public_key(base64.b64decode(kept["root"]))
    found = keylist.read(base64.b64decode(kept["key_list"]), root)
    assert found
    terms = fx1.Terms(**{name: timedelta(seconds=n) for name, n in kept["terms"].items()})
    for case in kept["codes"]:
        shown = base64.b64decode(case["bytes"]) if "bytes" in case else case["text"]
        opened = fx1.open(shown, found.ring, datetime.fromtimestamp(case["now"], UTC), terms)
        got = (opened.verdict, opened.reason.code, told(opened.claims))
        assert got == (case["verdict"], case["reason"], case["claims"]), case["name"]


def test_every_list_is_believed_or_not(kept: dict[str, Any]) -> None:
    root = keys.public_key(base64.b64decode(kept["root"]))
    for case in kept["lists"]:
        believed = keylist.read(base64.b64decode(case["data"]), root) is not None
        assert believed is case["believed"], case["name"]


def test_the_file_holds_every_case_that_is_described(kept: dict[str, Any]) -> None:
    """Signatures differ from one making to the next; what is shown when, and the answer, do not."""
    made = recorded()
    for part in ("codes", "lists"):
        assert [case["name"] for case in kept[part]] == [case["name"] for case in made[part]]
    for mine, theirs in zip(made["codes"], kept["codes"], strict=True):
        assert (mine["now"], mine["reason"]) == (theirs["now"], theirs["reason"]), mine["name"]


def test_every_reason_that_a_code_of_ours_can_have_is_shown(kept: dict[str, Any]) -> None:
    ours = {
        "good",
        "grace",
        "expired",
        "issued_ahead",
        "signature",
        "life",
        "kid",
        "key_window",
        "prefix",
        "too_long",
        "base45",
        "inflate",
        "too_large",
        "cose",
        "alg",
        "claims",
    }
    assert {case["reason"] for case in kept["codes"]} == ours
