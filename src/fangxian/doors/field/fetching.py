"""A device asks whether it is heard, and fetches its bundle."""

from __future__ import annotations

import gzip
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.answers import json_answer, only
from fangxian.doors.field.bearers import Bearer, device_view, refuse_revoked
from fangxian.doors.field.bundle.assembling import Bundle, assemble
from fangxian.doors.field.handing import seconds_ahead
from fangxian.ground.devices import api as devices
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in


class NoPolicy(Refusal):
    code = "field.no_policy"
    status = 409
    sentence = Text(
        "今天没有执行中的防控方案,没有名册可以下载。",
        "No policy is in force today: there is no list to fetch.",
    )
    way_out = Text(
        "照常登记即可,记录会上报;任务请在网页“我的任务”办理。方案启用后名册自动下载。",
        "Go on recording: it is sent as always; do tasks on the web page. The list comes by itself.",
    )


class OldApp(Refusal):
    code = "field.old_app"
    status = 409
    sentence = Text(
        "这一版应用不能再下载名册。", "This version of the app cannot fetch a list any more."
    )
    way_out = Text(
        "请点“有新版本”更新,或关掉后重新打开;没上传的记录都在,会照常上报。",
        "Tap the new version, or close the app and open it again; what was not sent is kept and sent.",
    )


APP = "Fangxian-App"  # the header in which an app tells its version
SINCE = 2  # the first that finds numbers in a list which does not give them away
CLOCK = "Fangxian-Clock"  # the header in which a device tells what time it has


@device_view
def heartbeat(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """Whether the server hears this device: 204, and nothing else. It is asked every few seconds."""
    only(request, "GET")
    refuse_revoked(bearer)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


@device_view
def bundle(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """The bundle, or 304 when the device holds it already."""
    only(request, "GET")
    refuse_revoked(bearer)
    devices.hear(bearer.device.id, None, _ahead(request, bearer), by=bearer.actor)
    _refuse_old(request.headers.get(APP, ""))
    made = _assembled(bearer)
    if request.headers.get("If-None-Match") == made.etag:
        return HttpResponse(status=304, headers={"ETag": made.etag})
    answer = json_answer(made.at(), ETag=made.etag)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        _squeeze(answer)
    return answer


def _refuse_old(app: str) -> None:
    if (number_in(app[:9]) or 0) < SINCE:
        raise OldApp


def _assembled(bearer: Bearer) -> Bundle:
    if policy.in_force_or_none(clock.today(), bearer.device.place) is None:
        raise NoPolicy
    return assemble(bearer)


def _ahead(request: HttpRequest, bearer: Bearer) -> int:
    """By the device's clock as it was told with the question; else as it was last known."""
    try:
        told = datetime.fromisoformat(request.headers.get(CLOCK, ""))
    except ValueError:
        return bearer.device.clock_off
    return seconds_ahead(told) if told.tzinfo else bearer.device.clock_off


def _squeeze(answer: HttpResponse) -> None:
    """An eighth of its size over a weak signal; nothing in it comes from whoever asks."""
    answer.content = gzip.compress(answer.content, 6, mtime=0)
    answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
