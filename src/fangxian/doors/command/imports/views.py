"""Imports: a file is looked at, its faults said, its good rows taken, its bad ones put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.imports import files, rejected, tables
from fangxian.doors.command.shared import asked, terms, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.intake import api as intake
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

VERDICTS = {
    "rejected": (Text("退回", "Rejected"), "▲", "late"),
    "new": (Text("新增", "New"), "＋", "done"),
    "updated": (Text("更新", "Updated"), "◆", "move"),
    "unchanged": (Text("没有变化", "Unchanged"), "○", "wait"),
}
STATES = {
    "preview": (Text("待确认", "to be confirmed"), "◆", "soon"),
    "looking": (Text("查看中", "being looked at"), "◔", "move"),
    "queued": (Text("排队中", "queued"), "○", "wait"),
    "running": (Text("导入中", "running"), "◔", "move"),
    "done": (Text("已导入", "done"), "●", "done"),
    "rolled_back": (Text("已回退", "rolled back"), "▲", "late"),
    "undone": (Text("已撤销", "undone"), "–", "none"),
}
UNPLACED = (Text("地名没认出", "Place not recognised"), "◇", "soon")
UNDO = "arrivals.undo_import"
AT_WORK = frozenset({"looking", "queued", "running"})
STEPS = (  # what an import is at below so many per cent; the last write shows all at once
    (20, Text("读文件", "reading the file")),
    (45, Text("逐行核对", "judging each row")),
    (60, Text("认人、查重", "recognising people")),
    (75, Text("写入申报和判定", "writing declarations and verdicts")),
    (85, Text("写入行程和填报", "writing journeys and filings")),
    (101, Text("收尾", "finishing")),
)
LONG_IN_QUEUE = timedelta(minutes=1)
# what the second person reads
TO_UNDO = kept(
    "{file} · {count} 人的限制 · {why}", "{file} · the restrictions of {count} people · {why}"
)


class NoFile(Refusal):
    code = "command.no_ledger"
    sentence = Text("没有选文件。", "No file was chosen.")
    way_out = Text(
        "请选一个 xlsx、xls 或 csv 文件再提交。", "Choose an xlsx, xls or csv file and send again."
    )


class TooLarge(Refusal):
    code = "command.ledger_too_large"
    status = 413
    sentence = Text(
        "文件超过 {most} MB,没有收下。", "The file is larger than {most} MB and was not taken."
    )
    way_out = Text("请分成几个文件,逐个导入。", "Split it into several files.")


@command_page(needs="")
def imports(request: WebRequest) -> HttpResponse:
    """Drop a file of any kind of table; below, every import of that kind so far."""
    ledger, kinds = request.actor.may("arrivals.import"), tables.kinds_of(request.actor)
    key = request.POST.get("kind") or request.GET.get("kind") or ""
    if not key and not ledger and kinds:
        key = kinds[0].key
    if key:
        return tables.page(request, key)
    if not ledger:
        raise NotAllowed(permission="arrivals.import")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _taken(request)
        except Refusal as why:
            refusal = why
    page = arrivals.batches(asked.page_number(request.GET), by=request.actor)
    who = access.names_of([row.created_by_id for row in page.rows if row.created_by_id])
    return draw(
        request,
        "imports/all",
        page=page,
        states=STATES,
        who=who,
        refusal=refusal,
        kinds=kinds,
        most=settings.FANGXIAN_UPLOAD_BYTES // 1024 // 1024,
        status=refusal.status if refusal else 200,
    )


def _taken(request: WebRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise NoFile
    if (sent.size or 0) > settings.FANGXIAN_UPLOAD_BYTES:
        raise TooLarge(most=settings.FANGXIAN_UPLOAD_BYTES // 1024 // 1024)
    content, name = sent.read(), str(sent.name)
    try:
        made = arrivals.preview_file(content, name, by=request.actor)
    except intake.HeaderUnknown:  # its columns are said by hand, on its page
        made = arrivals.preview_unread(content, name, by=request.actor)
    return HttpResponseRedirect(reverse("imports_one", args=[made]))


@command_page(needs="arrivals.import")
def one(request: WebRequest, batch_id: int) -> HttpResponse:
    """The page of one import, from the first look to what it did."""
    batch = arrivals.batch(batch_id, by=request.actor)
    if batch.state in AT_WORK:
        return draw(request, "imports/running", **_at_work(batch))
    if batch.state in {"done", "undone"}:
        return _done(request, batch)
    return draw(
        request, "imports/preview", batch=batch, states=STATES, **_understood(request, batch)
    )


def _at_work(batch: arrivals.BatchRow) -> dict[str, Any]:
    """What is being done now; one that waits for long says that nobody may be at work."""
    queued = batch.state == "queued" or (batch.state == "looking" and not batch.progress)
    return {
        "batch": batch,
        "states": STATES,
        "step": None if queued else next(words for top, words in STEPS if batch.progress < top),
        "waits_long": queued and clock.now() - batch.created_at > LONG_IN_QUEUE,
    }


def _understood(request: WebRequest, batch: arrivals.BatchRow) -> dict[str, Any]:
    counts = batch.counts
    verdict = request.GET.get("verdict", "")
    ahead = _ahead(counts)
    if verdict not in VERDICTS and verdict not in ahead:
        verdict = next((one for one in VERDICTS if counts.get(one)), "new")
    return {
        "terms": terms.today(),
        "lowers": arrivals.lowered(batch.id, by=request.actor),
        "at_once": _at_once(counts),
        "columns": arrivals.preview_columns(batch.id, by=request.actor),
        "fields": [(column.field, column.title) for column in arrivals.COLUMNS],
        "verdicts": [(code, mark, counts.get(code, 0)) for code, mark in VERDICTS.items()],
        "verdict": verdict,
        "mark": VERDICTS.get(verdict) or ahead[verdict],
        "ahead": _in_order(counts.get("foreseen") or {}),
        "good": sum(int(counts.get(one, 0)) for one in ("new", "updated", "unchanged")),
        "news": sum(int(counts.get(one, 0)) for one in ("new", "updated")),
        "page": arrivals.preview_rows(
            batch.id, verdict, asked.page_number(request.GET), by=request.actor
        ),
    }


def _ahead(counts: dict[str, Any]) -> dict[str, tuple[Text, str, str]]:
    """The lists of rows by what would become of them, with the words of their heading."""
    foreseen, words = counts.get("foreseen") or {}, terms.today()
    found = {}
    for one in foreseen.get("colours", ()):
        colour = words.colour(one["colour"])
        found[one["list"]] = (colour.label if colour else Text("", ""), "◈", "move")
    return found | ({"unplaced": UNPLACED} if foreseen else {})


def _at_once(counts: Mapping[str, Any]) -> int:
    """Of how many people the rows ask less without waiting for somebody."""
    return int(counts.get("lowered", 0)) - int(counts.get("waiting", counts.get("lowered", 0)))


def _in_order(foreseen: dict[str, Any]) -> dict[str, Any]:
    """The colours as the policy orders them, the gravest first."""
    edition = terms.today().edition
    order = [*(edition.colours if edition else ())]
    colours = sorted(
        foreseen.get("colours", ()),
        key=lambda one: order.index(one["colour"]) if one["colour"] in order else len(order),
    )
    return foreseen | {"colours": colours}


def _done(request: WebRequest, batch: arrivals.BatchRow) -> HttpResponse:
    page = arrivals.rejected_rows(batch.id, asked.page_number(request.GET), by=request.actor)
    return draw(
        request,
        "imports/done",
        batch=batch,
        states=STATES,
        page=page,
        columns=arrivals.used_columns(batch.id, by=request.actor),
        outlook=arrivals.undo_outlook(batch.id, by=request.actor)
        if batch.state == "done"
        else None,
        kept_until=_kept_until(batch.created_at),
        settled=_settled(batch, page.total),
        rows=[rejected.row_shown(row) for row in page.rows],
        may_reveal=request.actor.may("people.reveal", batch.place),
        waiting_for_second=[
            one for one in two_people.waiting(request, (UNDO,)) if one.given["batch_id"] == batch.id
        ],
        terms=terms.today(),
        lowers=arrivals.lowered(batch.id, by=request.actor),
        at_once=_at_once(batch.counts),
        verdicts=[(code, mark, batch.counts.get(code, 0)) for code, mark in VERDICTS.items()],
    )


@command_page(needs="arrivals.import")
def left(request: WebRequest, batch_id: int) -> HttpResponse:
    """The piece that tells how many rejected rows still wait."""
    batch = arrivals.batch(batch_id, by=request.actor)
    page = arrivals.rejected_rows(batch_id, by=request.actor)
    return draw(
        request, "imports/left", batch=batch, page=page, settled=_settled(batch, page.total)
    )


def _settled(batch: arrivals.BatchRow, waiting: int) -> int:
    """How many rejected rows were put right or set aside since."""
    return max(0, int(batch.counts.get("rejected", 0)) - waiting) if batch.state == "done" else 0


def _kept_until(since: datetime) -> datetime:
    """When rows that nobody settles are removed."""
    days = policy.standing("retention.rejected_days", clock.today(), places.home())
    return since + timedelta(days=int(days.value))


@command_page(needs="arrivals.import")
def progress(request: WebRequest, batch_id: int) -> HttpResponse:
    """The piece that asks again each second; when the work is over the page comes anew."""
    batch = arrivals.batch(batch_id, by=request.actor)
    answer = draw(request, "imports/progress", **_at_work(batch))
    if batch.state not in AT_WORK:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@command_page(needs="arrivals.import")
def mapping(request: WebRequest, batch_id: int) -> HttpResponse:
    """Which column is which field, corrected; remembered for the next file of this form."""
    titles = request.POST.getlist("title")
    fields = request.POST.getlist("field")
    arrivals.correct_mapping(batch_id, dict(zip(titles, fields, strict=False)), by=request.actor)
    return _back(
        request, batch_id, Text("列已改好并记住,重新看了一遍。", "Saved and looked at again.")
    )


@require_POST
@command_page(needs="arrivals.import")
def choose(request: WebRequest, batch_id: int) -> HttpResponse:
    """Which sheets are read, and how the file's times are taken; looked at again."""
    typed = request.POST
    choices = arrivals.Choices(
        sheets=tuple(typed.getlist("sheet")),
        late_as_now="late_as_now" in typed,
        filed_at=clock.moment_in(typed.get("filed_at", "")),
        without_hidden="without_hidden" in typed,
    )
    arrivals.choose(batch_id, choices, by=request.actor)
    return _back(request, batch_id, Text("已按这样重新看了一遍。", "Looked at again like this."))


@require_POST
@command_page(needs="arrivals.import")
def start(request: WebRequest, batch_id: int) -> HttpResponse:
    """Hand the batch to the worker. A second click finds it at work and says so."""
    arrivals.start_import(
        batch_id,
        only_good=request.POST.get("which") != "all",
        may_lower="may_lower" in request.POST,
        without_hidden="without_hidden" in request.POST,
        by=request.actor,
    )
    return HttpResponseRedirect(reverse("imports_one", args=[batch_id]))


@require_POST
@command_page(needs="arrivals.import")
def undo(request: WebRequest, batch_id: int) -> HttpResponse:
    batch, why = arrivals.batch(batch_id, by=request.actor), request.POST.get("why", "").strip()
    if not why:
        raise arrivals.UndoWhy
    outlook = arrivals.undo_outlook(batch_id, by=request.actor)
    done = Text(
        f"已撤销,{outlook.goes} 人恢复原样。", f"Undone; {outlook.goes} people are as before."
    )
    asked_for = TO_UNDO.format(file=batch.file_name, count=outlook.restricted, why=why)
    given = {"batch_id": batch_id, "why": why[:200]}
    two_people.do_or_ask(request, UNDO, given, asked_for, done)
    return HttpResponseRedirect(reverse("imports_one", args=[batch_id]))


def _back(request: WebRequest, batch_id: int, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("imports_one", args=[batch_id]))


urlpatterns = [
    path("imports/", imports, name="imports"),
    path("imports/template.xlsx", files.template, name="imports_template"),
    path("imports/<int:batch_id>", one, name="imports_one"),
    path("imports/<int:batch_id>/progress", progress, name="imports_progress"),
    path("imports/<int:batch_id>/left", left, name="imports_left"),
    path("imports/<int:batch_id>/mapping", mapping, name="imports_mapping"),
    path("imports/<int:batch_id>/choose", choose, name="imports_choose"),
    path("imports/<int:batch_id>/start", start, name="imports_start"),
    path("imports/<int:batch_id>/undo", undo, name="imports_undo"),
    path("imports/<int:batch_id>/rejected.xlsx", files.rejected, name="imports_rejected"),
    path("imports/<int:batch_id>/rows/<int:row_id>", rejected.correct, name="imports_correct"),
    path(
        "imports/<int:batch_id>/rows/<int:row_id>/clear",
        rejected.reveal,
        name="imports_row_clear",
    ),
    path("imports/<int:batch_id>/aside", rejected.aside, name="imports_aside"),
    *tables.urlpatterns,
]
