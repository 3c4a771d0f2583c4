"""What waits for the second of two people: agreed to, or done without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page, page_of
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.people import pages as people
from fangxian.kernel.text import Text

MERGE, PART = "people.merge_persons", "people.undo_merge"
NAMED = 5  # of whom it is about
ASKED = Text(
    "已提请;由另一位有此权限的同事同意后生效。", "Asked for; it is done once a colleague agrees."
)
AGREED = Text("已同意,即时生效。", "Agreed; it is done.")
DROPPED = Text("已撤回提请,什么也没有改变。", "Dropped; nothing was changed.")


def do_or_ask(
    request: WebRequest, operation: str, given: Mapping[str, Any], because: str, done: Text
) -> None:
    """Do it or ask for it, and say which."""
    said = done_or_asked(request, operation, given, because, done)
    messages.success(request, said.speak(request.language))


def done_or_asked(
    request: WebRequest, operation: str, given: Mapping[str, Any], because: str, done: Text
) -> Text:
    """Do it or ask for it: what is to be said."""
    return ASKED if access.do_or_ask(operation, given, because, by=request.actor) else done


@dataclass(frozen=True)
class Waiting(access.AskedRow):
    """As asked for, with the masked names of whom it is about, and how many more there are."""

    whom: tuple[str, ...]
    more: int


def waiting(request: WebRequest, operations: Sequence[str] = ()) -> tuple[Waiting, ...]:
    rows = access.operations_asked(operations, by=request.actor)
    shown = {one for row in rows for one in row.concern.person_ids[:NAMED]}
    names = people.names_of(shown) if shown else {}
    return tuple(
        Waiting(
            **vars(row),
            whom=tuple(names[one] for one in row.concern.person_ids[:NAMED] if one in names),
            more=max(0, len(row.concern.person_ids) - NAMED),
        )
        for row in rows
    )


def waiting_merges(request: WebRequest) -> tuple[Waiting, ...]:
    """Records to be made one, or parted, that wait for a colleague."""
    return waiting(request, (MERGE, PART))


@require_POST
@command_page(needs="")
def agree(request: WebRequest, asked_id: int) -> HttpResponse:
    access.agree(asked_id, by=request.actor)
    return _back(request, AGREED)


@require_POST
@command_page(needs="")
def drop(request: WebRequest, asked_id: int) -> HttpResponse:
    access.drop_asked(asked_id, by=request.actor)
    return _back(request, DROPPED)


def _back(request: WebRequest, done: Text) -> HttpResponse:
    """To the page on which it stood."""
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(page_of(request))


urlpatterns = [
    path("two/<int:asked_id>/agree", agree, name="two_agree"),
    path("two/<int:asked_id>/drop", drop, name="two_drop"),
]
