"""同户: who lives with a person, put together by hand from a number, a phone or a name."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from fangxian.doors.command.people import whereto
from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

EDIT = "people.edit"


class NobodyMeant(Refusal):
    code = "command.household_nobody"
    sentence = Text("没有找到这个人。", "Nobody was found.")
    way_out = Text(
        "请填证件号码或手机号全号;此人要先有档案。",
        "Type the whole document number or phone; the person must be on file first.",
    )


class SeveralMeant(Refusal):
    code = "command.household_several"
    sentence = Text("有 {count} 个人符合,不能确定是谁。", "{count} people match.")
    way_out = Text("请改填证件号码或手机号全号。", "Type the whole document number or phone.")


@require_POST
@command_page(needs=EDIT)
def join(request: WebRequest, person_id: int) -> HttpResponse:
    """Count another person to this one's household; one is opened where there is none."""
    here = people.person(person_id, by=request.actor)
    other = _meant(request, here.id)
    if here.household_id is None and other.household_id is not None:
        people.put_in_household(here.id, other.household_id, by=request.actor)
    else:
        home = here.household_id or people.open_household(
            here.place, here.address, here.id, by=request.actor
        )
        people.put_in_household(other.id, home, by=request.actor)
    return _back(request, person_id, Text("已登记为同户。", "Counted to the household."))


@require_POST
@command_page(needs=EDIT)
def leave(request: WebRequest, person_id: int) -> HttpResponse:
    """Take this person out of the household; the others stay in it."""
    people.put_in_household(person_id, None, by=request.actor)
    return _back(request, person_id, Text("已移出本户。", "Taken out of the household."))


def _meant(request: WebRequest, not_this: int) -> people.PersonRow:
    found = people.search(
        request.POST.get("who", "").strip()[: people.NAME_LETTERS], by=request.actor
    )
    others = [row for row in found if row.id != not_this]
    if not others:
        raise NobodyMeant
    if len(others) > 1:
        raise SeveralMeant(count=len(others))
    return others[0]


def _back(request: WebRequest, person_id: int, done: Text) -> HttpResponse:
    return whereto.to_person(request, person_id, done, "#family")


urlpatterns = [
    path("people/<int:person_id>/household", join, name="person_household"),
    path("people/<int:person_id>/household/leave", leave, name="person_household_leave"),
]
