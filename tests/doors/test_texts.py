"""Free text by every door: a letter more than its field takes, a NUL, half a letter, an emoji. It is
taken or put back with a sentence, whole or not at all; never a fault, and it holds up nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints
from uuid import uuid4

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.doors.field.acts.settling import KINDS
from fangxian.ground.devices.models import Sent
from fangxian.ground.people.api import ADDRESS_LETTERS
from fangxian.ground.people.models import Person
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch
from tests.doors.field.barrier import NOW as MORNING
from tests.doors.field.conftest import enrolled, guard, phone, site  # noqa: F401 fixtures
from tests.doors.rest.conftest import call, stage  # noqa: F401 fixtures
from tests.rooms.arrivals.ledgers import as_csv, wang

CONTRACT = Path(__file__).parents[2] / "contracts" / "openapi.json"
ODD = {"long": "长" * 5_001, "nul": "王\0五", "half": "王\ud800", "emoji": "王🀄👨‍👩‍👧"}
FORM = {
    "name": "测试人",
    "document_type": "居民身份证",
    "document_number": "110101199001010015",
    "phone": "13800000000",
    "origin": "陕西省西安市雁塔区",
    "arrival": "2022-05-10",
}


@pytest.fixture(autouse=True)
def _day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.at(MORNING):
        yield


def ways(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and fields of every way in that takes a body of this kind."""
    said = json.loads(CONTRACT.read_text("utf-8"))
    for path, methods in said["paths"].items():
        body = methods.get("post", {}).get("requestBody", {}).get("content", {}).get(kind)
        if body:
            schema = body["schema"]
            name = schema.get("$ref", "").rpartition("/")[2]
            fields = (said["components"]["schemas"][name] if name else schema)["properties"]
            yield re.sub(r"\{\w+\}", "1", path), fields


def is_text(one: dict[str, Any]) -> bool:
    return one.get("type") == "string" and "format" not in one


def answered(answer: Any) -> None:
    assert answer.status_code < 500, answer.content[:300]
    if answer.status_code >= 400:
        assert answer["Content-Type"].startswith("application/problem+json")
        assert answer.json()["sentence"]["zh"]


@pytest.mark.parametrize("odd", ODD)
def test_every_text_of_the_interface(call, odd):  # noqa: F811
    client, tried = call("hq"), 0
    client.raise_request_exception = False
    for path, fields in ways("application/json"):
        for name in (name for name, one in fields.items() if is_text(one)):
            body = json.dumps(FORM | {name: ODD[odd]})
            answered(client.generic("POST", path, body, "application/json"))
            tried += 1
    assert tried > 15


@pytest.mark.parametrize("odd", ODD)
def test_every_text_beside_a_file_and_the_files_name(call, odd):  # noqa: F811
    client, tried = call("hq"), 0
    client.raise_request_exception = False
    text = ODD[odd].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for path, fields in ways("multipart/form-data"):
        said = {"title": "一", "sender": "市", "due_at": "2022-05-12T08:00:00+08:00"}
        for name in (name for name, one in fields.items() if is_text(one)):
            answered(client.post(path, said | {"file": file(), name: text}))
            tried += 1
        answered(client.post(path, said | {"file": file(f"{text}.csv")}))
    assert tried > 3


def file(name: str = "a.csv") -> SimpleUploadedFile:
    made = SimpleUploadedFile("a.csv", as_csv(wang()))
    made._name = name  # what the other side calls it, uncleaned
    return made


@pytest.mark.parametrize("odd", [one for one in ODD if one != "emoji"])
def test_what_cannot_be_kept_leaves_nothing_half_written(call, odd):  # noqa: F811
    client = call("hq")
    before = (Person.objects.count(), Declaration.objects.count(), Filing.objects.count())
    for field in ("name", "address", "remark", "vehicle", "origin"):
        body = json.dumps(FORM | {field: ODD[odd]})
        answer = client.generic("POST", "/api/declarations", body, "application/json")
        assert answer.status_code in (400, 422), (field, answer.content[:200])
    after = (Person.objects.count(), Declaration.objects.count(), Filing.objects.count())
    assert after == before


def texts(shape: type[msgspec.Struct]) -> list[str]:
    """The names of its free texts, as they are sent."""
    hints = get_type_hints(shape)
    sent = {one.name: one.encode_name for one in msgspec.structs.fields(shape)}
    return [sent[name] for name, hint in hints.items() if hint in (str, str | None)]


def body_of(shape: type[msgspec.Struct], site: int) -> dict[str, Any]:  # noqa: F811
    """The least that is read as one of these."""
    at = f"{MORNING}:00+08:00"
    said = {
        "checkpoint": site,
        "arrived_at": at,
        "decided_at": at,
        "at": at,
        "queued_at": at,
        "venue": 1,
        "outcome": "pass",
        "crossing": str(uuid4()),
        "plate": "陕G12345",
        "note": "",
        "answered": "home",
        "instruction": 1,
        "number": "110101199001010015",
        "name": "测试人",
        "address": "东街 1 号",
        "evidence": {"at": at, "outcome": "", "place": "", "note": ""},
    }
    names = {one.encode_name for one in msgspec.structs.fields(shape)}
    return {name: value for name, value in said.items() if name in names}


@pytest.mark.parametrize("odd", ODD)
def test_every_text_of_a_guards_acts(phone, site, odd):  # noqa: F811
    """An act that happened is settled or kept with a sentence, and so is the one sent with it."""
    tried = 0
    for (kind, _), (shape, _) in KINDS.items():
        for name in texts(shape):
            event = phone.event(kind, **(body_of(shape, site) | {name: ODD[odd]}))
            fine = phone.crossing()
            told = {one["id"]: one for one in phone.send(event, fine)}
            assert told[event["id"]]["zh"], (kind, name)
            assert "系统没能办理" not in told[event["id"]]["zh"], (kind, name)
            assert told[fine["id"]]["how"] in ("decided", "differs")
            tried += 1
    assert tried > 25
    assert Sent.objects.count() == 2 * tried


def test_an_address_one_letter_too_long_puts_its_row_back_and_the_others_go_in(db):
    too_long, fits = "长" * (ADDRESS_LETTERS + 1), "长" * ADDRESS_LETTERS
    others = wang(name="李建国", document_number="11010519491231002X", address=fits)
    done = arrivals.import_file(
        as_csv(wang(address=too_long), others), "台账.csv", by=SYSTEM, may_lower=True
    )
    assert done.counts["reasons"] == {"arrivals.cell_too_long": 1}
    assert (done.counts["new"], Declaration.objects.count()) == (1, 1)
    [row] = arrivals.rejected_rows(ImportBatch.objects.get().pk, by=SYSTEM).rows
    assert str(ADDRESS_LETTERS) in row.faults[0].sentence.zh
    assert Person.objects.get().address == fits
