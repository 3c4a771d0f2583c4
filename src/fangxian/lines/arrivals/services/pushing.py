"""Lists from above (推送/协查): taken in, checked, controlled, answered and closed, each stage
with its own due time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import errors, files
from fangxian.lines.arrivals.columns import KIND, KIND_NAME
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.events import ListPushed
from fangxian.lines.arrivals.filing import Filed
from fangxian.lines.arrivals.grouping import in_words
from fangxian.lines.arrivals.measure_changes import measure_changes_of
from fangxian.lines.arrivals.models import ImportBatch, PushedItem, PushedList
from fangxian.lines.arrivals.named_beside import with_lists
from fangxian.lines.arrivals.parsing import Known, Parsed, parse
from fangxian.lines.arrivals.plan_writer import keep
from fangxian.lines.arrivals.pushed_rows import person_only, said_of_items
from fangxian.lines.arrivals.remarks import RowRemark
from fangxian.lines.arrivals.row_decisions import decide_rows
from fangxian.lines.arrivals.rules import STAGES, Fault
from fangxian.lines.arrivals.services.lapsing import ANSWERED, FOUND_OUT, close_done, lower
from fangxian.lines.arrivals.services.rejecting import keep_rejected
from fangxian.lines.arrivals.subjects import SUBJECTS

PUSH = "arrivals.push"
ANSWER = "arrivals.answer"
REMARK = 300  # letters of what a row says besides
FINDINGS = ("here", "elsewhere", "not_found", "wrong")


@dataclass(frozen=True)
class Pushed:
    """A list as taken in: how many rows, items, rows that could not be taken, and people whose row
    would ask less of them and waits for an official."""

    list_id: int
    batch_id: int
    read: int
    items: int
    rejected: int
    waiting: int = 0
    sheets: tuple[intake.SheetSeen, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What comes with a list. `disease`: because of which it was sent ("": that for which arrivals
    are decided; it is written down with the list). `clocks`: stage (checked, controlled, answered, closed) → time
    from receipt; what is not given is due with the list."""

    title: str
    sender: str
    number: str = ""
    due_at: datetime
    disease: str = ""
    clocks: Mapping[str, timedelta] | None = None


@verb(needs=PUSH, words=Text("收协查名单", "took a list in"))
def push_list(
    source: Path | bytes,
    name: str,
    letter: Letter,
    *,
    by: Actor,
    sheets: tuple[str, ...] = (),
    columns: Mapping[str, str] | None = None,
    hidden: intake.Hidden = None,
) -> Pushed:
    """Take a list in. A row needs a name and a document; one that also says when somebody
    arrives is a filing as well; where less would be asked of them by it, it waits beside the
    record until an official accepts it. What a row without an arrival says of a journey, and what is grave
    in the title of the letter or the table, is kept with the item, and the person is 待核 until that is
    answered. Rows that cannot be taken are kept as work. `sheets`: read these,
    hidden or not; `hidden`: what of its hidden parts, where none are chosen (`intake.Hidden`);
    `columns`: what the columns mean where a header is not understood, remembered
    for the place."""
    data = files.read(source)
    table = _table(data, by, sheets, columns, hidden)
    if columns:
        intake.remember(KIND_NAME, _whose(by), table, by=by)
    pushed = _open_list(letter, by)
    batch = _open_batch(data, name, pushed, by)
    known = Known(places.home(), Taking(file=name))
    parsed = parse(table, known)
    persons, faults, told, said = _take(table, parsed, known, batch, pushed, by)
    PushedItem.objects.bulk_create(
        [
            PushedItem(
                pushed_list=pushed,
                person_id=person,
                place=place,
                stage=STAGES[0],
                remark=said.get(person, ""),
                stage_at={STAGES[0]: clock.now().isoformat()},
            )
            for person, place in persons.items()
        ],
        batch_size=2000,
    )
    keep_rejected(batch, table, parsed.rows, faults)
    counts: dict[str, Any] = {
        "read": len(table.rows),
        "items": len(persons),
        "rejected": len(faults),
    }
    batch.counts |= {"pushed_list": pushed.pk, **counts, **in_words(table, faults, told)}
    batch.save(update_fields=["counts"])
    audit.note(subject=f"arrivals.pushed_list:{pushed.pk}", place=pushed.place, **counts)
    outbox.emit(ListPushed(list_id=pushed.pk), actor=by.name)
    waiting = batch.counts["lowered"]
    return Pushed(pushed.pk, batch.pk, **counts, waiting=waiting, sheets=table.seen)


@question(needs=PUSH)
def list_sheets(
    source: Path | bytes, *, columns: Mapping[str, str] | None = None, by: Actor
) -> tuple[intake.SheetSeen, ...]:
    """The sheets of a list and what would be made of each. Refuses as `push_list` does."""
    return _table(files.read(source), by, (), columns, "look").seen


@question(needs=PUSH)
def list_columns(source: Path | bytes, *, by: Actor) -> intake.Unread:
    """The columns of a list whose header is not understood, for somebody to say what they are."""
    return intake.columns_of(files.read(source), KIND, files.upload_limit())


def _table(
    data: bytes,
    by: Actor,
    sheets: tuple[str, ...],
    columns: Mapping[str, str] | None,
    hidden: intake.Hidden,
) -> Table:
    table = intake.read_table(
        data,
        KIND,
        files.upload_limit(),
        only=sheets,
        hidden=hidden,
        saved=intake.remembered(KIND_NAME, _whose(by)),
        given=intake.checked(columns or {}, KIND),
    )
    return with_lists(table, places.home())


def _whose(by: Actor) -> str:
    """The first place of whoever takes a list in."""
    return next((prefix for prefix in by.scope(PUSH).prefixes if prefix), "") or places.home()


def _open_list(letter: Letter, by: Actor) -> PushedList:
    now = clock.now()
    clocks = letter.clocks or {}
    due = {
        stage: (now + clocks[stage] if stage in clocks else letter.due_at).isoformat()
        for stage in STAGES[1:]
    }
    return PushedList.objects.create(
        title=intake.text_of(letter.title)[:120],
        sender=intake.text_of(letter.sender)[:80],
        number=intake.text_of(letter.number)[:80],
        received_at=now,
        due_at=letter.due_at,
        stage_due=due,
        place=_whose(by),
        disease=_disease(letter),
        created_by_id=by.account_id,
    )


def _disease(letter: Letter) -> str:
    """NotInForce for a disease of which nothing is in force: nothing could be asked because of it."""
    if letter.disease:
        policy.in_force(clock.today(), places.home(), letter.disease)
    return letter.disease or SUBJECTS.disease(clock.today())


def _open_batch(data: bytes, name: str, pushed: PushedList, by: Actor) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=intake.file_name(name),
        sha256=files.fingerprint(data),
        size=len(data),
        state="done",
        way_in="pushed",
        list_ref=pushed,
        place=pushed.place,
        progress=100,
        created_by_id=by.account_id,
        created_at=clock.now(),
        finished_at=clock.now(),
    )


def _take(
    table: Table, parsed: Parsed, known: Known, batch: ImportBatch, pushed: PushedList, by: Actor
) -> tuple[
    dict[int, str], dict[int, tuple[Fault, ...]], dict[int, list[RowRemark]], dict[int, str]
]:
    """Persons of the list with where they are, the faults of the other rows, what is told, and by
    person what rows that are no filing say besides."""
    bare = {
        index: found
        for index, row in enumerate(parsed.rows)
        if not isinstance(row, Filed) and (found := person_only(table, index, row, parsed, known))
    }
    keys = {row.key for row in parsed.rows if isinstance(row, Filed)}
    people.hold(keys | {key for key, _ in bare.values()})
    plan = decide_rows(parsed, known)
    moved = measure_changes_of(table, plan, known)  # told, and who is lowered waits
    batch.counts = moved.as_counts()
    plan.set_beside(moved.keys)
    kept = keep(
        plan,
        known,
        by=by,
        batch_id=batch.pk,
        way_in="pushed",
        step=lambda _: None,
        screen_on=clock.today(),
    )
    persons = {person: _place(plan.persons[key], known) for key, (person, _) in kept.items()}
    repeated = people.states_of(keys - set(kept))
    persons |= {state.id: _place(state, known) for state in repeated.values() if state.id}
    ids, places_of = _keep_bare(bare.values(), known, by)
    persons |= places_of
    ids |= {key: person for key, (person, _) in kept.items()}
    ids |= {key: state.id for key, state in repeated.items() if state.id}
    named = {index: key for index, (key, _) in bare.items()}
    said, told = said_of_items(table, parsed, named, pushed.title, known)
    if kept:
        outbox.emit(plan.changed(batch.pk), actor=by.name)
    faults = {index: found for index, found in plan.faults.items() if index not in bare}
    kept_with: dict[int, list[str]] = {}
    for key, some in said.items():
        if key in ids:
            kept_with.setdefault(ids[key], []).extend(some)
    words = {person: ";".join(dict.fromkeys(some))[:REMARK] for person, some in kept_with.items()}
    return persons, faults, told, words


def _keep_bare(
    found: Any, known: Known, by: Actor
) -> tuple[dict[people.DocumentKey, int], dict[int, str]]:
    states = people.states_of([key for key, _ in found])
    for key, filing in found:
        states[key], _ = people.merge(states.get(key), filing, people.Provenance.LISTED)
    ids = people.store(states, by=by)
    return ids, {ids[key]: _place(state, known) for key, state in states.items()}


def _place(state: people.PersonState, known: Known) -> str:
    return state.place or known.home


@verb(needs=ANSWER, words=Text("登记协查结果", "answered an item"))
def answer_item(
    item_id: int, stage: str, *, finding: str = "", answer: str = "", by: Actor
) -> None:
    """Take an item of a list to its next stage: checked (with a finding), controlled, answered
    (with the answer) or closed. What was not found here may go straight to answered."""
    within = by.scope(ANSWER).q(place="place")
    item = (
        PushedItem.objects.select_for_update(of=("self",))
        .select_related("pushed_list")
        .filter(within, pk=item_id)
        .first()
    )
    if item is None:
        raise NotFound(what=Text(f"协查条目 {item_id}", f"Line of a pushed list {item_id}"))
    if not _follows(item, stage) or (finding and finding not in FINDINGS):
        raise errors.StageUnknown(stage=item.stage)
    item.stage = stage
    item.finding = finding or item.finding
    item.answer = answer[:300] or item.answer
    item.stage_at = {**item.stage_at, stage: clock.now().isoformat()}
    item.answered_by_id = by.account_id
    item.save()
    if stage in ANSWERED:
        lower([item], FOUND_OUT)
    audit.note(
        subject=f"arrivals.pushed_item:{item_id}", person_ids=[item.person_id], place=item.place
    )
    close_done({item.pushed_list_id})


def _follows(item: PushedItem, stage: str) -> bool:
    if stage not in STAGES:
        return False
    now, then = STAGES.index(item.stage), STAGES.index(stage)
    skips_control = stage == "answered" and item.stage == "checked" and item.finding != "here"
    return then == now + 1 or skips_control
