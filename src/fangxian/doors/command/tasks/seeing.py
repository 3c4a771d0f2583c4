"""What a card offers beside its acts: whom to call, in clear and written down; and a reminder to those who
are late."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page, draw, say
from fangxian.doors.command.tasks.cards import cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text

FOR_A_TASK = "办理指令 {number}:{kind}"


@require_POST
@command_page(needs="people.reveal")
def show(request: WebRequest, instruction_id: int) -> HttpResponse:
    """Name and phone of whom an instruction is about, by one press; both looks are written down with the
    instruction as their purpose."""
    row = tasks.instruction(instruction_id, by=request.actor)
    if row.person_id is None:
        raise NotFound(what=Text("此人", "This person"))
    purpose = FOR_A_TASK.format(number=row.id, kind=row.title.zh.rpartition(":")[2][:60])
    name = people.reveal(row.person_id, "name", purpose, by=request.actor)
    phone = people.reveal(row.person_id, "phone", purpose, by=request.actor)
    answer = draw(request, "tasks/clear", name=name, phone=phone)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@command_page(needs="tasks.check")
def urge(request: WebRequest, instruction_id: int) -> HttpResponse:
    """Remind those who are late; the card comes back with the reminder on it."""
    units = tasks.urge(instruction_id, by=request.actor)
    if not request.partial:
        return HttpResponseRedirect(reverse("instruction", args=[instruction_id]))
    row = tasks.instruction(instruction_id, by=request.actor)
    answer = draw(
        request,
        "tasks/card",
        card=cards([row], request.actor)[0],
        row=row,
        tickable=bool(request.POST.get("tickable")),
    )
    names = "、".join(duty.names_of(units).values())
    return say(answer, f"已催办{names}", f"Reminded: {names}", request.language)


urlpatterns = [
    path("tasks/<int:instruction_id>/show", show, name="instruction_show"),
    path("tasks/<int:instruction_id>/urge", urge, name="instruction_urge"),
]
