"""帮助: what the marks mean, the keys, whom to ask; and the first day of each role in a few steps."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, marks
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text

TOUR = "tour"  # in the session: the address at which one landed, which shows it
TOURED = "toured"  # the cookie of who said that they know
YEAR = 365 * 86400

CLOCKS = (
    ("late", "▲", Text("已超时限", "past its time")),
    ("soon", "◆", Text("一小时内到期", "due within the hour")),
    ("wait", "○", Text("还有时间", "there is time")),
)
_WORK = (
    Text(
        "先看“我的事”:逾期的在最前,一张卡一件事,写着谁、哪一家、什么时候到、做什么。",
        "Begin with My work: late first, one card a thing: who, which house, when, what to do.",
    ),
    Text(
        "点“收到”就是接下来办;办好点“办结”,选结果、写一句。点错了,十分钟内可以撤销。",
        "“Received” takes it on; when it is done press “Report done”, choose what came of it and write a "
        "sentence. A slip can be taken back within ten minutes.",
    ),
    Text(
        "要打电话,点“显示姓名和电话”:每看一次都有记录。许多人一样的,勾选后一起办结。",
        "To call, press “Show name and phone”: each look is recorded. Many alike: tick and report together.",
    ),
)
_CHIEF = (
    Text(
        "先看“待批与要情”:等您同意的、逾期的、比昨天变了什么。",
        "Begin with the brief: what waits for your yes, what is late, what changed.",
    ),
    Text(
        "伤及人的事要两个人:您提的,由另一位同事同意。",
        "What hurts somebody takes two people: what you propose, a colleague agrees to.",
    ),
    Text("每个数字点开就是它的清单。", "Every number opens the list behind it."),
)
_HQ = (
    Text(
        "先看“态势”:逾期在左上,每个数字点开就是它的清单。",
        "Begin with the situation: late at the top left; every number opens its list.",
    ),
    Text(
        "找人按 Ctrl K,输姓名、拼音首字母或证件号。",
        "Find anybody with Ctrl K: name, initials or number.",
    ),
    Text(
        "名单从“导入”进来:先看会怎样,再提交;还能撤销。",
        "Lists come in by Imports: see what would happen first; it can be undone.",
    ),
)
_AUDIT = (
    Text(
        "这里是谁做了什么:每次查看和改动都有一行。",
        "This is who did what: each look and change is a line.",
    ),
    Text(
        "先看要留意的,再按人、按日、按事查。",
        "Begin with what to look at, then by person, day or act.",
    ),
)
_ACCOUNTS = (
    Text(
        "在这里开账号、给授权:岗位、地方、起止日。",
        "Open accounts and grant here: role, place, from and to.",
    ),
    Text("重要岗位要第二位管理员同意才生效。", "A grave role waits for a second officer."),
)


@dataclass(frozen=True)
class Step:
    number: int
    words: Text


def steps_for(actor: Actor) -> list[Step]:
    """The first day of whoever this is."""
    found = next(
        (words for needs, words in _TOURS if actor.may(needs)),
        _WORK,
    )
    return [Step(number, words) for number, words in enumerate(found, 1)]


_TOURS = (
    ("policy.enact", _CHIEF),
    ("audit.read", _AUDIT),
    ("tasks.close", _HQ),
    ("tasks.read", _WORK),
    ("access.read", _ACCOUNTS),
)


def tour(request: WebRequest) -> list[Step]:
    """What the page shows on top until it is put away; nothing where it was."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.account_id is None or not actor.grants:
        return []
    return steps_for(actor) if request.session.get(TOUR) == request.path else []


def begin(request: WebRequest, where: str) -> None:
    """Somebody comes in and lands `where`: that page shows the tour unless this browser has put it
    away."""
    if TOURED not in request.COOKIES:
        request.session[TOUR] = where


@command_page(needs="")
def page(request: WebRequest) -> HttpResponse:
    here = next(iter(request.actor.scope("places.read").prefixes), "") or places.home()
    return draw(
        request,
        "home/help",
        steps=steps_for(request.actor),
        stages=[(word, shape, hue) for word, shape, hue in marks.STAGES.values()],
        clocks=CLOCKS,
        kinds=[(word, shape) for word, shape in marks.KINDS.values()],
        calls=duty.whom_to_call(here),
    )


@require_POST
@command_page(needs="")
def put_away(request: WebRequest) -> HttpResponse:
    """The tour is known: it is not shown again on this browser."""
    request.session.pop(TOUR, None)
    answer = HttpResponseRedirect(asked.way_back(request, reverse("start")))
    answer.set_cookie(TOURED, "1", max_age=YEAR, samesite="Lax", httponly=True)
    return answer


urlpatterns = [
    path("help", page, name="help"),
    path("help/known", put_away, name="tour_known"),
]
