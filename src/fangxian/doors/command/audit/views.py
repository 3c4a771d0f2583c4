"""The audit, read by an auditor: who did what, and whether the chain holds."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from fangxian.doors.command.audit import first
from fangxian.doors.command.shared import asked, marks
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.places import pages as places
from fangxian.kernel import checkpoint, clock
from fangxian.kernel.models import AuditLine
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER

OUTCOMES = {
    "done": (Text("办成", "done"), "●", "done"),
    "read": (Text("查看", "read"), "○", "wait"),
    "refused": (Text("拒绝", "refused"), "✕", "late"),
}


@command_page(needs="audit.read")
def lines(request: WebRequest) -> HttpResponse:
    """Lines, newest first, by account, person, operation, outcome and day."""
    found = _scoped(request).filter(_wanted(request)).order_by("-number")
    number = asked.page_number(request.GET)
    some, total = cut(found, number)
    chosen = asked.number(request.GET, "account")
    plain = not any(request.GET.values())  # neither filtered nor turned over
    return draw(
        request,
        "audit/page",
        page=Page(tuple(some), total, number),
        outcomes=OUTCOMES,
        asked=request.GET,
        people=access.accounts_in(request.actor.scope("audit.read"), limit=500),
        chosen=chosen,
        operations=_operations(request),
        first=first.first(request, _scoped(request)) if plain else None,
    )


def _operations(request: WebRequest) -> list[str]:
    """What the list of operations offers: each word once, by the first of the operations that it names. The
    chosen one stands for its word, so that an address kept from before still shows its choice."""
    named = sorted(one.name for one in REGISTER.values() if one.kind != "question")
    asked_for = request.GET.get("deed", "")
    words: dict[str, str] = {}
    for name in (asked_for, *named) if asked_for in named else named:
        words.setdefault(marks.operation(name).zh, name)
    return sorted(words.values())


def _alike(operation: str) -> list[str]:
    """The operations that the county calls by one word: of one person and of many, say."""
    word = marks.operation(operation)
    return [
        operation,
        *(name for name in REGISTER if name != operation and marks.operation(name) == word),
    ]


def _scoped(request: WebRequest) -> QuerySet[AuditLine]:
    """A county's auditor reads everything; a narrower one the lines of the own area."""
    scope = request.actor.scope("audit.read")
    if scope.covers(places.home()):
        return AuditLine.objects.all()
    return AuditLine.objects.filter(scope.q())


def _wanted(request: WebRequest) -> Q:
    met = Q()
    if account := asked.number(request.GET, "account"):
        met &= Q(account_id=account)
    if person := asked.number(request.GET, "person"):
        met &= Q(person_ids__contains=[person])
    if operation := request.GET.get("deed"):
        met &= Q(deed__in=_alike(operation))
    if outcome := request.GET.get("outcome"):
        met &= Q(outcome=outcome)
    if request.GET.get("on"):
        start = datetime.combine(asked.day(request.GET), time.min, clock.COUNTY_TIME)
        met &= Q(at__gte=start, at__lt=start + timedelta(days=1))
    return met


@command_page(needs="audit.read")
def checkpoints(request: WebRequest) -> HttpResponse:
    """The checkpoints of the newest day, as a file to keep elsewhere."""
    text = checkpoint.newest_day()
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{clock.today()}.txt"'
    return answer


@require_POST
@command_page(needs="audit.read")
def verify(request: WebRequest) -> HttpResponse:
    """Walk the whole chain and say whether it holds."""
    return draw(
        request,
        "audit/chain",
        chain=checkpoint.verify(),
        at=clock.now(),
        key=checkpoint.public_key(),
    )
