"""What was done by hand: what waits for a second person, the day's report, the alarms."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes

DONE = {
    "approve": Text("已批准,现在起生效。", "Approved: it holds from now on."),
    "refuse": Text("未批准,已记下理由。", "Declined, with the reason."),
    "withdraw": Text("已撤销,不再影响码色。", "Taken back: it no longer counts."),
}
FREEING = (
    "codes.withdraw_manual",
    "codes.decide_appeal",
    "arrivals.undo_import",
    "screening.withdraw_override",
)
KINDS = {
    "operator": Text("同一经办人", "One operator"),
    "place": Text("同一地方", "One place"),
    "reason": Text("同一理由", "One reason"),
    "device": Text("两人同一设备", "Two people, one device"),
    "address": Text("两人同一网络地址", "Two people, one address"),
    "password": Text("重置了密码", "A password was reset"),
    "tries": Text("有人试账号密码", "An account is being tried"),
    "factor": Text("清除了两步验证", "A second factor was removed"),
    "area": Text(
        "一县以上或大批风险区由一人登记、解除或定位",
        "One person listed, ended or placed a county or more",
    ),
    "freed": Text("一人办理,解除了限制", "One person ended restrictions"),
    "merged": Text(
        "合并或分开了受限制的档案",
        "Records under a restriction were made one, or parted",
    ),
    "export": Text("一人大批明文导出", "Many people in clear to one hand"),
    "token": Text("签发了接口令牌", "A token was issued"),
}


@command_page(needs="codes.see_overrides")
def report(request: WebRequest) -> HttpResponse:
    """A day: alarms first, then what waits, then everything that was done or holds by hand."""
    on, by = asked.day(request.GET), request.actor
    waiting = codes.waiting(by=by) if by.may("codes.approve") else ()
    who_may = access.second_people(
        "codes.approve", [(row.place, row.proposed_by_id) for row in waiting]
    )
    told, above = codes.overrides_on(on, by=by), {row.id for row in waiting}
    return draw(
        request,
        "codes/report",
        on=on,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        report=told,
        rows=[row for row in told.rows if row.key or row.id not in above],
        alarms=codes.alarms(by=by),
        kinds=KINDS,
        waiting=[
            (row, row.proposed_by_id == by.account_id, second)
            for row, second in zip(waiting, who_may, strict=True)
        ],
        may_approve=by.may("codes.approve"),
        waiting_for_second=two_people.waiting(request, FREEING),
    )


@command_page(needs="codes.see_overrides")
def count(request: WebRequest) -> HttpResponse:
    """The small number in the navigation: alarms that nobody has looked at, and what waits for a
    second person who may approve."""
    by = request.actor
    owed = codes.alarms_open(by=by)
    if by.may("codes.approve"):
        owed += sum(row.proposed_by_id != by.account_id for row in codes.waiting(by=by))
    return HttpResponse(str(owed) if owed else "")


@require_POST
@command_page(needs="codes.approve")
def settle(request: WebRequest, manual_id: int, act: str) -> HttpResponse:
    """Approve, decline or take back. The words go into the report and to the person."""
    why = request.POST.get("why", "")
    if act == "approve":
        codes.approve_manual(manual_id, by=request.actor)
    elif act == "refuse":
        codes.refuse_manual(manual_id, why, by=request.actor)
    elif act == "withdraw":
        if not why.strip():
            raise codes.NoteMissing
        given = {"manual_id": manual_id, "why": why}
        two_people.do_or_ask(request, "codes.withdraw_manual", given, why, DONE[act])
        return HttpResponseRedirect(reverse("codes_report"))
    else:
        raise Http404
    messages.success(request, DONE[act].speak(request.language))
    return HttpResponseRedirect(reverse("codes_report"))


@require_POST
@command_page(needs="codes.see_overrides")
def close_alarm(request: WebRequest, alarm_id: int) -> HttpResponse:
    codes.close_alarm(alarm_id, request.POST.get("finding", ""), by=request.actor)
    done = Text("已记下核查结果;再次集中改码会重新报警。", "Noted; a further burst rings anew.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("codes_report"))


urlpatterns = [
    path("codes/by-hand", report, name="codes_report"),
    path("codes/by-hand/count", count, name="codes_hand_count"),
    path("codes/by-hand/<int:manual_id>/<str:act>", settle, name="codes_settle"),
    path("codes/alarms/<int:alarm_id>", close_alarm, name="codes_alarm"),
]
