"""A declaration made anew from the filings that remain, in the order in which they came."""

from __future__ import annotations

from collections.abc import Mapping

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import journeys
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import ONE_BY_ONE, UNDECLARED, State, vouches
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.plan_writer import keep
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.rereading import Reread, filed_for
from fangxian.lines.arrivals.row_decisions import how_of, two_names


def lay_again(bare: Mapping[int, people.PersonState], by: Actor) -> int:
    """Merge what was filed for these persons from the first filing on; `bare` is how each
    stands without it. Their declarations keep their numbers. Returns how many filings do not read
    by today's rules: their words are stays to be verified."""
    if not bare:
        return 0
    # laid down again, nothing new is said of what a document is
    known, plan = Known(places.home()), Plan(provenance=people.Provenance.UNPROVEN)
    ids = dict(Declaration.objects.filter(person_id__in=bare).values_list("person_id", "pk"))
    keys: dict[int, people.DocumentKey] = {}
    files: set[tuple[int, int | None]] = set()  # of whom which file has said something
    rows = filed_for(bare, known)
    for one in rows:
        filing, filed = one.filing, one.filed
        person = filing.person_id
        key = keys.setdefault(person, filed.key)
        before = plan.journeys.get(key, UNDECLARED._replace(id=ids.get(person)))
        state = plan.persons.get(key) or bare[person]
        doubt = two_names(plan.persons.get(key), filed) or before.doubt
        together = filing.batch_id is not None and (person, filing.batch_id) in files
        files.add((person, filing.batch_id))
        plan.journeys[key], older = _laid(before, one, doubt, known, together=together)
        said = people.PersonFiling(filed.at, *filed.said(vouched=vouches(filing.way_in)))
        said = people.gaps_of(said, state) if older else said
        plan.persons[key], _ = people.merge(state, said, filing.provenance)
    plan.moved = set(plan.journeys)
    kept = keep(plan, known, by=by, batch_id=None, way_in="file", step=lambda _: None)
    changed = tuple(declaration for _, declaration in kept.values())
    outbox.emit(DeclarationsChanged(declaration_ids=changed), actor=by.name)
    return sum(bool(one.faulty) for one in rows)


def _laid(
    before: State, one: Reread, doubt: str, known: Known, *, together: bool
) -> tuple[State, bool]:
    """The journey after a filing, as it was laid when it came, and whether it was an older one."""
    filing, filed = one.filing, one.filed
    how = how_of(
        filed,
        before,
        doubt,
        filing.provenance,
        corrects=filing.corrects,
        known=known,
        together=together,
    )
    at = people.Stamp(filing.provenance, filed.at)
    state = journeys.lay(before, filed.journey, at, how).state
    return state._replace(doubt="" if filing.way_in in ONE_BY_ONE else doubt), how.undated
