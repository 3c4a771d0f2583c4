"""A roster from a spreadsheet: first what it would do, then doing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from fangxian.doors.command.shared import columns_said, hidden_parts
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.intake import api as intake
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


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


@command_page(needs="duty.edit")
def roster(request: WebRequest) -> HttpResponse:
    """The file travels with the preview page, so that what was shown is what is done."""
    shown: dict[str, Any] = {}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            shown = _taken(request)
            refusal = shown.pop("refusal", None)
        except Refusal as why:
            refusal = why
    status = refusal.status if refusal else 200
    return draw(request, "duty/roster", status=status, refusal=refusal, **shown)


def _taken(request: WebRequest) -> dict[str, Any]:
    content, name = _file(request)
    columns, sheets = columns_said.of(request.POST), hidden_parts.sheets(request.POST)
    hidden = hidden_parts.said(request.POST)
    shown = {"name": name, "content": columns_said.packed(content), "columns": columns}
    try:
        if request.POST.get("go") == "import":
            done = duty.import_roster(
                content, name, by=request.actor, sheets=sheets, columns=columns, hidden=hidden
            )
            return {"done": done, "name": name}
        preview = duty.preview_roster(
            content, name, by=request.actor, sheets=sheets, columns=columns, hidden=hidden or "look"
        )
    except intake.PartsHidden as why:  # seen once more, with the choice
        preview = duty.preview_roster(content, name, by=request.actor, columns=columns)
        return {**shown, "preview": preview, "refusal": why, "asks_hidden": True}
    except intake.HeaderUnknown as why:
        unread = duty.roster_columns(content, by=request.actor)
        return {
            **shown,
            "unread": unread,
            "refusal": why if columns else None,
            "columns": columns_said.shown(unread, columns),
            "fields": columns_said.fields_of(duty.ROSTER_COLUMNS),
        }
    unsaid = any(one.state == "hidden" and one.rows for one in preview.sheets)
    return {
        **shown,
        "preview": preview,
        "chosen": bool(sheets),
        "asks_hidden": unsaid and not sheets and hidden != "leave",
    }


def _file(request: WebRequest) -> tuple[bytes, str]:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > columns_said.LARGEST:
            raise RosterTooLarge
        return sent.read(), str(sent.name)
    content = columns_said.unpacked(request.POST.get("content", ""))
    if not content:
        raise NoFile
    return content, request.POST.get("name", "")[:200]
