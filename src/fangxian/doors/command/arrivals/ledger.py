"""来返台账: everybody who comes, filtered, sorted, ticked; a row opens beside the list."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.arrivals import ledger_filter
from fangxian.doors.command.shared import asked, pickers, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones

YEAR = 365 * 86400
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_AT_ONCE = 2_000


@command_page(needs="arrivals.read")
def page(request: WebRequest) -> HttpResponse:
    wanted = ledger_filter.read(request.GET)
    words = terms.today()
    rows = arrivals.ledger(wanted, asked.page_number(request.GET), by=request.actor)
    counts = arrivals.chips(wanted, by=request.actor)
    columns = ledger_filter.columns_of(request.COOKIES.get(ledger_filter.COOKIE, ""))
    return draw(
        request,
        "arrivals/page",
        page=rows,
        columns=columns,
        all_columns=ledger_filter.COLUMNS,
        chips=ledger_filter.chips(request.GET, counts, words),
        terms=words,
        today=clock.today(),
        origin_typed=ledger_filter.origin_typed(request.GET),
        given=ledger_filter.given(request.GET, words),
        sort=wanted.sort,
        total=counts.total,
        groups=pickers.places_within(request.actor.scope("arrivals.read"), villages=False),
        lists=[
            (name, f"?{ledger_filter.written(one)}")
            for name, one in arrivals.list_names(by=request.actor)
        ],
        may_open=request.actor.may("people.read"),
        may_export=request.actor.may("arrivals.export"),
        apart=people.told_apart([row.person_id for row in rows.rows]),
        may_screen=request.actor.may("arrivals.screen"),
        may_issue=request.actor.may("tasks.issue"),
        may_notice=request.actor.may("notices.write"),
        may_declare=request.actor.may("arrivals.declare"),
    )


@command_page(needs="arrivals.read")
def panel(request: WebRequest, person_id: int) -> HttpResponse:
    """The row's person beside the list: what holds, why, what is under way."""
    file = arrivals.dossier(person_id, by=request.actor)
    orders = (
        tasks.for_person(person_id, by=request.actor) if request.actor.may("tasks.read") else ()
    )
    return draw(
        request,
        "arrivals/panel",
        who=people.person(person_id, by=request.actor),
        file=file,
        standing=next((one for one in file.screenings if one.standing), None),
        terms=terms.today(),
        orders=orders,
        placed=tasks.confirmed([person_id]).get(person_id, ()),
        today=clock.today(),
    )


@require_POST
@command_page(needs="arrivals.read")
def choose_columns(request: WebRequest) -> HttpResponse:
    """Remember the columns for a year."""
    chosen = [one.key for one in ledger_filter.COLUMNS if one.key in request.POST.getlist("column")]
    answer = HttpResponseRedirect(_back(request))
    answer.set_cookie(ledger_filter.COOKIE, ".".join(chosen), max_age=YEAR, samesite="Lax")
    return answer


def _back(request: WebRequest) -> str:
    """The list as it was filtered."""
    return f"{reverse('arrivals')}?{request.POST.get('query', '')}"


@require_POST
@command_page(needs="arrivals.export")
def export(request: WebRequest) -> HttpResponseBase:
    """The filter's whole list in clear, as the template has it; the purpose is written down."""
    purpose = request.POST.get("purpose", "").strip()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"来返台账-{clock.now():%Y%m%d-%H%M}.xlsx"
        arrivals.export(ledger_filter.read(request.GET), file, by=request.actor, purpose=purpose)
        kept = file.open("rb")  # outlives its name; the folder goes at once
    return FileResponse(kept, as_attachment=True, filename=file.name, content_type=XLSX)


@require_POST
@command_page(needs="arrivals.screen")
def screen(request: WebRequest) -> HttpResponse:
    """Decide the ticked ones again by the policy and the lists of now."""
    ids = [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None][
        :MOST_AT_ONCE
    ]
    done = arrivals.screen(ids, by=request.actor)
    lists = zones.lists_said(done.lists)
    zh = (
        f"已重新判定 {done.people} 人,{done.changed} 人有变化,{done.uncertain} 人存疑。{lists.zh}。"
    )
    en = f"Screened {done.people} again: {done.changed} changed, {done.uncertain} uncertain. {lists.en}."
    messages.success(request, Text(zh, en).speak(request.language))
    return HttpResponseRedirect(_back(request))


urlpatterns = [
    path("arrivals", page, name="arrivals"),
    path("arrivals/columns", choose_columns, name="arrivals_columns"),
    path("arrivals/export", export, name="arrivals_export"),
    path("arrivals/screen", screen, name="arrivals_screen"),
    path("arrivals/<int:person_id>/panel", panel, name="arrivals_panel"),
]
