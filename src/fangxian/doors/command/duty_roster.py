"""A roster from a spreadsheet: first what it would do, then doing it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.http import HttpResponse

from fangxian.doors.command.desk import desk, draw
from fangxian.doors.threshold import DeskRequest
from fangxian.ground.duty import api as duty
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

LARGEST = 2 * 1024 * 1024  # a county's roster is a few hundred kB; it comes back with the page


class NoFile(Refusal):
    code = "command.no_file"
    sentence = Text("没有选文件。", "No file was chosen.")
    way_out = Text(
        "请选一个 xlsx、xls 或 csv 文件再提交。", "Choose an xlsx, xls or csv file and send again."
    )


class RosterTooLarge(Refusal):
    code = "command.roster_too_large"
    status = 413
    sentence = Text("花名册超过 2 MB。", "The roster is larger than 2 MB.")
    way_out = Text("请分成几个文件。", "Split it into several files.")


@desk(needs="duty.edit")
def roster(request: DeskRequest) -> HttpResponse:
    """The file travels with the preview page, so that what was shown is what is done."""
    shown: dict[str, Any] = {}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            shown = _taken(request)
        except Refusal as why:
            refusal = why
    return draw(request, "duty/roster", refusal=refusal, status=refusal.status if refusal else 200,
                **shown)  # fmt: skip


def _taken(request: DeskRequest) -> dict[str, Any]:
    content, name = _file(request)
    if request.POST.get("go") == "import":
        return {"done": duty.import_roster(content, name, by=request.actor), "name": name}
    return {
        "preview": duty.preview_roster(content, name, by=request.actor),
        "name": name,
        "content": base64.b64encode(content).decode(),
    }


def _file(request: DeskRequest) -> tuple[bytes, str]:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise RosterTooLarge
        return sent.read(), str(sent.name)
    try:
        content = base64.b64decode(request.POST.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise NoFile
    return content, request.POST.get("name", "")[:200]
