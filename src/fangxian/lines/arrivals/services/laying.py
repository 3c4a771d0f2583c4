"""A declaration made anew from the filings that remain, in the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import journeys
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import (
    ONE_BY_ONE,
    SEALED,
    SEPARATOR,
    UNDECLARED,
    Filed,
    State,
    vouches,
)
from fangxian.lines.arrivals.judging import how_of, two_names
from fangxian.lines.arrivals.keeping import keep
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.settling import Taking


def lay_again(bare: Mapping[int, people.PersonState], by: Actor) -> None:
    """Merge what was filed for these persons from the first filing on; `bare` is how each
    stands without it. Their declarations keep their numbers."""
    if not bare:
        return
    # laid down again, nothing new is said of what a document is
    known, plan = Known(places.home()), Plan(provenance=people.Provenance.UNPROVEN)
    ids = dict(Declaration.objects.filter(person_id__in=bare).values_list("person_id", "pk"))
    keys: dict[int, people.DocumentKey] = {}
    files: set[tuple[int, int | None]] = set()  # of whom which file has said something
    for filing, filed in filed_for(list(bare), known):
        person = filing.person_id
        key = keys.setdefault(person, filed.key)
        before = plan.journeys.get(key, UNDECLARED._replace(id=ids.get(person)))
        state = plan.persons.get(key) or bare[person]
        doubt = two_names(plan.persons.get(key), filed) or before.doubt
        together = filing.batch_id is not None and (person, filing.batch_id) in files
        files.add((person, filing.batch_id))
        plan.journeys[key], older = _laid(before, filing, filed, doubt, known, together=together)
        said = people.PersonFiling(filed.at, *filed.said(vouched=vouches(filing.way_in)))
        said = people.gaps_of(said, state) if older else said
        plan.persons[key], _ = people.merge(state, said, filing.provenance)
    plan.moved = set(plan.journeys)
    kept = keep(plan, known, by=by, batch_id=None, way_in="file", step=lambda _: None)
    changed = tuple(declaration for _, declaration in kept.values())
    outbox.emit(DeclarationsChanged(declaration_ids=changed), actor=by.name)


def _laid(
    before: State, filing: Filing, filed: Filed, doubt: str, known: Known, *, together: bool
) -> tuple[State, bool]:
    """The journey after a filing, as it was laid when it came, and whether it was an older one."""
    how = how_of(
        filed, before, doubt, filing.provenance, corrects=filing.corrects, known=known,
        together=together,
    )  # fmt: skip
    laid = journeys.lay(before, filed.journey, people.Stamp(filing.provenance, filed.at), how)
    return laid.state._replace(doubt="" if filing.way_in in ONE_BY_ONE else doubt), how.undated


def filed_for(person_ids: list[int], known: Known) -> Iterable[tuple[Filing, Filed]]:
    """The filings of these persons and what each says, in the order in which they came. They
    were held against the clock when they came, and are not again."""
    known.taking = Taking(settled=True)
    filings = list(Filing.objects.filter(person_id__in=person_ids).order_by("id"))
    rows = [_cells(one) for one in filings]
    table = Table(TITLES, dict(enumerate(FIELDS)), (), rows, [0] * len(rows), 0)
    for filing, filed in zip(filings, parse(table, known).rows, strict=True):
        if isinstance(filed, Filed):
            yield filing, filed._replace(text=_text(filing))


def _cells(filing: Filing) -> list[str]:
    """The cells as filed, with the time at which the filing counts: some said none, or a wrong
    one."""
    cells = _text(filing).split(SEPARATOR)
    cells[FIELDS.index("filed_at")] = filing.filed_at.isoformat()
    return cells


def _text(filing: Filing) -> str:
    return crypto.unseal(bytes(filing.sealed_cells), about=SEALED)
