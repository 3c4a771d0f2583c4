"""The answers of a list as a file for whoever sent it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.lines.arrivals import pages as arrivals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@command_page(needs="arrivals.export")
def export(request: WebRequest, list_id: int) -> HttpResponseBase:
    """Every row with its answer, in clear; the purpose is written down."""
    purpose = request.POST.get("purpose", "").strip()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"协查反馈-{list_id}-{clock.now():%Y%m%d-%H%M}.xlsx"
        arrivals.export_answers(list_id, file, by=request.actor, purpose=purpose)
        kept = file.open("rb")  # outlives its name; the folder goes at once
    return FileResponse(kept, as_attachment=True, filename=file.name, content_type=XLSX)
