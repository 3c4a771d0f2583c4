"""The first hours of the day at the barriers: who was expected comes, and is met as the rules
advise. One is held, and says that it is wrong; one car turns back; trucks wait."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.codes import api as codes
from fangxian.overview.drills.demo import lane
from fangxian.overview.drills.demo.barriers import SITES, guard
from fangxian.overview.drills.demo.days import at
from fangxian.overview.drills.demo.shops import OWNER
from fangxian.overview.drills.where import COUNTY

SPACE = UUID("5b1f5f0e-7c3e-4d5c-9f5e-610921000000")
FIRST, LAST = at("2022-05-10T05:40"), at("2022-05-10T07:50")
CAME = 26  # people by then, all sites together; as many again are still expected
AFTER = 3  # of them after whoever is held
MOST = 500  # expected on one day
TEST_TAKES = timedelta(minutes=15)
STOPPED = ("refer", "hold")
SAYS_WRONG = "那里列为风险区以前我就离开了,之后没有再去过。车票和核酸报告都在手上,请核对行程。"


@dataclass(frozen=True, slots=True)
class Watch:
    """Who stands at the barriers, and by what terms."""

    guard: Actor
    terms: checkpoints.Terms


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody at a barrier, with what is seen there. `ticks`: the checks that they could show."""

    person: int
    colour: str
    arrived: datetime
    decided: datetime
    ticks: tuple[str, ...]


def play_morning() -> dict[str, int]:
    """Returns how many came to which outcome."""
    dice = random.Random(610921)  # noqa: S311 a script, not secrets
    with clock.at(LAST):
        came = _who_came(_expected(LAST.date()))
        sites = {one.name: one for one in checkpoints.checkpoints(by=SYSTEM)}
        watch = Watch(guard(), checkpoints.terms_of(checkpoints.barrier_edition(COUNTY)))
    told: dict[str, int] = {}
    for number, (person, colour) in enumerate(came.items()):
        site = sites[dice.choices([one[0] for one in SITES], [one[5] for one in SITES])[0]]
        arrived = FIRST + (LAST - FIRST) * number / max(1, len(came))
        checks = watch.terms.checks
        ticks = checks if dice.random() < 0.8 else checks[:2]
        decided = arrived + timedelta(seconds=dice.randrange(25, 200))
        how = dice.choice(("code", "code", "number"))
        outcome = _cross(site, Comer(person, colour, arrived, decided, ticks), how, watch)
        told[outcome] = told.get(outcome, 0) + 1
        if outcome == "hold" and told[outcome] == 1:
            _say_it_is_wrong(person, decided + timedelta(minutes=6))
    _turn_back(sites[SITES[0][0]], watch)
    lane.play(sites, LAST, event, by=watch.guard)
    return told


def _expected(day: date) -> Sequence[arrivals.LedgerRow]:
    """Who is expected, in the order of the ledger."""
    wanted = arrivals.LedgerFilter(place=COUNTY, arrival_from=day, arrival_to=day, sort="arrival")
    return arrivals.ledger(wanted, by=SYSTEM, size=MOST).rows


def _who_came(expected: Sequence[arrivals.LedgerRow]) -> dict[int, str]:
    """Person → colour, in the order in which they came. Of those whom the worst colour certainly
    holds all but the last came by the night train; the last is for the newcomer's own hands. Of
    whom it is still to be found out, the village asks before they set out."""
    ids = [row.person_id for row in expected]
    shades = {person: found.code for person, found in codes.colours_of(ids).items()}
    worst = codes.scheme_on(LAST.date()).shades[0].code
    doubtful = {row.person_id for row in expected if row.uncertain}
    held = [person for person in ids if shades[person] == worst and person not in doubtful]
    others = [person for person in ids if shades[person] != worst]
    early = held[:-1] or held
    before = CAME - len(early) - AFTER
    came = [*others[:before], *early, *others[before : before + AFTER]]
    return {person: shades[person] for person in came}


def _cross(site: checkpoints.CheckpointRow, comer: Comer, how: str, watch: Watch) -> str:
    """As advised. Whom the rules hold is told upward at once; who is to be tested is."""
    outcome = checkpoints.outcome_for(comer.colour, comer.ticks, watch.terms).outcome
    with clock.at(comer.decided):
        crossing = event(f"crossing{comer.person}")
        checkpoints.record_crossing(
            checkpoints.NewCrossing(
                client_id=crossing,
                checkpoint_id=site.id,
                person_id=comer.person,
                how=how,
                arrived_at=comer.arrived,
                decided_at=comer.decided,
                ticks=comer.ticks,
                colour_seen=comer.colour,
                verdict_seen="good",
                outcome=outcome,
            ),
            by=watch.guard,
        )
        outbox.settle()
    if outcome == "pass_with_test":
        _test(crossing, comer.decided, watch)
    return outcome


def _test(crossing: UUID, started: datetime, watch: Watch) -> None:
    """Begun at once, read when it has lain long enough; the last ones still lie."""
    for name, moment, result in (
        ("begun", started, ""),
        ("read", started + TEST_TAKES, "negative"),
    ):
        if moment > LAST:
            return
        with clock.at(moment):
            checkpoints.tell_test(
                checkpoints.TestTold(
                    event=event(f"{name}{crossing}"),
                    at=moment,
                    crossing=crossing,
                    started_at=started,
                    result=result,
                    read_at=moment if result else None,
                ),
                by=watch.guard,
            )


def _say_it_is_wrong(person: int, moment: datetime) -> None:
    """From their own phone, as the page of their code lets them."""
    with clock.at(moment):
        for row in codes.explain_own(person, by=OWNER).holding[:1]:
            codes.appeal(person, row.id, SAYS_WRONG, by=OWNER)
        outbox.settle()


def _turn_back(site: checkpoints.CheckpointRow, watch: Watch) -> None:
    """A car without a pass, for the first reason on the pack's list."""
    with clock.at(LAST):
        reasons = checkpoints.turn_back_reasons(checkpoints.barrier_edition(site.place))
        checkpoints.record_crossing(
            checkpoints.NewCrossing(
                client_id=event("turned"),
                checkpoint_id=site.id,
                person_id=None,
                how="plate",
                plate="川A5T318",
                arrived_at=LAST - timedelta(minutes=3),
                decided_at=LAST,
                outcome="turn_back",
                reason=reasons[0].zh if reasons else "",
            ),
            by=watch.guard,
        )


def event(name: str) -> UUID:
    return uuid5(SPACE, name)
