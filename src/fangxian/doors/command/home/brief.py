"""要情: what waits for a commander's yes, what is late, what changed since yesterday: one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.urls import path, reverse

from fangxian.doors.command.shared import two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import meant
from fangxian.doors.command.tasks.cards import cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.policy import pages as policy
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening
from fangxian.overview.boards import api as boards

NEEDS = "policy.enact"  # whose yes puts law in force
LATE_UNITS, REFUSED_SHOWN = 8, 5


@dataclass(frozen=True)
class Waiting:
    """A sort of decision that waits: how many of them are the reader's to take, and where."""

    words: Text
    count: int
    href: str


@dataclass(frozen=True)
class Changed:
    """A number of today beside yesterday's, each with the list behind it."""

    words: Text
    today: int
    yesterday: int
    href: str
    href_yesterday: str

    @property
    def more(self) -> int:
        return self.today - self.yesterday


@command_page(needs=NEEDS)
def page(request: WebRequest) -> HttpResponse:
    by = request.actor
    waiting = [one for one in _waiting(by) if one.count]
    operations = two_people.waiting(request)
    refused = tasks.InstructionFilter(stages=("refused",))
    back = tasks.instructions(refused, by=by, size=REFUSED_SHOWN, order="oldest")
    board = boards.situation(clock.today(), by=by)
    return draw(
        request,
        "home/brief",
        waiting=waiting,
        waiting_for_second=operations,
        owed=sum(one.count for one in waiting) + sum(not one.mine for one in operations),
        refused=cards(back.rows, by),
        refused_all=back.total,
        refused_href=meant.address_of(refused),
        late=board.late[:LATE_UNITS],
        late_units=len(board.late),
        board=board,
        work={one.key: one for one in board.work},
        changed=list(_changed(by)),
    )


def _waiting(by: Actor) -> Iterator[Waiting]:
    """Only what somebody else proposed: one's own proposal waits for a colleague."""
    yield Waiting(
        Text("政策施行", "Rules to be put in force"),
        sum(
            one.approved_at is None and one.proposer != by.name for one in policy.enactments(by=by)
        ),
        reverse("policy"),
    )
    if by.may("arrivals.override_approve"):
        yield Waiting(
            Text("人工改判", "Human decisions"),
            screening.override_counts(by=by).get("proposed", 0),
            reverse("overrides"),
        )
    if by.may("codes.approve"):
        rows = codes.waiting(by=by)
        yield Waiting(
            Text("人工认定", "Codes by hand"),
            sum(row.proposed_by_id != by.account_id for row in rows),
            reverse("codes_report"),
        )
    if by.may("codes.decide_appeal"):
        yield Waiting(
            Text("申诉", "Appeals"), codes.appeal_statistics(by=by).waiting, reverse("codes")
        )
    if by.may("access.edit"):
        yield Waiting(
            Text("授权", "Grants"),
            sum(one.asked_by_id != by.account_id for one in access.waiting_grants(by=by)),
            reverse("staff"),
        )


def _changed(by: Actor) -> Iterator[Changed]:
    today = clock.today()
    before = today - timedelta(days=1)
    found = tasks.InstructionFilter
    for words, now, then in (
        (
            Text("下达的指令", "Instructions issued"),
            found(issued_day=today),
            found(issued_day=before),
        ),
        (Text("当日闭环", "In the day's loop"), found(loop_day=today), found(loop_day=before)),
    ):
        yield Changed(
            words,
            tasks.count(now, by=by),
            tasks.count(then, by=by),
            meant.address_of(now),
            meant.address_of(then),
        )


urlpatterns = [path("brief", page, name="brief")]
