"""Days and moments at the end of the calendar, or that are none, at every parameter of every door
that takes one: a refusal with its sentence, never a fault of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from fangxian.doors.cli.main import main
from fangxian.doors.cli.moments import DAY, MINUTE, Moment
from fangxian.kernel import clock
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.zones import errors
from fangxian.lines.zones.reading import read
from tests.doors.field.barrier import NOW as MORNING
from tests.doors.field.conftest import enrolled, guard, phone, site  # noqa: F401 fixtures
from tests.doors.rest.conftest import call, stage  # noqa: F401 fixtures
from tests.doors.test_odd_letters import (
    DOORS,
    addresses,
    anybody_who_may_all,  # noqa: F401 fixture
)

pytestmark = pytest.mark.django_db
CONTRACT = Path(__file__).parents[2] / "contracts" / "openapi.json"
LATE, EARLY = "9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00"
NEVER = (
    LATE,
    EARLY,
    "9999-12-31",
    "0001-01-01",
    "2022-02-30",
    "２０２２-０５-１０x",
    "٢٠٢٢-٠٥-١٠T99:00",
    "2022-05-10T24:61",
    "\ud800",
    "9" * 400,
)
DATED = re.compile(
    r"^(on|at|as_of|.*from|.*until|.*since|first|last|begins?|ends?|due.*|filed.?at)$"
)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(MORNING):
        yield


@pytest.mark.parametrize("text", [*NEVER, "", "\0", " "])
def test_neither_a_day_nor_a_moment(text):
    assert clock.day_in(text) is None
    assert clock.moment_in(text) is None


def test_a_day_and_a_moment_of_a_county():
    assert clock.day_in("2022-05-10") == clock.today()
    assert clock.moment_in(" 2022-05-10T08:00 ") == clock.now()
    assert clock.moment_in("2022-05-10T00:00Z") == clock.now()
    assert clock.moment_in("1900-01-01T00:00") is not None
    assert clock.moment_in("2199-12-31T23:59") is not None


def dated(schema: dict[str, Any]) -> bool:
    return '"format": "date' in json.dumps(schema)


def ways() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in json.loads(CONTRACT.read_text("utf-8"))["paths"].items():
        for method, way in methods.items():
            yield re.sub(r"\{\w+\}", "1", path), method, way


def test_every_dated_parameter_of_the_interface(call):  # noqa: F811
    client, tried = call("hq"), 0
    client.raise_request_exception = False
    for path, method, way in ways():
        for one in way.get("parameters", ()):
            if one["in"] != "query" or not dated(one["schema"]):
                continue
            for text in NEVER:
                answer = client.generic(method.upper(), path, QUERY_STRING=query(one["name"], text))
                assert answer.status_code == 422, (path, text, answer.content[:200])
                assert answer["Content-Type"].startswith("application/problem+json")
                tried += 1
    assert tried > 4 * len(NEVER)


def query(name: str, text: str) -> str:
    from urllib.parse import quote

    return f"{name}={quote(text, errors='surrogatepass')}"


def test_every_dated_field_of_a_form_of_the_interface(call):  # noqa: F811
    client, tried = call("hq"), 0
    client.raise_request_exception = False
    schemas = json.loads(CONTRACT.read_text("utf-8"))["components"]["schemas"]
    for path, _, way in ways():
        form = way.get("requestBody", {}).get("content", {}).get("multipart/form-data")
        if form is None:
            continue
        schema = form["schema"]
        schema = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        for name in (name for name, one in schema["properties"].items() if dated(one)):
            for text in (one for one in NEVER if one.isascii()):
                file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
                said = {"file": file, "title": "一", "sender": "市", name: text}
                answer = client.post(path, said)
                assert answer.status_code == 422, (path, text, answer.content[:200])
                tried += 1
    assert tried


def test_a_report_of_an_act(call, stage):  # noqa: F811
    for text in (*NEVER, ""):
        body = {"at": text, "place": "二组", "who": "村医", "words": "到", "outcome": "in_place"}
        answer = call("village").generic(
            "POST",
            f"/api/instructions/{stage.orders[-1]}/act",
            json.dumps(body),
            "application/json",
        )
        assert answer.status_code in (400, 422), (text, answer.content[:200])
        assert answer.json()["sentence"]["zh"]


def test_every_dated_field_of_every_page(anybody_who_may_all):  # noqa: F811
    client = anybody_who_may_all
    pages = (page.read_text("utf-8") for page in DOORS.rglob("*.html"))
    inputs = (one for page in pages for one in re.findall(r"<input[^>]*>", page))
    named = {
        name
        for one in inputs
        if re.search(r'type="(date|datetime-local)"', one)
        for name in re.findall(r'name="([a-z_]+)"', one)
    } | {"on", "at", "day", "arrival", "leaving", "entry", "queued", "arrived"}
    broken = []
    for address in sorted(set(addresses(get_resolver().url_patterns))):
        for asked, typed in ((EARLY, "0001-01-01"), ("9999-12-31", LATE)):
            for answer in (
                client.get(f"/{address}", dict.fromkeys(named, asked)),
                client.post(f"/{address}", dict.fromkeys(named, typed)),
            ):
                if answer.status_code == 500:
                    broken.append((answer.request["REQUEST_METHOD"], address))
    assert broken == []


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield " ".join((*path, name)), found


def test_every_day_of_a_command_is_one_of_the_countys():
    """By one type of option, which refuses what the calendar does not hold."""
    own, tried = {"codes verify"}, 0  # with a zone: read by `clock.moment_in`
    for path, command in commands(main):
        for option in command.params:
            if isinstance(option.type, click.DateTime):
                assert isinstance(option.type, Moment), (path, option.name)
                tried += 1
            elif isinstance(option, click.Option) and path not in own and option.metavar != "CODE":
                assert (
                    not DATED.match(option.opts[0].lstrip("-")) or option.type is not click.STRING
                ), (
                    path,
                    option.opts,
                )
    assert tried > 8


@pytest.mark.parametrize("kind", [DAY, MINUTE])
@pytest.mark.parametrize("text", [*NEVER, ""])
def test_a_command_refuses_what_is_no_day(kind, text):
    with pytest.raises(click.BadParameter):
        kind.convert(text, None, None)


@pytest.mark.parametrize("text", [LATE, EARLY, "2022-02-30", ""])
def test_a_command_that_takes_a_zone(text):
    from fangxian.doors.cli.codes_verify import _moment

    with pytest.raises(click.BadParameter):
        _moment(text)


@pytest.mark.parametrize(
    "now", [None, "9999-12-31T23:59:00-14:00", "+012022-05-10T00:00:00.000Z", 7]
)
@pytest.mark.parametrize("text", ["9999-12-31T23:59:00-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_guards_act_is_kept_as_of_its_receipt(phone, text, now):  # noqa: F811
    """It happened: it is settled, never refused."""
    event = phone.crossing(1, arrived_at=text, decided_at=text) | {"at": text}
    (first,), (again,) = phone.send(event, now=now), phone.send(event, now=now)
    assert first == again
    row = Crossing.objects.get()
    assert (row.arrived_at, row.decided_at) == (clock.now(), clock.now())


@pytest.mark.parametrize(
    "text", ["2022-02-30T08:00+08:00", "2022-05-10", "", "２０２２-05-10T08:00+08:00"]
)
def test_a_guards_act_with_no_moment_is_kept_as_it_came(phone, text):  # noqa: F811
    event = phone.crossing(1, arrived_at=text, decided_at=text)
    torn = event | {"at": text, "id": "6f6b1c9e-0000-4000-8000-000000000001"}
    for told in phone.send(event, torn):
        assert told["zh"]
    assert phone.send(event, torn)


HEAD = "level,province,city,county,community,first_seen,last_seen\n"


@pytest.mark.parametrize("text", [*(one for one in NEVER if one != "\ud800"), ""])
def test_a_list_of_risk_areas(text):
    row = f"高风险,陕西省,西安市,雁塔区,某小区,{text},2022-05-10\n"
    with pytest.raises(errors.WrongDay):
        read("list.csv", (HEAD + row).encode())
    told = {"data": {"end_update_time": f"{text} 9时", "highlist": []}, "code": 0}
    with pytest.raises(errors.WrongStructure):
        read("list.json", json.dumps(told).encode())
