"""The same act on many: a preview with everybody in it by name, then the act; a report with an outcome for
each, so that nobody is done by a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, marks
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import acts
from fangxian.doors.command.tasks.cards import Card, cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in

REPORT = "act"
ACTS = {
    "receive": Text("收到", "Received"),
    REPORT: Text("办结", "Report done"),
    "check": Text("核实无误", "Confirm"),
    "close": Text("销号", "Close"),
    "assign": Text("指派", "Assign"),
}
MOST_STAFF = 200
KEPT = "batch"  # in the session: what was ticked, for the preview
SHOWN = 200  # people of a preview by name
NAMED = 12  # people of a message


@dataclass(frozen=True)
class Line:
    """One instruction of a report, with what may come of it."""

    card: Card
    outcomes: tuple[tasks.Outcome, ...]

    @property
    def apart(self) -> bool:
        """Whether an outcome asks for more than a choice: that one is reported on its own."""
        return any(one.asks_place for one in self.outcomes)


def offered(actor: Actor) -> list[tuple[str, Text]]:
    return [
        (act, label)
        for act, label in ACTS.items()
        if actor.may(f"tasks.{acts.NEEDS.get(act, act)}")
    ]


def ids_in(request: WebRequest) -> list[int]:
    return [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]


@command_page(needs="tasks.read")
def preview(request: WebRequest) -> HttpResponse:
    """What a batch act would do to each, by name: nothing is done yet. What was ticked waits in the
    session, so that Back and reload show the page again and send nothing."""
    if request.method == "POST":
        return _chosen(request)
    kept = request.session.get(KEPT) or {}
    act, ids, back = kept.get("act", ""), kept.get("ids", []), kept.get("back", reverse("work"))
    if act not in ACTS or not ids:
        return HttpResponseRedirect(reverse("work"))
    if act == REPORT:
        return _report(request, ids, back)
    return _previewed(request, act, ids, back)


def _chosen(request: WebRequest) -> HttpResponse:
    act, ids = request.POST.get("act", ""), ids_in(request)
    back = asked.way_back(request, reverse("work"))
    if act not in ACTS or not ids:
        messages.warning(request, _say(request, "没有勾选任何指令。", "Nothing was ticked."))
        return HttpResponseRedirect(back)
    request.session[KEPT] = {"act": act, "ids": ids, "back": back}
    return HttpResponseRedirect(reverse("work_preview"))


def _previewed(request: WebRequest, act: str, ids: Sequence[int], back: str) -> HttpResponse:
    will, judged = _judged(ids, act, request.actor)
    shown = {card.row.id: card for card in _cards(ids, request.actor)}
    return draw(
        request,
        "tasks/batch",
        act=act,
        label=ACTS[act],
        judged=judged,
        will=will,
        cards=[shown[pk] for pk in will if pk in shown],
        unseen=max(0, len(will) - SHOWN),
        cannot=[(shown.get(pk), pk, why) for pk, _, why in judged.cannot if pk not in will],
        back=back,
        takers=_takers(request.actor) if act == "assign" else (),
    )


def _judged(ids: Sequence[int], act: str, by: Actor) -> tuple[tuple[int, ...], tasks.Bulk]:
    """收到 of who acts is taking it on, of who checks a receipt: one word, one press."""
    judged = tasks.preview_bulk(ids, act, by=by)  # type: ignore[arg-type]
    if act != "receive" or not by.may("tasks.receive"):
        return judged.will, judged
    taken = tasks.preview_bulk(ids, "accept", by=by).will
    return tuple(dict.fromkeys((*judged.will, *taken))), judged


def _cards(ids: Sequence[int], by: Actor) -> list[Card]:
    rows = tasks.instructions_of(ids[:SHOWN], by=by)
    return cards(rows, by)


def _report(request: WebRequest, ids: Sequence[int], back: str) -> HttpResponse:
    """Everybody with the outcomes of their kind: each is chosen by itself."""
    lines, cannot = [], []
    for card in _cards(ids, request.actor):
        may = any(offer is acts.ACT for offer in card.offers)
        if may:
            lines.append(Line(card, tasks.outcomes_for(card.row.kind, card.row.place)))
        else:
            cannot.append(card)
    return draw(
        request,
        "tasks/report",
        lines=lines,
        cannot=cannot,
        back=back,
        begin_at=f"{clock.now():%Y-%m-%dT%H:%M}",
        begin_who=request.actor.name,
    )


@require_POST
@command_page(needs="tasks.act")
def report(request: WebRequest) -> HttpResponse:
    """Report each with the outcome chosen for it. One that cannot be taken is named with its reason,
    the others are kept; who has no outcome was not done."""
    ids, back = ids_in(request), asked.way_back(request, reverse("work"))
    done, left = [], []
    for card in _cards(ids, request.actor):
        outcome = request.POST.get(f"outcome-{card.row.id}", "")
        if not outcome:
            left.append((card, Text("没有选结果", "no outcome chosen")))
            continue
        try:
            tasks.act(card.row.id, _evidence(request, card, outcome), by=request.actor)
        except Refusal as refusal:
            left.append((card, refusal.said))
        else:
            done.append(card)
    _tell(request, done, left)
    return HttpResponseRedirect(back)


def _evidence(request: WebRequest, card: Card, outcome: str) -> tasks.EvidenceGiven:
    own = request.POST.get(f"words-{card.row.id}", "").strip()
    house = card.coming.address if card.coming else ""
    return tasks.EvidenceGiven(
        at=clock.moment_in(request.POST.get("at", "")) or clock.now(),
        place_text=f"{marks.place(card.row.place)} {house}".strip(),
        who=request.POST.get("who", ""),
        words=own or request.POST.get("words", ""),
        outcome=outcome,
    )


def _tell(request: WebRequest, done: list[Card], left: list[tuple[Card, Text]]) -> None:
    if done:
        names = _names(done)
        messages.success(
            request,
            _say(request, f"已报 {len(done)} 条:{names}。", f"Reported {len(done)}: {names}."),
        )
    if left:
        said = ";".join(
            f"{_name(card)}:{why.speak(request.language)}" for card, why in left[:NAMED]
        )
        messages.warning(
            request,
            _say(request, f"没有办 {len(left)} 条:{said}", f"Not done {len(left)}: {said}"),
        )


def _names(done: Sequence[Card]) -> str:
    more = "…" if len(done) > NAMED else ""
    return "、".join(_name(card) for card in done[:NAMED]) + more


def _name(card: Card) -> str:
    return card.name or f"#{card.row.id}"


def _takers(actor: Actor) -> list[tuple[Text, list[tuple[str, str]]]]:
    """Whom one may hand work to: units, then members of staff, of one's own area."""
    scope = actor.scope("tasks.assign")
    units = [(f"unit:{one.id}", one.name) for one in duty.units(scope)]
    staff = [(f"account:{one.id}", one.name) for one in access.accounts_in(scope, limit=MOST_STAFF)]
    return [(Text("单位", "Units"), units), (Text("人员", "Staff"), staff)]


def _taker(text: str) -> dict[str, int]:
    """`unit:5` or `account:7` as the verb's argument; nothing chosen is nothing."""
    kind, _, number = text.partition(":")
    chosen = number_in(number)
    return {f"{kind}_id": chosen} if kind in {"unit", "account"} and chosen is not None else {}


@require_POST
@command_page(needs="tasks.read")
def do(request: WebRequest) -> HttpResponse:
    act = request.POST.get("act", "")
    back = asked.way_back(request, reverse("work"))
    if act not in ACTS or act == REPORT:
        return HttpResponseRedirect(back)
    will, already, cannot = _done(request, act)
    messages.success(
        request,
        _say(
            request,
            f"已办 {will} 条,原已如此 {already} 条,不能办 {cannot} 条。",
            f"Done {will}, already so {already}, not possible {cannot}.",
        ),
    )
    return HttpResponseRedirect(back)


def _done(request: WebRequest, act: str) -> tuple[int, int, int]:
    ids, by = ids_in(request), request.actor
    taken: tuple[int, ...] = ()
    if act == "receive":
        taken = tasks.accept_many(tasks.preview_bulk(ids, "accept", by=by).will, by=by).will
        ids = [pk for pk in ids if pk not in set(taken)]
    done = tasks.do_bulk(ids, act, by=by, **_taker(request.POST.get("to", "")))  # type: ignore[arg-type]
    return len(taken) + len(done.will), len(done.already), len(done.cannot)


def _say(request: WebRequest, zh: str, en: str) -> str:
    return Text(zh, en).speak(request.language)


urlpatterns = [
    path("tasks/batch", preview, name="work_preview"),
    path("tasks/batch/do", do, name="work_do"),
    path("tasks/batch/report", report, name="work_report"),
]
