"""Whom a task is about is called: the phone in clear, for whoever has the task, by one press that is
written down."""

from __future__ import annotations

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.answers import Unreadable, json_answer, only
from fangxian.doors.field.bearers import Bearer, device_view, refuse_revoked
from fangxian.doors.field.bundle.work import REVEAL, TO_DO
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.kernel.text import Text

PURPOSE = "电话核查"


class PhoneElsewhere(Refusal):
    code = "field.phone_elsewhere"
    status = 404
    sentence = Text(
        "这个号码不能在本机显示：任务已不在您手上，或此人不归您管。",
        "This phone is not shown here: the task is no longer yours, or the person is not in your area.",
    )
    way_out = Text(
        "请刷新名单；任务还在的，打给村、镇或指挥部问号码。",
        "Fetch the list anew; if the task is still there, ask the village, township or headquarters.",
    )


class Asked(msgspec.Struct):
    """About whom: the task's number."""

    task: Annotated[int, msgspec.Meta(ge=1, le=2**53)]


@device_view
def phone(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """{phone}: of whom a task is about that the account has now; "" where none is on file. One line of
    the audit each time, as on the desk's card. NotAllowed, PhoneElsewhere."""
    only(request, "POST")
    refuse_revoked(bearer)
    try:
        asked = msgspec.json.decode(request.body, type=Asked)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable from error
    if "tasks" not in bearer.device.tiles:
        raise NotAllowed(permission=REVEAL)
    try:
        person = _person_of(asked.task, bearer.actor)
        shown = people.reveal(person, "phone", PURPOSE, by=bearer.actor)
    except NotFound as none:
        raise PhoneElsewhere from none
    return json_answer({"phone": shown})


def _person_of(task: int, by: Actor) -> int:
    """NotFound where the task is not with the account, or is about nobody who is to be called."""
    row = tasks.instruction(task, by=by)
    if row.person_id is None or row.stage not in TO_DO or row.kind == tasks.PHONE_CHECK:
        raise NotFound(what=Text("这条任务", "This task"))
    held = tasks.ids_of(tasks.InstructionFilter(mine=True, person_id=row.person_id), by=by)
    if task not in held:
        raise NotFound(what=Text("这条任务", "This task"))
    return row.person_id
