"""Risk areas: what is listed on a day, from where it was read, and what could not be placed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, columns_said, hidden_parts, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.zones import pages as zones

LEVELS = {
    "high": (Text("高风险", "High"), "■", "late"),
    "medium": (Text("中风险", "Medium"), "▲", "soon"),
    "low": (Text("低风险", "Low"), "○", "wait"),
}

END = "zones.end_by_hand"
END_LEFT_OUT = "zones.end_left_out"
PLACE = "zones.place_unresolved"
ENDED = Text(
    "已写上截止日。到过的人正在重新判定。", "The last day is set; people are being screened again."
)


LEFT_OUT_ENDED = Text(
    "已解除名单不再列的风险区。到过的人正在重新判定。",
    "What the list leaves out has ended; people are being screened again.",
)
PLACED = Text("已定位,它的风险区随之更新。", "Placed; its areas moved with it.")


class NoList(Refusal):
    code = "command.no_list"
    sentence = Text("没有选名单文件。", "No list was chosen.")
    way_out = Text(
        "请选一个风险区名单(JSON 快照或 CSV)再提交。",
        "Choose a list (JSON snapshot or CSV) and send again.",
    )


class ListTooLarge(Refusal):
    code = "command.list_too_large"
    status = 413
    sentence = Text("名单文件超过 {most} MB。", "The list is larger than {most} MB.")
    way_out = Text(
        "请分成几个文件,或请系统管理员在服务器上导入。",
        "Split it, or have the administrator import it on the server.",
    )


class DayMissing(Refusal):
    code = "command.day_missing"
    sentence = Text("没有填写日期。", "The day is missing.")
    way_out = Text("请填上日期再提交。", "Give the day and send again.")


@command_page(needs="zones.read")
def areas(request: WebRequest) -> HttpResponse:
    """The areas of a day, filtered; each count is its list."""
    on = asked.day(request.GET)
    level = request.GET.get("level", "")
    text = request.GET.get("q", "").strip()
    operations = two_people.waiting(request, (END, PLACE, END_LEFT_OUT))
    asked_for = {one.given.get("source_id") for one in operations}
    wanted = zones.AreaFilter(level=level if level in LEVELS else "", on=on, text=text)
    counts = zones.on_day(on)
    return draw(
        request,
        "zones/areas",
        on=on,
        level=level,
        text=text,
        total=sum(counts.values()),
        page=zones.areas(wanted, asked.page_number(request.GET)),
        counts=[(code, mark, counts.get(code, 0)) for code, mark in LEVELS.items()],
        levels=LEVELS,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        waiting=zones.unresolved(1, 1).total,
        waiting_for_second=operations,
        left_out=[(one, one.source_id in asked_for) for one in zones.left_out()],
    )


@command_page(needs="zones.read")
def changes(request: WebRequest) -> HttpResponse:
    """What a day brought: newly listed and no longer listed."""
    on = asked.day(request.GET)
    return draw(
        request,
        "zones/changes",
        found=zones.changes(on),
        on=on,
        levels=LEVELS,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
    )


@command_page(needs="zones.import")
def import_list(request: WebRequest) -> HttpResponse:
    """Hand in a list, or look first at what it no longer names; the same list again changes nothing, a
    faulty one nothing either."""
    result, refusal, foreseen, content = None, None, None, ""
    if request.method == "POST":
        try:
            handed = _list_of(request)
            if "preview" in request.POST:
                foreseen = zones.preview_file(**handed, by=request.actor)
                content = _travels(handed["source"])
            else:
                result = zones.import_file(**handed, by=request.actor)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "zones/import",
        result=result,
        refusal=refusal,
        lines=_told(result),
        foreseen=foreseen,
        content=content,
        hidden=request.POST.get("hidden", ""),
        columns=zones.simple_columns(),
        status=refusal.status if refusal else 200,
        document=request.POST.get("document", "") if refusal or foreseen else "",
    )


def _travels(source: bytes) -> str:
    """The list goes with its preview, so that what was shown is what is taken; a large one is chosen
    once more."""
    return columns_said.packed(source) if len(source) <= columns_said.LARGEST else ""


def _told(result: zones.ImportResult | None) -> list[tuple[Text, int]]:
    """What the list did, and what it left to do."""
    if result is None:
        return []
    return [
        (Text("读到风险区", "Areas read"), result.areas),
        (Text("新列入", "New"), result.new),
        (Text("延长", "Extended"), result.extended),
        (Text("没有变化", "Unchanged"), result.unchanged),
        (Text("不再列", "No longer listed"), result.ended + result.split),
        (Text("待定位", "To be placed"), result.unresolved),
    ]


def _list_of(request: WebRequest) -> dict[str, Any]:
    sent = request.FILES.get("file")
    if sent is None and not (content := columns_said.unpacked(request.POST.get("content", ""))):
        raise NoList
    if sent is not None and (sent.size or 0) > settings.FANGXIAN_UPLOAD_BYTES:
        raise ListTooLarge(most=settings.FANGXIAN_UPLOAD_BYTES // 1024 // 1024)
    return {
        "source": sent.read() if sent else content,
        "name": str(sent.name) if sent else request.POST.get("name", "")[:200],
        "document": request.POST.get("document", "").strip(),
        "hidden": hidden_parts.said(request.POST),
    }


@command_page(needs="zones.edit")
def add(request: WebRequest) -> HttpResponse:
    """One area by hand, with the document that says so. A refusal keeps what was typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _added(request)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "zones/add",
        refusal=refusal,
        typed=request.POST,
        levels=LEVELS,
        today=clock.today(),
        status=refusal.status if refusal else 200,
    )


def _added(request: WebRequest) -> HttpResponse:
    typed = request.POST
    begin = asked.day_typed(typed, "begin")
    if begin is None:
        raise DayMissing
    zones.add_by_hand(
        typed.get("level", ""),
        typed.get("place", ""),
        begin,
        asked.day_typed(typed, "end"),
        typed.get("document", ""),
        by=request.actor,
    )
    done = Text(
        "已登记。到过的人正在重新判定。", "Entered. Whoever was there is being screened again."
    )
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(f"{reverse('zones')}?on={begin.isoformat()}")


@require_POST
@command_page(needs="zones.edit")
def end(request: WebRequest, area_id: int) -> HttpResponse:
    last = asked.day_typed(request.POST, "last")
    if last is None:
        raise DayMissing
    document = request.POST.get("document", "").strip()[:300]
    if not document:
        raise zones.WhyMissing
    given = {"area_id": area_id, "on": last.isoformat(), "document": document}
    two_people.do_or_ask(request, END, given, _shown(area_id, last, document), ENDED)
    return HttpResponseRedirect(f"{reverse('zones')}?on={last.isoformat()}")


@require_POST
@command_page(needs="zones.import")
def end_left_out(request: WebRequest, source_id: int) -> HttpResponse:
    """One press for all that a list leaves out; a colleague agrees."""
    why = request.POST.get("why", "").strip()[:200]
    if not why:
        raise zones.WhyMissing
    found = next((one for one in zones.left_out() if one.source_id == source_id), None)
    shown = (
        zones.LEFT_OUT.format(name=found.name, count=found.areas.count, why=why) if found else why
    )
    given = {"source_id": source_id, "why": why}
    two_people.do_or_ask(request, END_LEFT_OUT, given, shown, LEFT_OUT_ENDED)
    return HttpResponseRedirect(reverse("zones"))


def _shown(area_id: int, last: date, document: str) -> str:
    """What the second person reads: which area, until when, by which document."""
    area = zones.describe([area_id]).get(area_id)
    name = f"{LEVELS[area.level][0].zh} {area.text}" if area else ""
    return zones.UNTIL.format(area=name, day=last, why=document)


@command_page(needs="zones.edit")
def unplaced(request: WebRequest) -> HttpResponse:
    """Names that could not be placed, each with the divisions it may mean."""
    page = zones.unresolved(asked.page_number(request.GET), 25)
    rows = [(row, found, _is_part(row, found)) for row, found in _with_suggestions(page.rows)]
    return draw(
        request,
        "zones/unplaced",
        page=page,
        rows=rows,
        waiting_for_second=two_people.waiting(request, (PLACE,)),
    )


def _with_suggestions(
    rows: tuple[zones.UnresolvedRow, ...],
) -> list[tuple[zones.UnresolvedRow, list[tuple[str, str]]]]:
    return [(row, _suggested(row)) for row in rows]


def _is_part(row: zones.UnresolvedRow, found: list[tuple[str, str]]) -> bool:
    """A zone of a city that is no county of its own (经开区) means a part of that city."""
    return bool(row.county and found and len(found[0][0]) < 6)


def _suggested(row: zones.UnresolvedRow) -> list[tuple[str, str]]:
    """(code, full name) of what the names, or part of them, may mean."""
    codes: list[str] = []
    for text in (row.names, f"{row.province}{row.county}", row.county, f"{row.province}{row.city}"):
        codes += [*places.candidates(text)]
        if found := places.resolve_name(text):
            codes.append(found.code)
    return [(code, places.full_name(code)) for code in dict.fromkeys(codes)][:6]


@require_POST
@command_page(needs="zones.edit")
def place(request: WebRequest, region_id: int) -> HttpResponse:
    """Say which division a name is; all its areas move with it."""
    typed = request.POST.get("other", "").strip() or request.POST.get("code", "")
    found = places.resolve_name(typed) if typed else None
    code, whole = found.code if found else typed, not request.POST.get("part")
    why = request.POST.get("why", "").strip()[:200]
    if zones.is_placed(region_id) and not why:
        raise zones.WhyMissing
    given = {"region_id": region_id, "code": code, "why": why, "exact": whole}
    name, at = zones.region_name(region_id), places.full_name(code) or code
    because = f"{name} → {at} · {why}" if whole else zones.PART.format(name=name, place=at, why=why)
    two_people.do_or_ask(request, PLACE, given, because, PLACED)
    return HttpResponseRedirect(reverse("zones_unplaced"))


urlpatterns = [
    path("zones/", areas, name="zones"),
    path("zones/changes", changes, name="zones_changes"),
    path("zones/import", import_list, name="zones_import"),
    path("zones/add", add, name="zones_add"),
    path("zones/unplaced", unplaced, name="zones_unplaced"),
    path("zones/unplaced/<int:region_id>", place, name="zones_place"),
    path("zones/left-out/<int:source_id>", end_left_out, name="zones_end_left_out"),
    path("zones/<int:area_id>/end", end, name="zones_end"),
]
