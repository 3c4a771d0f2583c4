"""Taking a list from above in: a file, or a few names pasted from a message."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from fangxian.doors.command.shared import columns_said, hidden_parts, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.intake import api as intake
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

# the stage of an item ← the clock of the pack in force
CLOCKS = {"checked": "check", "controlled": "control", "answered": "feedback", "closed": "closed"}
LABELS = {
    "checked": Text("核查", "Check"),
    "controlled": Text("管控", "Control"),
    "answered": Text("反馈", "Answer"),
    "closed": Text("销号", "Close"),
}
NEEDED = {
    "title": Text("名称", "title"),
    "sender": Text("来函单位", "sender"),
    "due": Text("截止时间", "deadline"),
}
PASTED = ("姓名", "证件号码", "手机号")


class LetterIncomplete(Refusal):
    code = "command.letter_incomplete"
    sentence = Text("名单还缺{missing}。", "Missing: {missing}.")
    way_out = Text(
        "请补上再提交;已填的内容还在。", "Fill it in and send again; what you typed is kept."
    )


class DueInPast(Refusal):
    code = "command.due_in_past"
    sentence = Text("截止时间 {due} 已经过去。", "The deadline {due} has passed.")
    way_out = Text("请核对来函上的时限。", "Check the letter.")


class ListTooLarge(Refusal):
    code = "command.pushed_too_large"
    status = 413
    sentence = Text("名单文件超过 {most} MB。", "The list is larger than {most} MB.")
    way_out = Text("请分成几个文件。", "Split it into several files.")


@command_page(needs="arrivals.push")
def new(request: WebRequest) -> HttpResponse:
    """Letter and names; a refusal keeps what was typed (but not the file: browsers do not)."""
    refusal: Refusal | None = None
    found: dict[str, Any] = {}
    if request.method == "POST":
        try:
            found = _pushed(request)
            refusal = found.pop("refusal", None)
        except Refusal as why:
            refusal = why
    clocks, diseases = _clocks(request.POST.get("disease", "")), terms.diseases()
    return draw(
        request,
        "pushed/new",
        typed=request.POST,
        diseases=diseases,
        refusal=refusal,
        **found,
        hours=[
            (stage, LABELS[stage], request.POST.get(f"hours_{stage}") or _hours(clocks, stage))
            for stage in CLOCKS
        ],
        due=(clock.now() + clocks["feedback"]) if "feedback" in clocks else None,
        status=refusal.status if refusal else 200,
    )


def _clocks(disease: str) -> dict[str, timedelta]:
    edition = policy.in_force_or_none(clock.today(), places.home(), disease)
    return edition.clocks if edition else {}


def _hours(clocks: dict[str, timedelta], stage: str) -> str:
    allowed = clocks.get(CLOCKS[stage])
    return f"{allowed.total_seconds() / 3600:g}" if allowed else ""


def _pushed(request: WebRequest) -> dict[str, Any]:
    """The list as taken in; or what has to be said first: which sheets, or what columns are."""
    letter = _letter(request)
    content, name = _names(request)
    typed, actor = request.POST, request.actor
    columns, sheets = columns_said.of(typed), hidden_parts.sheets(typed)
    try:
        done = arrivals.push_list(
            content,
            name,
            letter,
            by=actor,
            sheets=sheets,
            columns=columns,
            hidden=hidden_parts.said(typed),
        )
    except intake.PartsHidden as why:
        seen = arrivals.list_sheets(content, columns=columns, by=actor)
        packed = columns_said.packed(content)
        return {"seen": seen, "name": name, "content": packed, "said": columns, "refusal": why}
    except intake.HeaderUnknown as why:
        packed = columns_said.packed(content)
        unread = columns_said.shown(arrivals.list_columns(content, by=actor), columns)
        return {
            "unread": unread,
            "columns": unread,
            "name": name,
            "content": packed,
            "fields": columns_said.fields_of(arrivals.COLUMNS),
            "refusal": why if columns else None,
        }
    return {"done": done}


def _letter(request: WebRequest) -> arrivals.Letter:
    typed = request.POST
    missing = [label for name, label in NEEDED.items() if not typed.get(name, "").strip()]
    due = clock.moment_in(typed.get("due", ""))
    if missing or due is None:
        missing = missing or [NEEDED["due"]]
        raise LetterIncomplete(
            missing=Text("、".join(one.zh for one in missing), ", ".join(one.en for one in missing))
        )
    if due <= clock.now():
        raise DueInPast(due=clock.said(due))
    return arrivals.Letter(
        title=typed["title"].strip(),
        sender=typed["sender"].strip(),
        number=typed.get("number", "").strip(),
        due_at=due,
        disease=typed.get("disease", ""),
        clocks=_allowed(typed),
    )


def _allowed(typed: Any) -> dict[str, timedelta]:
    found = {}
    for stage in CLOCKS:
        text = typed.get(f"hours_{stage}", "").strip()
        if text.isascii() and text.replace(".", "", 1).isdigit() and 0 < float(text) < 10_000:
            found[stage] = timedelta(hours=float(text))
    return found


def _names(request: WebRequest) -> tuple[bytes, str]:
    """The file, or the pasted lines (name, number, phone) as one."""
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > settings.FANGXIAN_UPLOAD_BYTES:
            raise ListTooLarge(most=settings.FANGXIAN_UPLOAD_BYTES // 1024 // 1024)
        return sent.read(), str(sent.name)
    content = columns_said.unpacked(request.POST.get("content", ""))
    if content:
        return content, request.POST.get("name", "")[:200]
    lines = [line for line in request.POST.get("rows", "").splitlines() if line.strip()]
    if not lines:
        raise LetterIncomplete(
            missing=Text("名单(文件或粘贴的几行)", "the list (a file, or pasted lines)")
        )
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(PASTED)
    for line in lines:
        cells = line.replace("\t", " ").replace(",", " ").replace(",", " ").split()
        writer.writerow([*cells[:3], *[""] * (3 - len(cells[:3]))])
    return table.getvalue().encode(), "粘贴的名单.csv"
