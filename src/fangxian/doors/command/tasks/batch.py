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
from fangxian.doors.command.tasks import acts, batch_each, instruction
from fangxian.doors.command.tasks.cards import Card, cards
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals

REPORT = "act"
ACTS = {
    "receive": Text("收到", "Received"),
    REPORT: Text("办结", "Report done"),
    "check": Text("核实无误", "Confirm"),
    "close": Text("销号", "Close"),
    "assign": Text("指派", "Assign"),
    "refuse": batch_each.EACH["refuse"],
}
UNDO = "undo"
MOST_STAFF = 200
KEPT = "batch"  # in the session: what was ticked, for the preview
SHOWN = 200  # people of a preview by name
NAMED = 12  # people of a message


@dataclass(frozen=True)
class Line:
    """One instruction of a report, with what may come of it."""

    card: Card
    outcomes: tuple[tasks.Outcome, ...]
    finding: arrivals.Question | None = None  # what is to be found out, where an outcome asks it

    @property
    def suffix(self) -> str:
        """Of the names of its own fields."""
        return f"-{self.card.row.id}"


def offered(actor: Actor) -> list[tuple[str, Text]]:
    return [
        (act, label)
        for act, label in ACTS.items()
        if actor.may(f"tasks.{acts.NEEDS.get(act, act)}")
    ]


def ids_in(request: WebRequest) -> list[int]:
    """The ticks of a preview, and with `rest` those of it that were not listed by name."""
    ids = [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]
    kept = request.session.get(KEPT) or {}
    rest = kept.get("rest", []) if request.POST.get("rest") == "1" else []
    return [*dict.fromkeys([*ids, *rest])]


@command_page(needs="tasks.read")
def preview(request: WebRequest) -> HttpResponse:
    """What a batch act would do to each, by name: nothing is done yet. What was ticked waits in the
    session, so that Back and reload show the page again and send nothing."""
    if request.method == "POST":
        return _chosen(request)
    kept = request.session.get(KEPT) or {}
    act, ids, back = kept.get("act", ""), kept.get("ids", []), kept.get("back", reverse("work"))
    if act not in (*ACTS, UNDO) or not ids:
        return HttpResponseRedirect(reverse("work"))
    if act == UNDO:
        return _taking_back(request, ids, back)
    if act == REPORT:
        return _report(request, ids, back)
    return _previewed(request, act, ids, back)


def _chosen(request: WebRequest) -> HttpResponse:
    act, ids = request.POST.get("act", ""), batch_each.ticked(request)
    back = asked.way_back(request, reverse("work"))
    if act not in (*ACTS, UNDO) or not ids:
        messages.warning(request, _say(request, "没有勾选任何指令。", "Nothing was ticked."))
        return HttpResponseRedirect(back)
    request.session[KEPT] = {"act": act, "ids": ids, "back": back}
    return HttpResponseRedirect(reverse("work_preview"))


def _previewed(request: WebRequest, act: str, ids: Sequence[int], back: str) -> HttpResponse:
    will, judged = _judged(ids, act, request.actor)
    named = [*will[:SHOWN], *(pk for pk, _, _ in judged.cannot[:SHOWN])]
    shown = {
        one.row.id: one
        for one in cards(tasks.instructions_of(named, by=request.actor), request.actor)
    }
    request.session[KEPT] = {"act": act, "ids": [*ids], "back": back, "rest": [*will[SHOWN:]]}
    return draw(
        request,
        "tasks/batch",
        act=act,
        label=ACTS[act],
        judged=judged,
        will=will,
        cards=[shown[pk] for pk in will if pk in shown],
        unseen=max(0, len(will) - SHOWN),
        cannot=[(shown.get(pk), pk, why) for pk, _, why in judged.cannot[:SHOWN] if pk not in will],
        asks_reason=act == "refuse",
        back=back,
        takers=_takers(request.actor) if act == "assign" else (),
    )


def _taking_back(request: WebRequest, ids: Sequence[int], back: str) -> HttpResponse:
    can, cannot, asks = batch_each.can_take_back(ids[:SHOWN], request.actor)
    shown = {card.row.id: card for card in _cards(ids, request.actor)}
    return draw(
        request,
        "tasks/batch",
        act=UNDO,
        label=batch_each.EACH[UNDO],
        judged=tasks.Bulk(tuple(can), (), ()),
        will=can,
        cards=[shown[pk] for pk in can if pk in shown],
        cannot=[(shown.get(pk), pk, why) for pk, why in cannot],
        back=back,
        asks_reason=asks,
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
            outcomes = tasks.outcomes_for(card.row.kind, card.row.place)
            asks = any(one.asks_place for one in outcomes)
            lines.append(
                Line(card, outcomes, instruction.finding(request, card.row) if asks else None)
            )
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
    batch_each.remember(request, [card.row.id for card in done], ACTS[REPORT])
    return HttpResponseRedirect(back)


def _evidence(request: WebRequest, card: Card, outcome: str) -> tasks.EvidenceGiven:
    own = request.POST.get(f"words-{card.row.id}", "").strip()
    house = card.coming.address if card.coming else ""
    place, choice = arrivals.as_reported(
        request.POST.get(f"found_choice-{card.row.id}", ""),
        request.POST.get(f"found_place-{card.row.id}", ""),
    )
    if choice:
        number = arrivals.declaration_of(card.row.subject)
        arrivals.hold_to_choices(number, choice, by=request.actor)
    return tasks.EvidenceGiven(
        at=clock.moment_in(request.POST.get("at", "")) or clock.now(),
        place_text=f"{marks.place(card.row.place)} {house}".strip(),
        who=request.POST.get("who", ""),
        words=own or request.POST.get("words", ""),
        outcome=outcome,
        found_place=place,
        found_choice=choice,
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
    if act in batch_each.EACH:
        return _each(request, act, back)
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


def _each(request: WebRequest, act: str, back: str) -> HttpResponse:
    """拒收 and 撤销: with one reason, each by itself."""
    ids, reason, by = ids_in(request), request.POST.get("reason", ""), request.actor
    run = batch_each.refuse if act == "refuse" else batch_each.take_back
    done, left = run(ids, reason, by)
    label = batch_each.EACH[act]
    if act == UNDO:
        batch_each.forget(request, done)
    else:
        batch_each.remember(request, done, label)
    zh, en = f"已{label.zh} {len(done)} 条。", f"{label.en}: {len(done)}."
    if done:
        messages.success(request, _say(request, zh, en))
    if left:
        shown = {card.row.id: _name(card) for card in _cards([pk for pk, _ in left], by)}
        said = ";".join(
            f"{shown.get(pk, pk)}:{why.speak(request.language)}" for pk, why in left[:NAMED]
        )
        zh, en = f"没有办 {len(left)} 条:{said}", f"Not done {len(left)}: {said}"
        messages.warning(request, _say(request, zh, en))
    return HttpResponseRedirect(back)


def _done(request: WebRequest, act: str) -> tuple[int, int, int]:
    ids, by = ids_in(request), request.actor
    taken: tuple[int, ...] = ()
    if act == "receive":
        taken = tasks.accept_many(tasks.preview_bulk(ids, "accept", by=by).will, by=by).will
        ids = [pk for pk in ids if pk not in set(taken)]
    done = tasks.do_bulk(ids, act, by=by, **_taker(request.POST.get("to", "")))  # type: ignore[arg-type]
    if act != "assign":  # an assignment is changed by another, not taken back
        batch_each.remember(request, [*taken, *done.will], ACTS[act])
    return len(taken) + len(done.will), len(done.already), len(done.cannot)


def _say(request: WebRequest, zh: str, en: str) -> str:
    return Text(zh, en).speak(request.language)


urlpatterns = [
    path("tasks/batch", preview, name="work_preview"),
    path("tasks/batch/do", do, name="work_do"),
    path("tasks/batch/report", report, name="work_report"),
]
