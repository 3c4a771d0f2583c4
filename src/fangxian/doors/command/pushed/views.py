"""Lists from above (推送协查): taken in with a deadline, checked, controlled, answered, closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from fangxian.doors.command.pushed import answers, new
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

STAGES = {
    "pushed": (Text("已推送", "Pushed"), "○", "wait"),
    "checked": (Text("已核查", "Checked"), "◔", "move"),
    "controlled": (Text("已管控", "Controlled"), "◑", "move"),
    "answered": (Text("已反馈", "Answered"), "◕", "move"),
    "closed": (Text("已销号", "Closed"), "●", "done"),
}
FINDINGS = {
    "here": Text("人在本地", "Here"),
    "elsewhere": Text("在外地", "Elsewhere"),
    "not_found": Text("查无此人", "Not found"),
    "wrong": Text("信息有误", "Wrong details"),
}
STEPS = {
    "pushed": Text("推送", "Pushed"),
    "checked": Text("核查", "Check"),
    "controlled": Text("管控", "Control"),
    "answered": Text("反馈", "Answer"),
    "closed": Text("销号", "Close"),
}
ACTS = {
    "checked": Text("核查", "Check"),
    "controlled": Text("管控落实", "Controlled"),
    "answered": Text("反馈", "Answer"),
    "closed": Text("销号", "Close"),
}


@command_page(needs="arrivals.read")
def lists(request: WebRequest) -> HttpResponse:
    """Every list with its coverage and what is late; the nearest due first."""
    page = arrivals.pushed_lists(asked.page_number(request.GET), by=request.actor)
    return draw(
        request,
        "pushed/lists",
        page=page,
        stages=STAGES,
        rows=[
            (row, [(code, STAGES[code], n) for code, n in row.by_stage.items()])
            for row in page.rows
        ],
    )


@command_page(needs="arrivals.read")
def items(request: WebRequest, list_id: int) -> HttpResponse:
    """A list with its clocks and its items; each item with the one step that comes next."""
    wanted = request.GET.get("stage", "")
    stage, late = wanted if wanted in STAGES else "", "late" in request.GET
    row = arrivals.pushed_list(list_id, by=request.actor)
    page = arrivals.pushed_items(
        list_id, asked.page_number(request.GET), stage=stage, late=late, by=request.actor
    )
    return draw(
        request,
        "pushed/items",
        row=row,
        page=page,
        stage=stage,
        late=late,
        stages=STAGES,
        rows=[(item, _next(item)) for item in page.rows],
        findings=FINDINGS,
        counts=[(code, mark, row.by_stage.get(code, 0)) for code, mark in STAGES.items()],
        clocks=[
            (STEPS[one.stage], one) for one in arrivals.pushed_clocks(list_id, by=request.actor)
        ],
        may_export=request.actor.may("arrivals.export"),
        apart=people.told_apart([item.person_id for item in page.rows]),
    )


def _next(item: arrivals.ItemRow) -> list[tuple[str, Text]]:
    """The steps that may follow; who was not found here needs no control."""
    order = list(STAGES)
    after = order.index(item.stage) + 1
    if after >= len(order):
        return []
    steps = [order[after]]
    if item.stage == "checked" and item.finding != "here":
        steps = ["answered"]
    return [(step, ACTS[step]) for step in steps]


@require_POST
@command_page(needs="arrivals.answer")
def answer(request: WebRequest, list_id: int, item_id: int) -> HttpResponse:
    typed = request.POST
    arrivals.answer_item(
        item_id,
        typed.get("stage", ""),
        finding=typed.get("finding", ""),
        answer=typed.get("answer", "").strip(),
        by=request.actor,
    )
    done = Text("已登记。", "Recorded.")
    messages.success(request, done.speak(request.language))
    kept = {key: typed[key] for key in ("page", "shown", "late") if typed.get(key)}
    kept["stage"] = kept.pop("shown", "")
    back = f"{reverse('pushed_items', args=[list_id])}?{urlencode(kept)}"
    return HttpResponseRedirect(f"{back}#item-{item_id}")


urlpatterns = [
    path("pushed/", lists, name="pushed"),
    path("pushed/new", new.new, name="pushed_new"),
    path("pushed/<int:list_id>", items, name="pushed_items"),
    path("pushed/<int:list_id>/answers.xlsx", answers.export, name="pushed_export"),
    path("pushed/<int:list_id>/items/<int:item_id>", answer, name="pushed_answer"),
]
