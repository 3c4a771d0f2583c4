"""Why this person: a small form (or a person of the ledger) → the row and its document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse

from fangxian.doors.command.policy import words
from fangxian.doors.command.shared import asked, terms
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones


class StayUnreadable(Refusal):
    code = "command.stay_unreadable"
    sentence = Text("“{line}”读不懂。", "“{line}” cannot be read.")
    way_out = Text(
        "每行一处,写成 地点@起~止,例如 西安市雁塔区@2022-05-01~2022-05-06。",
        "One stop a line: place@from~to, e.g. 西安市雁塔区@2022-05-01~2022-05-06.",
    )


@dataclass(frozen=True)
class Asked:
    """The form as typed; `ready` when there is enough to decide."""

    values: Mapping[str, str]
    on: date

    @property
    def ready(self) -> bool:
        return bool(self.values.get("arrival"))


@command_page(needs="policy.read")
def explain(request: WebRequest) -> HttpResponse:
    """GET with the facts in the address, so that an answer can be sent on."""
    typed = Asked(request.GET.dict(), asked.day(request.GET))
    answer: dict[str, Any] = {}
    refusal: Refusal | None = None
    if typed.ready:
        try:
            answer = _answer(typed)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "policy/explain",
        typed=typed.values,
        on=typed.on,
        diseases=terms.diseases(),
        refusal=refusal,
        status=refusal.status if refusal else 200,
        **answer,
    )


def _answer(typed: Asked) -> dict[str, Any]:
    at, disease = typed.values.get("at") or places.home(), typed.values.get("disease", "")
    return answer_by(typed, policy.in_force(typed.on, at, disease))


def answer_by(typed: Asked, edition: policy.Edition) -> dict[str, Any]:
    """What an edition says of the person of the form."""
    facts = _facts(typed)
    listings = zones.listings(*policy.listing_days(edition, facts))
    verdict = edition.decide(facts, listings)
    rows = {row.id: row for row in words.table(edition, edition.table.rows)}
    info = edition.classes.get(verdict.class_code)
    before = edition.classes.get(verdict.behind.class_code) if verdict.behind else None
    return {
        "verdict": verdict,
        "edition": edition,
        "row": rows.get(verdict.row),
        "facts": facts,
        "colour": edition.colours.get(verdict.colour),
        "class_label": info.label if info else Text(verdict.class_code, verdict.class_code),
        "behind_label": before.label if before else None,
        "phases": [
            (
                edition.measures.get(p.measure, Text(p.measure, p.measure)),
                p,
                p.start <= clock.today() and (p.end is None or clock.today() <= p.end),
            )
            for p in verdict.phases
        ],
    }


def _facts(typed: Asked) -> policy.Facts:
    values = typed.values
    lists, at = arrivals.Lists(typed.on), values.get("at") or places.home()

    def told(stay: policy.Stay) -> bool:
        return lists.tell(stay, arrival, at)

    arrival = asked.day_typed(values, "arrival") or clock.today()
    leaving = asked.day_typed(values, "leaving")
    origin = values.get("origin", "").strip()
    stays = [*arrivals.stays_named(origin, leaving or arrival, told=told)] if origin else []
    for line in values.get("stops", "").splitlines():
        stays += _stop(line, told) if line.strip() else ()
    return policy.Facts(
        arrival=arrival,
        stays=tuple(stays),
        overseas=bool(values.get("overseas")),
        entry=asked.day_typed(values, "entry"),
    )


def _stop(line: str, told: Callable[[policy.Stay], bool]) -> tuple[policy.Stay, ...]:
    found = re.fullmatch(r"\s*(.+?)\s*[@＠]\s*([\d-]+)\s*[~～至]\s*([\d-]+)\s*", line)
    if not found:
        raise StayUnreadable(line=line.strip()[:40])
    days = {"from": found[2], "to": found[3]}
    start, end = asked.day_typed(days, "from"), asked.day_typed(days, "to")
    if end is None:
        raise StayUnreadable(line=line.strip()[:40])
    return arrivals.stays_named(found[1], end, start, told)
