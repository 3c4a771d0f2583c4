"""Files that go out with imports: the template, and the rows to be corrected."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.lines.arrivals import pages as arrivals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@command_page(needs="arrivals.import")
def template(request: WebRequest) -> HttpResponse:
    """The empty ledger; filled in, it imports without a complaint."""
    return _sent(arrivals.template_xlsx(by=request.actor), "来返人员模板.xlsx")


@require_POST
@command_page(needs="arrivals.import")
def rejected(request: WebRequest, batch_id: int) -> HttpResponse:
    """The rows still to be corrected, as a file that is uploaded again as it is; the purpose is
    written down."""
    purpose = request.POST.get("purpose", "")
    batch = arrivals.batch(batch_id, by=request.actor)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rejected.xlsx"
        arrivals.export_rejected(batch_id, file, purpose=purpose, by=request.actor)
        return _sent(file.read_bytes(), f"待改正 {Path(batch.file_name).stem}.xlsx")


def _sent(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{escape_uri_path(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
