"""Paper cards for people without a phone: by identity numbers, one a line, as a PDF to cut."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes


class NobodyFound(Refusal):
    code = "command.nobody_for_cards"
    sentence = Text("没有可以制卡的人:{lines}。", "Nobody to make a card for: {lines}.")
    way_out = Text(
        "请核对证件号码;没有登记的人请先在“录入”里登记。",
        "Check the numbers; who is not on record is entered first.",
    )


@dataclass(frozen=True)
class Read:
    """The people whose numbers were typed, and the lines in which nobody was recognised."""

    person_ids: tuple[int, ...]
    unknown: tuple[int, ...]


@command_page(needs="codes.issue_cards")
def page(request: WebRequest) -> HttpResponse:
    """The form, and what became of it: a list to check before it is printed."""
    if request.method != "POST":
        return draw(request, "codes/cards", typed="", refusal=None)
    try:
        return _printed(request)
    except Refusal as why:
        typed = request.POST.get("numbers", "")
        return draw(request, "codes/cards", typed=typed, refusal=why, status=why.status)


def _printed(request: WebRequest) -> HttpResponse:
    one = asked.number(request.POST, "person")
    read = Read((one,), ()) if one else _read(request)
    if not read.person_ids or read.unknown:
        lines = "、".join(f"第 {line} 行" for line in read.unknown) or "没有填写"
        raise NobodyFound(lines=lines)
    cards = codes.issue_cards(read.person_ids, by=request.actor)
    made = codes.card_sheet(cards, places.name_of(places.home()))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="cards.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _read(request: WebRequest) -> Read:
    """Numbers as people type them, one a line, in their order."""
    typed = request.POST.get("numbers", "").splitlines()
    lines = [line.strip() for line in typed if line.strip()]
    found = codes.holders_of(lines, by=request.actor)
    return Read(
        tuple(one for one in found if one is not None),
        tuple(at for at, one in enumerate(found, 1) if one is None),
    )


@require_POST
@command_page(needs="codes.issue_cards")
def revoke(request: WebRequest, card_id: int) -> HttpResponse:
    codes.revoke_card(card_id, request.POST.get("why", ""), by=request.actor)
    done = Text("这张卡已注销。", "The card is revoked.").speak(request.language)
    messages.success(request, done)
    person = asked.number(request.POST, "person")
    where = reverse("codes_person", args=[person]) if person else reverse("codes_cards")
    return HttpResponseRedirect(where)


urlpatterns = [
    path("codes/cards", page, name="codes_cards"),
    path("codes/cards/<int:card_id>/revoke", revoke, name="codes_card_revoke"),
]
