"""Every other kind of table on the imports page: looked at, taken, its put-back rows worked, undone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, columns_said, hidden_parts
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.tables import KINDS, Handed, Outcome, TableKind, correct
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.intake import api as intake
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.text import Text, number_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 2_000
ROW_TAKEN = Text("这一行已改正收下。", "The row is corrected and taken.")
NO_FILE = Text("没有选文件。", "No file was chosen.")


class NoTable(Refusal):
    code = "command.no_table"
    sentence = NO_FILE
    way_out = Text(
        "请选一个 xlsx、xls、ods 或 csv 文件再提交。", "Choose an xlsx, xls, ods or csv file."
    )


class TableTooLarge(Refusal):
    code = "command.table_too_large"
    status = 413
    sentence = Text(
        "文件超过 {most} MB,没有收下。", "The file is larger than {most} MB and was not taken."
    )
    way_out = Text("请分成几个文件,逐个导入。", "Split it into several files.")


def kinds_of(actor: Actor) -> list[TableKind]:
    """Those that somebody may take in."""
    return [one for one in KINDS.values() if actor.may(one.needs)]


def kind_for(actor: Actor, key: str) -> TableKind:
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    if not actor.may(kind.needs):
        raise NotAllowed(permission=kind.needs)
    return kind


def page(request: WebRequest, key: str) -> HttpResponse:
    """Hand a table in; below, every import of its kind so far. What was looked at travels with the page,
    so that what was shown is what is done."""
    kind = kind_for(request.actor, key)
    shown: dict[str, Any] = {}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            answer = _handed_in(request, kind)
            if isinstance(answer, HttpResponse):
                return answer
            shown = answer
        except Refusal as why:
            refusal = why
    found = kind.work.imports(asked.page_number(request.GET), by=request.actor)
    return draw(
        request,
        "imports/table",
        kind=kind,
        kinds=kinds_of(request.actor),
        may_ledger=request.actor.may("arrivals.import"),
        refusal=refusal,
        page=found,
        who=access.names_of([row.created_by_id for row in found.rows if row.created_by_id]),
        most=columns_said.LARGEST // 1024 // 1024,
        why=request.POST.get("why", ""),
        asks_hidden=shown.pop("asks_hidden", False),
        status=refusal.status if refusal else 200,
        **shown,
    )


def _handed_in(request: WebRequest, kind: TableKind) -> HttpResponse | dict[str, Any]:
    content, name = _file(request)
    handed = Handed(
        content,
        name,
        hidden_parts.sheets(request.POST),
        columns=columns_said.of(request.POST),
        hidden=hidden_parts.said(request.POST),
        why=request.POST.get("why", "").strip(),
    )
    if request.POST.get("go") == "import":
        return _taken(request, kind, handed)
    shown = {"content": columns_said.packed(content), "name": name, "hidden": handed.hidden}
    try:
        seen = kind.look(handed, request.actor)
    except intake.HeaderUnknown:
        if kind.unread is None or handed.columns:
            raise
        unread = kind.unread(content, request.actor)
        return {
            **shown,
            "unread": unread,
            "columns": columns_said.shown(unread, {}),
            "fields": columns_said.fields_of(kind.columns),
        }
    bad = {(one.sheet, one.row) for one in seen.put_back}
    hides = any(one.state == "hidden" and one.rows for one in seen.sheets)
    return {
        **shown,
        "seen": seen,
        "bad": len(bad),
        "said": handed.columns,
        "asks_hidden": hides and handed.hidden is None and not handed.sheets,
    }


def _taken(request: WebRequest, kind: TableKind, handed: Handed) -> HttpResponse:
    done = kind.take(handed, request.actor)
    bad = len({(one.sheet, one.row) for one in done.put_back})
    said = Text(
        "{name}:新 {new},未变 {same},退回 {bad}。",
        "{name}: {new} new, {same} unchanged, {bad} put back.",
    ).fill(name=intake.file_name(handed.name), new=done.new, same=done.unchanged, bad=bad)
    messages.success(request, said.speak(request.language))
    for told in done.told:
        messages.info(request, told.speak(request.language))
    if done.import_id is None:
        return HttpResponseRedirect(f"{reverse('imports')}?kind={kind.key}")
    return HttpResponseRedirect(reverse("imports_table", args=[kind.key, done.import_id]))


def _file(request: WebRequest) -> tuple[bytes, str]:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > min(columns_said.LARGEST, settings.FANGXIAN_UPLOAD_BYTES):
            raise TableTooLarge(most=columns_said.LARGEST // 1024 // 1024)
        return sent.read(), str(sent.name)
    content = columns_said.unpacked(request.POST.get("content", ""))
    if not content:
        raise NoTable
    return content, request.POST.get("name", "")[:200]


@command_page(needs="")
def one(request: WebRequest, key: str, number: int) -> HttpResponse:
    """What came of one import: its rows that were put back, as work."""
    kind = kind_for(request.actor, key)
    table = kind.work.one(number, by=request.actor)
    return draw(
        request,
        "imports/table_done",
        kind=kind,
        table=table,
        who=access.names_of([table.created_by_id] if table.created_by_id else []),
        page=kind.work.rows(number, asked.page_number(request.GET), by=request.actor),
        may_reveal=request.actor.may("people.reveal", table.place),
    )


@command_page(needs="")
def row(request: WebRequest, key: str, number: int) -> HttpResponse:
    """A row that was put back, as a form; saved, the next one."""
    kind = kind_for(request.actor, key)
    said = {
        name: text[:CELL]
        for name, text in request.POST.items()
        if name.startswith(("cell_", "field_")) and isinstance(text, str)
    }
    form = kind.work.row(number, said, by=request.actor)
    why = request.POST.get("why", "").strip()[:300]
    refusal: Refusal | None = None
    wrong = False
    if request.method == "POST":
        try:
            done = correct(kind, number, said, why, request.actor)
        except Refusal as found:
            refusal = found
        else:
            if not done.put_back:
                return _next_row(request, kind, form.import_id, done)
            form = kind.work.row(number, said, done.put_back, by=request.actor)
            wrong = bool(done.put_back)
    return draw(
        request,
        "imports/table_row",
        kind=kind,
        form=form,
        why=why,
        refusal=refusal,
        status=refusal.status if refusal else 422 if wrong else 200,
    )


def _next_row(
    request: WebRequest, kind: TableKind, import_id: int, done: Outcome
) -> HttpResponseRedirect:
    messages.success(request, ROW_TAKEN.speak(request.language))
    for told in done.told:
        messages.info(request, told.speak(request.language))
    left = kind.work.rows(import_id, by=request.actor).rows
    if left:
        return HttpResponseRedirect(reverse("imports_table_row", args=[kind.key, left[0].id]))
    return HttpResponseRedirect(reverse("imports_table", args=[kind.key, import_id]))


@require_POST
@command_page(needs="")
def rows_file(request: WebRequest, key: str, number: int) -> HttpResponse:
    """The rows to correct, as a file that is handed in again as it is."""
    kind = kind_for(request.actor, key)
    purpose = request.POST.get("purpose", "")
    answer = HttpResponse(
        kind.work.file(number, purpose=purpose, by=request.actor), content_type=XLSX
    )
    name = escape_uri_path(f"待改正 {kind.words.zh} {number}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@command_page(needs="")
def aside(request: WebRequest, key: str, number: int) -> HttpResponse:
    kind = kind_for(request.actor, key)
    ids = [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]
    if ids:
        count = kind.work.set_aside(ids, request.POST.get("why", "")[:200], by=request.actor)
        done = Text(f"{count} 行已放下,不再办理。", f"{count} rows were set aside.")
        messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("imports_table", args=[key, number]))


@require_POST
@command_page(needs="")
def undo(request: WebRequest, key: str, number: int) -> HttpResponse:
    kind = kind_for(request.actor, key)
    if kind.undo is None:
        raise Http404
    gone, stays = kind.undo(number, request.POST.get("why", ""), request.actor)
    done = Text(
        f"已撤销 {gone} 条;之后另有办理的 {stays} 条保留。",
        f"{gone} taken back; {stays} stay for what was done since.",
    )
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("imports_table", args=[key, number]))


urlpatterns = [
    path("imports/<slug:key>/<int:number>", one, name="imports_table"),
    path("imports/<slug:key>/row/<int:number>", row, name="imports_table_row"),
    path("imports/<slug:key>/<int:number>/rows.xlsx", rows_file, name="imports_table_rows"),
    path("imports/<slug:key>/<int:number>/aside", aside, name="imports_table_aside"),
    path("imports/<slug:key>/<int:number>/undo", undo, name="imports_table_undo"),
]
