"""The rows that were not taken: put right in place, or set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page, draw, say
from fangxian.doors.web_request import WebRequest
from fangxian.ground.intake import api as intake
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals


@dataclass(frozen=True)
class Box:
    """A faulty cell: its field, title, and what was handed in. `shown`: what stands in its place where
    it says who somebody is; left empty, such a cell stays as it is."""

    field: str
    title: Text
    text: str
    shown: str = ""

    @property
    def place(self) -> str:
        """How places are offered for it: one | several (of which the last is typed) | none ""."""
        return {"origin": "one", "via": "several"}.get(self.field, "")


@dataclass(frozen=True)
class RowShown:
    row: arrivals.RejectedShown
    boxes: tuple[Box, ...]
    rest: tuple[tuple[str, str], ...]
    masked: bool  # whether something of it is


PURPOSE = "改正退回行"


def row_shown(row: arrivals.RejectedShown, *, clear: bool = False) -> RowShown:
    """The cells with something wrong as boxes to write in, the others as they are; what says who
    somebody is masked, unless it is to be read in `clear`."""
    titles = {column.field: column.title for column in arrivals.COLUMNS}
    said: dict[str, str] = {}
    for field, (_, text) in zip(row.fields, row.cells, strict=True):
        said.setdefault(field, text)
    faulty = list(dict.fromkeys(fault.field for fault in row.faults if fault.field in titles))

    def seen(field: str, title: str, text: str) -> str:
        if clear:
            return text
        return (
            arrivals.IDENTITY_MASKS[field](text)
            if field in arrivals.IDENTITY_MASKS
            else intake.masked(text, title)
        )

    boxes = tuple(
        _box(field, titles[field], text, seen(field, titles[field].zh, text))
        for field in faulty
        for text in (said.get(field, ""),)
    )
    rest = tuple(
        (title if clear else intake.masked(title), seen(field, title, text))
        for field, (title, text) in zip(row.fields, row.cells, strict=True)
        if text and field not in faulty
    )
    return RowShown(row, boxes, rest, not clear)


def _box(field: str, title: Text, text: str, shown: str) -> Box:
    return Box(field, title, text) if shown == text else Box(field, title, "", shown)


@require_POST
@command_page(needs="people.reveal")
def reveal(request: WebRequest, batch_id: int, row_id: int) -> HttpResponse:
    """A row in clear, to be put right; the look is written down. What was typed already stays."""
    batch = arrivals.batch(batch_id, by=request.actor)
    row = arrivals.reveal_rejected(row_id, PURPOSE, by=request.actor)
    typed, shown = _typed(request.POST), row_shown(row, clear=True)
    boxes = tuple(replace(box, text=typed.get(box.field, box.text)) for box in shown.boxes)
    answer = draw(request, "imports/row", batch=batch, shown=replace(shown, boxes=boxes))
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@command_page(needs="arrivals.import")
def correct(request: WebRequest, batch_id: int, row_id: int) -> HttpResponse:
    """Take the row with the cells put right. Still faulty, it stays and says why."""
    cells = _typed(request.POST)
    done = Text("这一行已改好并收下。", "The row is put right and taken.")
    if not request.partial:
        try:
            arrivals.correct_rejected(row_id, cells, by=request.actor)
        except arrivals.DeclarationFaulty as faulty:
            raise arrivals.DeclarationFaulty(_masked_all(faulty)) from None
        messages.success(request, done.speak(request.language))
        return HttpResponseRedirect(reverse("imports_one", args=[batch_id]))
    try:
        arrivals.correct_rejected(row_id, cells, by=request.actor)
    except arrivals.DeclarationFaulty as faulty:
        return _all_that_is_wrong(request, row_id, faulty)
    except Refusal as refusal:
        answer = HttpResponse(status=204)
        why = _masked(refusal.said)
        return say(answer, why.zh, why.en, request.language, kind="fault")
    return say(HttpResponse(""), done.zh, done.en, request.language)


def _all_that_is_wrong(
    request: WebRequest, row_id: int, faulty: arrivals.DeclarationFaulty
) -> HttpResponse:
    """Every fault of the row as it is now, in place of those before; what was typed stays."""
    answer = draw(request, "imports/faults", status=faulty.status, faults=_masked_all(faulty))
    answer["HX-Retarget"] = f"#faults-{row_id}"
    answer["HX-Reswap"] = "innerHTML"
    return answer


def _typed(sent: QueryDict) -> dict[str, str]:
    """The cells as typed; those that were shown masked (`kept`), left empty, stay as they are."""
    known = {column.field for column in arrivals.COLUMNS}
    kept = sent.getlist("kept")
    return {
        name: said
        for name, text in sent.items()
        if name in known and ((said := str(text).strip()) or name not in kept)
    }


def _masked_all(faulty: arrivals.DeclarationFaulty) -> tuple[arrivals.FaultSaid, ...]:
    return tuple(replace(one, sentence=_masked(one.sentence)) for one in faulty.faults)


def _masked(text: Text) -> Text:
    return Text(intake.masked(text.zh), intake.masked(text.en))


@require_POST
@command_page(needs="arrivals.import")
def aside(request: WebRequest, batch_id: int) -> HttpResponse:
    ids = [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]
    if ids:
        count = arrivals.set_aside(ids, request.POST.get("why", "")[:200], by=request.actor)
        done = Text(f"{count} 行已放下,不再办理。", f"{count} rows were set aside.")
        messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("imports_one", args=[batch_id]))
