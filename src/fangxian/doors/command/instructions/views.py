"""下达指令: headquarters writes one, to units or about the people of a selection."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fangxian.doors.command.arrivals import ledger_filter
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import meant
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals

MOST = 2_000
WHOLE = {"township": Text("全部镇", "All townships"), "village": Text("全部村", "All villages")}
NAMED = 12  # of those whom it is about
USUAL = timedelta(hours=24)  # what the form begins with where no template says


@command_page(needs="tasks.issue")
def new(request: WebRequest) -> HttpResponse:
    """The form; sent, it is issued at once. A refusal keeps what was typed (but not the file)."""
    if request.method != "POST":
        return _form(request, _from_template(request), _meant(request))
    people_meant = _numbers(request.POST, "person")
    try:
        done = tasks.write_instruction(_draft(request, people_meant), by=request.actor)
    except Refusal as why:
        return _form(request, request.POST, people_meant, why)
    _keep_template(request)
    zh = f"已下达 {len(done.instruction_ids)} 条。"
    en = f"Issued: {len(done.instruction_ids)}."
    messages.success(request, Text(zh, en).speak(request.language))
    if done.without_unit:
        zh = f"有 {len(done.without_unit)} 人所在的镇、村还没有单位,没有下达。"
        en = f"{len(done.without_unit)} people live where no unit stands yet: not issued."
        messages.warning(request, Text(zh, en).speak(request.language))
    address = meant.address_of(tasks.InstructionFilter(list_id=done.list_id))
    return HttpResponseRedirect(address)


@require_POST
@command_page(needs="tasks.issue")
def begin(request: WebRequest) -> HttpResponse:
    """The form about those who were ticked in the ledger."""
    ids = _numbers(request.POST, "ids")
    chosen = arrivals.persons_meant(arrivals.LedgerFilter(), ids=ids, by=request.actor, most=MOST)
    return _form(request, {}, list(chosen))


def _meant(request: WebRequest) -> list[int]:
    """Whom the address names: persons, or all whom a filter of the ledger means."""
    named = _numbers(request.GET, "person")
    if "ledger" not in request.GET:
        return named
    wanted = ledger_filter.read(QueryDict(request.GET["ledger"]))
    return [*arrivals.persons_meant(wanted, by=request.actor, most=MOST)]


def _form(
    request: WebRequest, typed: Any, about: list[int], refusal: Refusal | None = None
) -> HttpResponse:
    units = duty.units(request.actor.scope("tasks.issue"))
    chosen = set(_numbers(request.POST, "unit"))
    return draw(
        request,
        "instructions/new",
        typed=typed,
        refusal=refusal,
        status=refusal.status if refusal else 200,
        about=about,
        names=[*people.names_of(about[:NAMED]).values()],
        more=max(len(about) - NAMED, 0),
        groups=_grouped(units, chosen),
        whole_kinds=[
            (kind, label, count)
            for kind, label in WHOLE.items()
            if (count := sum(one.kind == kind for one in units)) > 1
        ],
        proofs=[
            (code, label, code in _proofs_typed(typed)) for code, label in tasks.PROOFS.items()
        ],
        templates=tasks.templates(by=request.actor),
        key=typed.get("key") or secrets.token_hex(8),
        due=typed.get("due") or f"{clock.now() + USUAL:%Y-%m-%dT%H:%M}",
    )


def _proofs_typed(typed: Any) -> list[str]:
    return typed.getlist("proof") if isinstance(typed, QueryDict) else typed.get("proof", [])


@dataclass(frozen=True)
class Pick:
    """A unit to be ticked; `letters`: the initials by which it is found."""

    id: int
    name: str
    kind: str
    on: bool
    letters: str


def _grouped(
    units: tuple[duty.UnitRow, ...], chosen: set[int]
) -> list[tuple[str, list[Pick], int]]:
    """The county's units first, then each township with its villages and grids, and how many
    villages those are."""
    groups: dict[str, list[Pick]] = {}
    for one in units:
        name = places.name_of(one.place[:9]) if len(one.place) >= 9 else ""
        pick = Pick(one.id, one.name, one.kind, one.id in chosen, places.letters_of(one.name))
        groups.setdefault(name or "", []).append(pick)
    return [
        (town, some, sum(one.kind == "village" for one in some)) for town, some in groups.items()
    ]


def _from_template(request: WebRequest) -> dict[str, Any]:
    number = number_in(request.GET.get("template", ""))
    found = next((one for one in tasks.templates(by=request.actor) if one.id == number), None)
    if found is None:
        return {}
    due = clock.now() + (timedelta(hours=found.hours) if found.hours else USUAL)
    return {
        "title": found.title,
        "body": found.body,
        "due": f"{due:%Y-%m-%dT%H:%M}",
        "proof": found.proofs,
    }


def _draft(request: WebRequest, about: list[int]) -> tasks.Draft:
    typed, file = request.POST, request.FILES.get("file")
    return tasks.Draft(
        title=typed.get("title", ""),
        body=typed.get("body", ""),
        due_at=clock.moment_in(typed.get("due", "")),
        unit_ids=() if about else tuple(_numbers(typed, "unit")),
        person_ids=tuple(about),
        proofs=tuple(typed.getlist("proof")),
        file=tasks.FileGiven(str(file.name), file.read()) if file else None,
        key=typed.get("key", "")[:40],
    )


def _keep_template(request: WebRequest) -> None:
    typed, due = request.POST, clock.moment_in(request.POST.get("due", ""))
    if not typed.get("keep_as", "").strip() or due is None:
        return
    tasks.save_template(
        typed["keep_as"],
        typed.get("title", ""),
        typed.get("body", ""),
        places.home(),
        hours=max(round((due - clock.now()) / timedelta(hours=1)), 1),
        proofs=typed.getlist("proof"),
        by=request.actor,
    )


@require_POST
@command_page(needs="tasks.issue")
def retire(request: WebRequest, template_id: int) -> HttpResponse:
    tasks.retire_template(template_id, by=request.actor)
    return HttpResponseRedirect(reverse("instruction_new"))


@require_POST
@command_page(needs="tasks.read")
def comment(request: WebRequest, instruction_id: int) -> HttpResponse:
    """Say something, and to whom."""
    to = _numbers(request.POST, "to")
    tasks.comment(instruction_id, request.POST.get("words", ""), to, by=request.actor)
    return HttpResponseRedirect(f"{reverse('instruction', args=[instruction_id])}#comments")


@require_POST
@command_page(needs="tasks.issue")
def reassign(request: WebRequest, instruction_id: int) -> HttpResponse:
    """Give it to another unit."""
    unit = number_in(request.POST.get("unit", "")) or 0
    tasks.reassign(instruction_id, unit, request.POST.get("reason", ""), by=request.actor)
    said = Text("已改派。", "Reassigned.")
    messages.success(request, said.speak(request.language))
    return HttpResponseRedirect(reverse("instruction", args=[instruction_id]))


@command_page(needs="tasks.read")
def file(request: WebRequest, instruction_id: int) -> HttpResponse:
    """What was sent along: always saved, never shown as a page of ours."""
    found = tasks.file_of(instruction_id, by=request.actor)
    answer = HttpResponse(found.content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = _attachment(found.name)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _numbers(typed: QueryDict, name: str) -> list[int]:
    found = (number_in(one) for one in typed.getlist(name)[:MOST])
    return [*dict.fromkeys(one for one in found if one is not None)]


urlpatterns = [
    path("instructions/new", new, name="instruction_new"),
    path("instructions/begin", begin, name="instruction_begin"),
    path("instructions/templates/<int:template_id>/retire", retire, name="template_retire"),
    path("instructions/<int:instruction_id>/comment", comment, name="instruction_comment"),
    path("instructions/<int:instruction_id>/reassign", reassign, name="instruction_reassign"),
    path("instructions/<int:instruction_id>/file", file, name="instruction_file"),
]
