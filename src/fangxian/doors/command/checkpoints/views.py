"""卡口: the board of a day, one checkpoint with its people, trucks, tests and shifts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.checkpoints import slipped
from fangxian.doors.command.checkpoints.slipped import ringing
from fangxian.doors.command.checkpoints.team import team
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.devices import api as devices
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints

READ, MANAGE = "checkpoints.read", "checkpoints.manage"
OUTCOME_MARKS = {
    "pass": ("●", "done"),
    "pass_with_test": ("◕", "move"),
    "refer": ("◆", "soon"),
    "turn_back": ("✕", "none"),
    "hold": ("■", "late"),
}
OUTCOMES = {code: (said, *OUTCOME_MARKS[code]) for code, said in checkpoints.OUTCOMES.items()}


class NotATime(Refusal):
    code = "command.not_a_time"
    sentence = Text("“{value}”不是一个时间。", "“{value}” is not a time.")
    way_out = Text("请写成 2022-05-10 08:00 这样。", "Write it like 2022-05-10 08:00.")


@command_page(needs=READ)
def board(request: WebRequest) -> HttpResponse:
    """Every checkpoint of one's area on a day, and what waits for a human."""
    on = asked.day(request.GET)
    heard = devices_at(request.actor)
    rows = [
        (row, heard.get(row.site.subject)) for row in checkpoints.board(by=request.actor, on=on)
    ]
    return draw(
        request,
        "checkpoints/board",
        rows=rows,
        on=on,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        today=clock.today(),
        kinds=checkpoints.KINDS,
        expected=_expected(request.actor) if on == clock.today() else 0,
        to_clear=to_clear_count(request.actor),
        slipped=ringing(request.actor),
        outcome_words=checkpoints.OUTCOMES,
        counted=counted(),
    )


def counted() -> dict[str, Text]:
    """What the columns of a day count, in the words of the outcomes themselves."""
    passed = [checkpoints.OUTCOMES[one] for one in checkpoints.PASSED]
    return {
        "passed": Text("、".join(one.zh for one in passed), ", ".join(one.en for one in passed)),
        "turned_back": checkpoints.OUTCOMES["turn_back"],
    }


def devices_at(actor: Actor) -> dict[str, datetime | None]:
    """Station → when one of its devices was last heard."""
    if not actor.may("devices.read"):
        return {}
    heard: dict[str, datetime | None] = {}
    for row in devices.devices(by=actor, size=500).rows:
        latest = heard.get(row.station)
        known = [moment for moment in (latest, row.last_heard) if moment]
        heard[row.station] = max(known, default=None)
    return heard


def to_clear_count(actor: Actor) -> int:
    return devices.to_clear(by=actor, size=1).total if actor.may("devices.clear") else 0


def _expected(actor: Actor) -> int:
    """Declared to arrive today in one's area (人)."""
    if not actor.may("arrivals.read"):
        return 0
    return sum(row.people for row in arrivals.expected(1, by=actor))


@command_page(needs=READ)
def site(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """One checkpoint: who came, who is held, the truck lane, the tests that lie, the team."""
    by, on = request.actor, asked.day(request.GET)
    row = checkpoints.checkpoint(checkpoint_id, by=by)
    outcome = request.GET.get("outcome", "")
    wanted = checkpoints.CrossingFilter(
        checkpoint_id=row.id,
        on=on,
        outcome=outcome if outcome in OUTCOMES else "",
        text=request.GET.get("q", ""),
        off_shift=request.GET.get("off") == "1",
    )
    days = {one.site.id: one for one in checkpoints.board(by=by, on=on)}
    return draw(
        request,
        "checkpoints/site",
        site=row,
        day=days.get(row.id),
        on=on,
        outcome=outcome,
        page=checkpoints.crossings(wanted, asked.page_number(request.GET), by=by),
        outcomes=OUTCOMES,
        kinds=checkpoints.KINDS,
        services=checkpoints.SERVICES,
        colours=checkpoints.barrier_edition(row.place).colours,
        trucks=checkpoints.trucks(row.id, by=by),
        fetched=checkpoints.trucks(row.id, by=by, waiting=False)[:5],
        tests=checkpoints.tests_running(row.id, row.place, by=by),
        off_shift=wanted.off_shift,
        **team(row, by),
        notes=checkpoints.notes(row.id, by=by),
        vehicles=checkpoints.disinfected(row.id, by=by)[:5],
        heard=devices_at(by).get(row.subject),
    )


@command_page(needs=MANAGE)
def open_(request: WebRequest) -> HttpResponse:
    """A new checkpoint. A refusal keeps what was typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _opened(request)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "checkpoints/open",
        refusal=refusal,
        typed=request.POST,
        kinds=checkpoints.KINDS,
        services=checkpoints.SERVICES,
        chosen=request.POST.getlist("services"),
        status=refusal.status if refusal else 200,
    )


def _opened(request: WebRequest) -> HttpResponse:
    typed = request.POST
    text = typed.get("place", "").strip()
    found = places.find_in(places.home(), text) if text else places.home()
    if not found:
        raise checkpoints.PlaceUnknown(given=text)
    number = checkpoints.open_checkpoint(
        typed.get("name", ""),
        typed.get("kind", ""),
        found,
        by=request.actor,
        lanes=asked.number(typed, "lanes") or 1,
        services=typed.getlist("services"),
    )
    return HttpResponseRedirect(reverse("checkpoint", args=[number]))


@require_POST
@command_page(needs=MANAGE)
def close(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    checkpoints.close_checkpoint(checkpoint_id, by=request.actor)
    done = Text("卡口已撤除,记录保留。", "The checkpoint is closed; its records stay.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("checkpoints"))


@require_POST
@command_page(needs=MANAGE)
def shift(request: WebRequest, checkpoint_id: int) -> HttpResponse:
    """A team with its lead, from when to when."""
    typed = request.POST
    checkpoints.plan_shift(
        checkpoint_id,
        typed.get("lead", ""),
        moment(typed.get("begins", "")),
        moment(typed.get("ends", "")),
        by=request.actor,
        members=typed.get("members", "").replace("、", "\n").splitlines(),
        accounts=_accounts(request),
    )
    return HttpResponseRedirect(f"{reverse('checkpoint', args=[checkpoint_id])}#shifts")


@require_POST
@command_page(needs=MANAGE)
def staff(request: WebRequest, checkpoint_id: int, shift_id: int) -> HttpResponse:
    """Other accounts for a shift that is planned."""
    checkpoints.staff_shift(shift_id, _accounts(request), by=request.actor)
    return HttpResponseRedirect(f"{reverse('checkpoint', args=[checkpoint_id])}#shifts")


def _accounts(request: WebRequest) -> list[int]:
    return [n for one in request.POST.getlist("accounts") if (n := number_in(one)) is not None]


def moment(text: str) -> datetime:
    """A typed county time. NotATime."""
    if (found := clock.moment_in(text)) is None:
        raise NotATime(value=text[:20])
    return found


urlpatterns = [
    *slipped.urlpatterns,
    path("checkpoints/", board, name="checkpoints"),
    path("checkpoints/open", open_, name="checkpoint_open"),
    path("checkpoints/<int:checkpoint_id>", site, name="checkpoint"),
    path("checkpoints/<int:checkpoint_id>/close", close, name="checkpoint_close"),
    path("checkpoints/<int:checkpoint_id>/shift", shift, name="checkpoint_shift"),
    path(
        "checkpoints/<int:checkpoint_id>/shift/<int:shift_id>", staff, name="checkpoint_shift_staff"
    ),
]
