"""All vectors of the European test data, check by check as each declares them."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cbor2
import pytest
import zxingcpp
from cryptography import x509
from PIL import Image

from fangxian.lines.codes.signing import base45, cose, hc1, hc1_schema, trust, wrap
from fangxian.lines.codes.signing.keys import KeyRing
from tests.data import shared, stood_in

FOLDER = shared("dcc_testdata")
VECTORS = [
    json.loads(line)
    for file in sorted(Path(FOLDER).glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]
SMALL = 12  # each check once as it holds and once as it fails
SOME_DAY = "2021-07-01T00:00:00Z"  # where a vector names no clock it is about no time

# Where our answer differs from what a vector declares, and why.
DEVICE = (
    "the test device 9999 is in no value set; value sets change monthly and are no part of the "
    "schema, which takes any text there"
)
OTHER_PERSON = "the JSON field tells of somebody else than CBOR, COSE and the code do"
OTHER_HOUR = "the JSON field has 12:34:56Z where CBOR, COSE and the code have 14:34:56Z"
STATEMENT = ("EXPECTEDDECODE", "EXPECTEDVALIDJSON", "EXPECTEDVALIDOBJECT")
EXCEPTIONS = {
    ("PL/1.0.0/2DCode/raw/7.json", "EXPECTEDSCHEMAVALIDATION"): DEVICE,
    ("PL/1.2.1/2DCode/raw/7.json", "EXPECTEDSCHEMAVALIDATION"): DEVICE,
    ("PL/1.3.0/2DCode/raw/7.json", "EXPECTEDSCHEMAVALIDATION"): DEVICE,
    **{("FR/2DCode/raw/test_pcr_ok.json", name): OTHER_HOUR for name in STATEMENT},
    **{("PL/1.3.0/2DCode/raw/1.json", name): OTHER_PERSON for name in STATEMENT[:2]},
    **{("PL/1.3.0/2DCode/raw/5.json", name): OTHER_PERSON for name in STATEMENT[:2]},
}


def ids(vector: dict[str, Any]) -> str:
    return str(vector["path"]).replace("/2DCode/raw", "").removesuffix(".json")


def clock(vector: dict[str, Any]) -> datetime:
    said = vector["TESTCTX"].get("VALIDATIONCLOCK") or SOME_DAY
    moment = datetime.fromisoformat(said.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def message(vector: dict[str, Any]) -> bytes:
    """The COSE message; some vectors have it only inside the code's text, some as CBOR."""
    if vector.get("COSE"):
        return bytes.fromhex(vector["COSE"])
    return hc1.unwrapped(vector["PREFIX"])


def opened(vector: dict[str, Any]) -> hc1.Opened:
    der = base64.b64decode(vector["TESTCTX"]["CERTIFICATE"])
    ring = KeyRing([trust.of_certificate(x509.load_der_x509_certificate(der))])
    if not vector.get("PREFIX"):
        return hc1.opened(message(vector), ring, clock(vector))
    return hc1.open(vector["PREFIX"], ring, clock(vector))


def statement(vector: dict[str, Any]) -> Any:
    found = opened(vector).certificate
    return found.statement if found else cbor2.loads(bytes.fromhex(vector["CBOR"]))


def unprefixes(vector: dict[str, Any]) -> bool:
    inner = vector.get("BASE45") or vector["PREFIX"][4:]
    return bool(vector["PREFIX"] == hc1.PREFIX + inner)


def decodes_base45(vector: dict[str, Any]) -> bool:
    made = base45.decode(vector.get("BASE45") or vector["PREFIX"][4:])
    if made is None:
        return False
    if vector.get("COMPRESSED"):
        return made == bytes.fromhex(vector["COMPRESSED"])
    # DK, ES and PT 1.3.0 give no COMPRESSED: what lies inside it must be the message then.
    return wrap.inflate(made, hc1.MOST_BYTES) == message(vector)


def inflates(vector: dict[str, Any]) -> bool:
    text = vector.get("COMPRESSED")
    squeezed = bytes.fromhex(text) if text else base45.decode(vector["PREFIX"][4:])
    try:
        return wrap.inflate(squeezed or b"", hc1.MOST_BYTES) == message(vector)
    except wrap.Torn:
        return False


def verifies(vector: dict[str, Any]) -> bool:
    return opened(vector).checks.get("signature", False)


def same_statement(vector: dict[str, Any]) -> bool:
    said = vector.get("JSON")
    if said is None:
        return isinstance(statement(vector), dict)
    return bool(_in_one_form(statement(vector)) == _in_one_form(said))


def _in_one_form(said: Any) -> Any:
    """PT writes one moment as Z in the code and as +00:00 beside it."""
    return json.loads(json.dumps(said).replace("+00:00", "Z"))


def obeys_schema(vector: dict[str, Any]) -> bool:
    return not list(hc1_schema.faults(statement(vector)))


def encodes(vector: dict[str, Any]) -> bool:
    """Into CBOR and back: nothing of the statement is lost on the way."""
    return bool(cose.loads(cbor2.dumps(vector["JSON"])) == vector["JSON"])


def decodes_picture(vector: dict[str, Any]) -> bool:
    if not vector.get("2DCODE"):  # kept for AT and IE; elsewhere the text stands for it
        return bool(vector["PREFIX"])
    image = Image.open(io.BytesIO(base64.b64decode(vector["2DCODE"]))).convert("L")
    return any(found.text == vector["PREFIX"] for found in zxingcpp.read_barcodes(image))


CHECKS = {
    "EXPECTEDUNPREFIX": unprefixes,
    "EXPECTEDB45DECODE": decodes_base45,
    "EXPECTEDCOMPRESSION": inflates,
    "EXPECTEDVERIFY": verifies,
    "EXPECTEDDECODE": same_statement,
    "EXPECTEDVALIDJSON": same_statement,
    "EXPECTEDVALIDOBJECT": same_statement,
    "EXPECTEDENCODE": encodes,
    "EXPECTEDSCHEMAVALIDATION": obeys_schema,
    "EXPECTEDEXPIRATIONCHECK": lambda vector: opened(vector).checks["time"],
    "EXPECTEDKEYUSAGE": lambda vector: opened(vector).checks["key_use"],
    "EXPECTEDPICTUREDECODE": decodes_picture,
}
# Two keys of the set are slips of its authors: a list within a list, and an unknown word.
SLIPS = {"EXPECTEDRESULTS", "EXPTECTEDEXPIRED"}


def test_the_set_is_whole() -> None:
    named = {name for vector in VECTORS for name in vector["EXPECTEDRESULTS"]}
    assert len(VECTORS) == (SMALL if "dcc_testdata" in stood_in else 215)
    assert named - SLIPS == set(CHECKS)


@pytest.mark.parametrize("vector", VECTORS, ids=ids)
def test_vector(vector: dict[str, Any]) -> None:
    expected = {
        name: holds for name, holds in vector["EXPECTEDRESULTS"].items() if name not in SLIPS
    }
    found = {name: CHECKS[name](vector) for name in expected}
    for name in expected:
        if (vector["path"], name) in EXCEPTIONS:
            assert found[name] is not expected[name], f"no exception any more: {name}"
            expected[name] = found[name]
    assert found == expected


@pytest.mark.parametrize("vector", VECTORS, ids=ids)
def test_a_code_that_fails_any_check_is_not_good(vector: dict[str, Any]) -> None:
    refused = [name for name, holds in vector["EXPECTEDRESULTS"].items() if not holds]
    if refused and (vector["path"], refused[0]) not in EXCEPTIONS:
        assert opened(vector).verdict != "good"
