"""One person in two records: what was declared, instructed and laid on them follows the record that is
kept, in the same transaction, and goes back when the merge is undone."""

from fangxian.flows.claiming import SUBJECT as PERSON
from fangxian.flows.claiming import follow
from fangxian.flows.coding import join_codes, part_codes
from fangxian.flows.moving_in import count_merged
from fangxian.ground.people import reactions as people
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.codes import reactions as codes

MERGED = kept("合并了受限制的档案", "a record that is restricted was merged")
SPLIT = kept("分开了受限制的档案", "a record that is restricted was parted")
WHICH = kept(
    "{what}:第 {one} 号、第 {other} 号(合并记录 {record})",
    "{what}: {one} and {other} (merge {record})",
)
ONE = kept("两份档案已合并", "the two records were merged")


def follow_merged_person(fact: people.PersonsMerged) -> None:
    """Declarations and screenings become one; of two open instructions of a kind one stays. Where
    either was restricted headquarters and the auditor hear of it."""
    if any(codes.restrictions_of([fact.kept_id, fact.gone_id]).values()):
        _ring(fact, MERGED)
    count_merged(fact)
    went = arrivals.join_declarations(fact.record_id, fact.kept_id, fact.gone_id, by=SYSTEM)
    of = arrivals.declaration_key
    subjects = {of(gone): of(kept) for gone, kept in went.items()}
    subjects[f"{PERSON}{fact.gone_id}"] = f"{PERSON}{fact.kept_id}"
    tasks.follow_person(_origin(fact), fact.gone_id, fact.kept_id, subjects, by=SYSTEM)
    join_codes(fact)
    follow([fact.kept_id, fact.gone_id], why=ONE)


def part_again(fact: people.MergeUndone) -> None:
    """Each has their own declaration, instructions and standings again; where either was restricted it is told."""
    if any(codes.restrictions_of([fact.kept_id, fact.gone_id]).values()):
        _ring(fact, SPLIT)
    arrivals.part_declarations(fact.record_id, fact.kept_id, fact.gone_id, by=SYSTEM)
    tasks.unfollow_person(_origin(fact), by=SYSTEM)
    part_codes(fact)
    follow([fact.kept_id, fact.gone_id])


def _ring(fact: people.PersonsMerged | people.MergeUndone, what: str) -> None:
    place = people.places_of([fact.kept_id])[fact.kept_id]
    shown = WHICH.format(what=what, one=fact.kept_id, other=fact.gone_id, record=fact.record_id)
    codes.ring("merged", _origin(fact), shown, place)


def _origin(fact: people.PersonsMerged | people.MergeUndone) -> str:
    return f"people.merge:{fact.record_id}"
