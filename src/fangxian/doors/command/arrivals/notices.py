"""告知书: for the ticked people, grouped by the notice that each measure needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import marks, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.notices import api as notices
from fangxian.ground.people import pages as people
from fangxian.kernel import clock, home
from fangxian.kernel.text import number_in
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.screening import pages as screening

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MONITORING = "health_monitoring"


@dataclass(frozen=True)
class Plan:
    """Declaration ids by the notice they get; `without` have no measure in force or ahead."""

    by_template: dict[str, list[screening.CourseRow]]
    without: int


@require_POST
@command_page(needs="notices.write")
def preview(request: WebRequest) -> HttpResponse:
    """How many of which notice; nothing is written yet."""
    ids = _ids(request)
    plan = _plan(_within(request, ids))
    groups = [
        (notices.TEMPLATES[name], len(rows), [row.ref.number for row in rows])
        for name, rows in plan.by_template.items()
    ]
    return draw(
        request,
        "arrivals/notices",
        groups=groups,
        without=plan.without,
        outside=len(ids) - plan.without - sum(count for _, count, _ in groups),
        query=request.POST.get("query", ""),
    )


@require_POST
@command_page(needs="notices.write")
def write(request: WebRequest) -> HttpResponse:
    """One document a kind of notice, one page a person; several kinds come as one archive."""
    plan = _plan(_within(request, _ids(request)))
    if not plan.by_template:
        raise notices.NobodyToNotify
    files = {
        f"{notices.TEMPLATES[name].zh}-{clock.now():%m%d-%H%M}.docx": notices.write_notices(
            notice_rows(rows), name, by=request.actor
        )
        for name, rows in plan.by_template.items()
    }
    name, (content, kind) = _one_file(files)
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003
    return answer


def _one_file(files: dict[str, bytes]) -> tuple[str, tuple[bytes, str]]:
    if len(files) == 1:
        [(name, content)] = files.items()
        return name, (content, DOCX)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return f"告知书-{clock.now():%m%d-%H%M}.zip", (packed.getvalue(), "application/zip")


def _ids(request: WebRequest) -> list[int]:
    return [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]


def _within(request: WebRequest, ids: Sequence[int]) -> list[screening.CourseRow]:
    scope = request.actor.scope("notices.write")
    return [row for row in screening.courses(arrivals.KIND, ids) if scope.covers(row.place)]


def _plan(rows: Sequence[screening.CourseRow]) -> Plan:
    """The notice follows the measure in force today, else the next one ahead."""
    found: dict[str, list[screening.CourseRow]] = {}
    without = 0
    for row in rows:
        name = _template(row, clock.today())
        if name:
            found.setdefault(name, []).append(row)
        else:
            without += 1
    return Plan(found, without)


def _template(row: screening.CourseRow, today: date) -> str:
    for phase in row.phases:
        if phase.end is None or phase.end >= today:
            if phase.measure in notices.TEMPLATES:
                return phase.measure
            if phase.measure.endswith("_monitoring"):
                return MONITORING
    return ""


def notice_rows(rows: Sequence[screening.CourseRow]) -> list[notices.NoticeRow]:
    """What is printed, in clear; `write_notices` writes the audit line."""
    ids = [row.person_id for row in rows]
    clear, homes = people.clear_of(ids), people.addresses_of(ids)
    words, units = terms.today(), duty.units_by_place()
    names = duty.names_of(units.values())
    return [
        notices.NoticeRow(
            person_id=row.person_id,
            place=row.place,
            name=clear[row.person_id][0],
            number=clear[row.person_id][1].number,
            address=marks.place(row.place, full=True) + homes.get(row.person_id, ""),
            class_label=words.class_(row.class_code).zh,
            reason=words.class_(row.class_code).zh,
            phases=tuple(
                notices.NoticePhase(words.measure(one.measure).zh, one.start, one.end, one.tests)
                for one in row.phases
            ),
            document=(row.citation or {}).get("document", ""),
            clause=(row.citation or {}).get("clause", ""),
            unit=names.get(units.get(("township", row.place[:9]), 0), "")
            or names.get(units.get(("headquarters", home.county()), 0), ""),
            contact="",
            on=clock.today(),
        )
        for row in rows
        if row.person_id in clear
    ]


urlpatterns = [
    path("arrivals/notices", preview, name="arrivals_notices"),
    path("arrivals/notices/write", write, name="arrivals_notices_write"),
]
