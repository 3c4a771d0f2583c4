"""The names of places, for a guard who types where somebody comes from with no network: the county
to its villages, the rest of the country to its counties."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.answers import JSON, only
from fangxian.doors.field.bearers import Bearer, device_view, refuse_revoked
from fangxian.ground.places import pages as places

COUNTY_DIGITS = 6


@device_view
def names(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """{chinese, letters: [[word, code]…], shown: {code: [name, english]}, homes: {code: code}}, in
    the order in which they are searched; 304 when the device holds them already."""
    only(request, "GET")
    refuse_revoked(bearer)
    squeezed, mark = _made(bearer.device.place[:COUNTY_DIGITS], places.resolver())
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    answer = HttpResponse(squeezed, content_type=JSON, headers={"ETag": mark})
    answer["Content-Encoding"], answer["Vary"] = "gzip", "Accept-Encoding"
    return answer


@lru_cache(4)
def _made(within: str, _known: Any) -> tuple[bytes, str]:
    """Squeezed, with its mark: once for each county, until the divisions change."""
    text = msgspec.json.encode(places.name_table(within))
    mark = hashlib.blake2b(text, digest_size=8).hexdigest()
    return gzip.compress(text, 9, mtime=0), f'"{mark}"'
