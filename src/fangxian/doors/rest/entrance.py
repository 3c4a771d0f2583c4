"""The three requests of an entrance, as at the hot door and with the same JSON: this door serves
alone when that one is down."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import HttpBearer

from fangxian.doors.entrance import devices, passes, shapes
from fangxian.doors.entrance.refusals import PassOver, UnknownDevice, Unreadable
from fangxian.doors.rest.shapes import PROBLEMS
from fangxian.kernel.errors import Refusal
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import pages as venues

S = TypeVar("S")
SCAN, CHECK = msgspec.json.Decoder(shapes.Scan), msgspec.json.Decoder(shapes.Check)


class Device(HttpBearer):
    """Authorization: Bearer TOKEN of an enrolled device."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) or _raised(UnknownDevice())

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return devices.entrance_of(token)


class Pass(HttpBearer):
    """Authorization: Bearer PASS, as the page "my code" holds it."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) or _raised(PassOver())

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return passes.read(token)


def _raised(refusal: Refusal) -> Any:
    raise refusal


router = Router(tags=["entrance"])


def _contract(
    answered: type[msgspec.Struct], asked: type[msgspec.Struct] | None = None
) -> dict[str, Any]:
    """What is told and what is sent, from the shapes that the hot door writes and reads."""
    said: dict[str, Any] = {"responses": {200: {"description": "OK", **_content(answered)}}}
    return said | ({"requestBody": {"required": True, **_content(asked)}} if asked else {})


def _content(shape: type[msgspec.Struct]) -> dict[str, Any]:
    (told,), named = msgspec.json.schema_components([shape], ref_template="#/{name}")
    return {"content": {"application/json": {"schema": named[told["$ref"].removeprefix("#/")]}}}


@router.post(
    "/scan",
    auth=Device(),
    response=PROBLEMS,
    operation_id="entrance_scan",
    openapi_extra=_contract(shapes.Scanned, shapes.Scan),
)
def scan(request: HttpRequest) -> HttpResponse:
    """Store that somebody came in; the same id is the same visit."""
    held = _read(request, SCAN).held(request.auth)  # type: ignore[attr-defined]
    (done,) = venues.take_codes([held], by=devices.hand("rest"))
    return _said(shapes.scanned(done))


@router.post(
    "/verify",
    auth=Device(),
    response=PROBLEMS,
    operation_id="entrance_verify",
    openapi_extra=_contract(shapes.Checked, shapes.Check),
)
def verify(request: HttpRequest) -> HttpResponse:
    """What a code proves; nothing is stored."""
    return _said(shapes.checked(_read(request, CHECK).code))


@router.get(
    "/code",
    auth=Pass(),
    response=PROBLEMS,
    operation_id="entrance_code",
    openapi_extra=_contract(shapes.Code),
)
def code(request: HttpRequest) -> HttpResponse:
    """A fresh code of whom the pass names."""
    asked: codes.CodeWanted = request.auth  # type: ignore[attr-defined]
    [made] = codes.show_many([asked], by=devices.look("rest"))
    if made is None:
        raise PassOver
    return _said(shapes.shown(made))


def _read(request: HttpRequest, decoder: msgspec.json.Decoder[S]) -> S:
    if len(request.body) > shapes.MOST_BYTES:
        raise Unreadable
    try:
        return decoder.decode(request.body)
    except (msgspec.DecodeError, ValueError):
        raise Unreadable from None


def _said(told: msgspec.Struct) -> HttpResponse:
    answer = HttpResponse(msgspec.json.encode(told), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return answer
