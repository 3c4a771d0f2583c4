"""From a file to the register: looked at, taken in as one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import errors, files, outlook, previewing
from fangxian.lines.arrivals.area import Area, area_of, area_within
from fangxian.lines.arrivals.choosing import Choices
from fangxian.lines.arrivals.columns import KIND, KIND_NAME
from fangxian.lines.arrivals.filing import Filed
from fangxian.lines.arrivals.grouping import counts_of
from fangxian.lines.arrivals.measure_changes import MeasureChanges, measure_changes_of, vouched_for
from fangxian.lines.arrivals.models import ImportBatch, PreviewPage
from fangxian.lines.arrivals.named_beside import with_lists
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.plan_writer import foresee, keep
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.progress import Progress, is_locked, try_lock, without_collector
from fangxian.lines.arrivals.row_decisions import LIST, decide_rows
from fangxian.lines.arrivals.services import correcting
from fangxian.lines.arrivals.services.before_commit import held_to, nothing_unsaid
from fangxian.lines.arrivals.services.preview_kept import (
    FORESEEN,
    mapping_of,
    show_plan,
    show_unread,
)
from fangxian.lines.arrivals.services.rejecting import keep_rejected
from fangxian.lines.codes import api as codes

IMPORT = "arrivals.import"
COMMIT = "arrivals.commit_import"
AS_SEEN = Choices()
NAMED = 3  # in a refusal
OPEN = ("looking", "preview", "queued", "running", "rolled_back")
STATES = {"done": "完成", "undone": "撤销", "running": "开始", "queued": "排队", "looking": "查看"}


@dataclass(frozen=True)
class Imported:
    """What an import did. `counts` has the shape of `arrivals import --json`."""

    batch_id: int
    counts: dict[str, Any]


@question(needs=IMPORT)
def look_at_file(
    source: Path | bytes,
    *,
    by: Actor,
    mapping: Mapping[str, str] | None = None,
    choices: Choices = AS_SEEN,
) -> dict[str, Any]:
    """What would become of a file's rows, in counts, by what columns are said to mean (`mapping`: label
    → field); `rows`: the first of them, those put back before the others. Keeps nothing."""
    said = intake.checked(mapping or {}, KIND) or None
    name = source.name if isinstance(source, Path) else ""
    table, known, plan = _plan(
        files.read(source), name, said, choices, _place(by), area_of(by, IMPORT)
    )
    found = foresee(plan, known, FORESEEN)
    rows = {"rows": previewing.first_rows(table, plan, found)}
    changes = _changes_ahead(table, plan, known, by)
    return counts_of(table, plan) | changes | outlook.in_counts(plan, found) | rows


@verb(needs=IMPORT, words=Text("预览导入", "previewed an import"))
def preview_file(
    source: Path | bytes,
    name: str,
    *,
    by: Actor,
    mapping: Mapping[str, str] | None = None,
    choices: Choices = AS_SEEN,
) -> int:
    """Take a file in for a look: every row gets its verdict, nothing is changed yet. Returns the
    batch; `preview` shows it, of a long file when the worker has looked (its state is "looking" till
    then). HeaderUnknown: then `preview_unread`."""
    data, area = files.read(source), area_of(by, IMPORT)
    try:
        table, known, plan = _plan(data, name, mapping, choices, _place(by), area, large=False)
    except intake.TooManyAtOnce:
        batch = _open_batch(data, name, by, None, choices=choices)
        batch.mapping = dict(mapping or {})
        _look_later(batch, by)
        return batch.pk
    batch = _open_batch(data, name, by, table, choices=choices)
    show_plan(batch, table, plan, known, _changes_ahead(table, plan, known, by))
    return batch.pk


@verb(needs=IMPORT, words=Text("看列:表头没有读懂", "looked at columns nobody understood"))
def preview_unread(source: Path | bytes, name: str, *, by: Actor) -> int:
    """Take in for a look a file whose header is not understood, with its columns as they stand,
    for somebody to say what they are (`correct_mapping`). HeaderUnknown when it has none."""
    data = files.read(source)
    found = intake.columns_of(data, KIND, files.upload_limit())
    batch = _open_batch(data, name, by, None)
    show_unread(batch, found)
    return batch.pk


@verb(needs=IMPORT, words=Text("更正导入列", "corrected columns"))
def correct_mapping(batch_id: int, mapping: Mapping[str, str], *, by: Actor) -> None:
    """Say which column is which field (title → field, "" for none) and look again. The
    mapping is remembered for the next file with the same header."""
    batch = _open(batch_id, by)
    said, choices = intake.checked(mapping, KIND), Choices.of_json(batch.choices)
    data, area = files.take_out(batch.sealed_path), area_of(by, IMPORT)
    try:
        table, known, plan = _plan(
            data, batch.file_name, said, choices, batch.place, area, large=False
        )
    except intake.TooManyAtOnce:
        batch.mapping = said
        _look_later(batch, by, remember=True)
        return
    intake.remember(KIND_NAME, batch.place, table, by=by)
    show_plan(batch, table, plan, known, _changes_ahead(table, plan, known, by))


@verb(needs=IMPORT, words=Text("选定导入方式", "chose how a file is read"))
def choose(batch_id: int, choices: Choices, *, by: Actor) -> None:
    """Say which sheets of a file are read and how its times are taken, and look again."""
    batch = _open(batch_id, by)
    data, area = files.take_out(batch.sealed_path), area_of(by, IMPORT)
    batch.choices = choices.as_json()
    try:
        table, known, plan = _plan(
            data, batch.file_name, batch.mapping, choices, batch.place, area, large=False
        )
    except intake.TooManyAtOnce:
        _look_later(batch, by)
        return
    batch.save(update_fields=["choices"])
    show_plan(batch, table, plan, known, _changes_ahead(table, plan, known, by))


def _look_later(batch: ImportBatch, by: Actor, *, remember: bool = False) -> None:
    """Have the worker look at a long file: a page does not wait for so many rows to be judged."""
    area = area_of(by, IMPORT)  # the worker has no scope of its own
    batch.state, batch.progress, batch.counts = "looking", 0, {"read": 0}
    batch.area = list(area.prefixes) if area else None
    batch.save(update_fields=["state", "progress", "counts", "area", "mapping", "choices"])
    PreviewPage.objects.filter(batch=batch).delete()
    run_look.defer(
        batch_id=batch.pk,
        remember=remember,
        account_id=by.account_id,
        name=by.name,
        one_hand=sorted(by.one_hand),
    )


@jobs.task(name="arrivals.look", queue="imports")
def run_look(
    *,
    batch_id: int,
    account_id: int | None,
    name: str,
    remember: bool = False,
    one_hand: Iterable[int] = (),
) -> None:
    """The worker's part: the permission was asked for when the file was handed in."""
    by = Actor(account_id, name, SYSTEM.grants, door="worker", one_hand=frozenset(one_hand))
    look_at_long(batch_id, remember=remember, by=by)


@verb(needs=IMPORT, words=Text("查看长文件", "looked at a long file"))
def look_at_long(batch_id: int, *, remember: bool = False, by: Actor) -> None:
    """Judge the rows of a file that waits for it, for its preview; `remember` what its columns were said
    to mean. One that is not waiting is left as it is."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None or batch.state != "looking" or not try_lock(batch.sha256):
        return
    data, choices = files.take_out(batch.sealed_path), Choices.of_json(batch.choices)
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place, file=batch.file_name)
    with Progress(batch_id, "looking") as progress, without_collector():
        progress.step(5)
        try:
            table, known, plan = _plan(
                data,
                batch.file_name,
                batch.mapping or None,
                choices,
                batch.place,
                area_within(batch.area),
                progress,
            )
        except intake.HeaderUnknown:
            found = intake.columns_of(data, KIND, files.upload_limit())
            _looked(batch)
            show_unread(batch, found)
            return
        if remember:
            intake.remember(KIND_NAME, batch.place, table, by=by)
        _looked(batch)
        show_plan(batch, table, plan, known, _changes_ahead(table, plan, known, by))


def _looked(batch: ImportBatch) -> None:
    batch.state, batch.progress, batch.why = "preview", 0, ""
    batch.save(update_fields=["state", "progress", "why"])


@verb(needs=IMPORT, words=Text("开始导入", "started an import"))
def start_import(
    batch_id: int,
    *,
    only_good: bool = True,
    may_lower: bool = False,
    without_hidden: bool = False,
    by: Actor,
) -> None:
    """Have the worker carry out a batch; its page shows how far it is. HiddenUndecided where parts of
    the file are hidden and neither its choices nor `without_hidden` say what of them; WouldLower where the look
    found people of whom less would be asked and `may_lower` does not say that this is meant."""
    batch = _open(batch_id, by)
    choices = Choices.of_json(batch.choices)
    choices = replace(choices, without_hidden=choices.without_hidden or without_hidden)
    nothing_unsaid(batch.counts.get("sheets", ()), choices)
    held_to(batch.counts, may_lower=may_lower)
    died = batch.state == "running" and not is_locked(batch.sha256)
    if batch.state not in ("preview", "rolled_back") and not died:
        raise errors.ImportRunning
    area = area_of(by, IMPORT)  # the worker has no scope of its own
    batch.state, batch.only_good, batch.may_lower = "queued", only_good, may_lower
    batch.choices = choices.as_json()
    batch.area = list(area.prefixes) if area else None
    batch.save(update_fields=["state", "only_good", "may_lower", "choices", "area"])
    run_import.defer(
        batch_id=batch_id,
        only_good=only_good,
        account_id=by.account_id,
        name=by.name,
        one_hand=sorted(by.one_hand),
    )


@jobs.task(name="arrivals.import", queue="imports")
def run_import(
    *,
    batch_id: int,
    only_good: bool,
    account_id: int | None,
    name: str,
    one_hand: Iterable[int] = (),
) -> None:
    """The worker's part: the starter's permission was asked for when it was started."""
    by = Actor(account_id, name, SYSTEM.grants, door="worker", one_hand=frozenset(one_hand))
    commit_import(batch_id, only_good=only_good, by=by)


def import_file(
    source: Path | bytes,
    name: str,
    *,
    by: Actor,
    mapping: Mapping[str, str] | None = None,
    choices: Choices = AS_SEEN,
    may_lower: bool = False,
) -> Imported:
    """Take a file in at once: the good rows are committed, the others kept as work; by what columns are
    said to mean (`mapping`: label → field). HiddenUndecided
    where the choices do not say what of its hidden parts; WouldLower unless `may_lower`, where less
    would be asked of somebody."""
    batch = receive_file(source, name, by=by, mapping=mapping, choices=choices)
    return commit_import(batch, may_lower=may_lower, by=by)


@verb(needs=IMPORT, words=Text("收下文件", "took a file"))
def receive_file(
    source: Path | bytes,
    name: str,
    *,
    by: Actor,
    way_in: str = "file",
    mapping: Mapping[str, str] | None = None,
    choices: Choices = AS_SEEN,
) -> int:
    """Put a file away for an import that follows at once, without a look."""
    said = intake.checked(mapping or {}, KIND)
    batch = _open_batch(files.read(source), name, by, None, way_in, choices)
    if said:
        ImportBatch.objects.filter(pk=batch.pk).update(mapping=said)
    return batch.pk


@verb(needs=IMPORT, words=Text("导入", "imported"))
def commit_import(
    batch_id: int, *, only_good: bool = True, may_lower: bool = False, by: Actor
) -> Imported:
    """Carry out a batch in one transaction. Started twice at once, the second is refused
    and changes nothing; killed half-way, nothing is written and it can be started again.
    WouldLower, unless `may_lower` now or when it was started, where less would be asked of
    somebody; by an account those rows wait for another official even so (`counts.waiting`), but for
    people whom nobody vouched for, of whom one hand frees so many a day."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    if not try_lock(batch.sha256):
        raise errors.ImportRunning
    batch.refresh_from_db()
    if batch.state not in OPEN:
        raise errors.ImportSettled(state=STATES.get(batch.state, batch.state))
    with Progress(batch_id) as progress, without_collector():
        progress.step(5)
        batch.may_lower |= may_lower
        counts = _carry_out(batch, by, progress, only_good=only_good)
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place, **counts)
    return Imported(batch_id, counts)


def _carry_out(
    batch: ImportBatch, by: Actor, progress: Progress, *, only_good: bool
) -> dict[str, Any]:
    chosen, choices = batch.mapping or None, Choices.of_json(batch.choices)
    area = area_of(by, IMPORT) or area_within(batch.area)
    if batch.may_lower:
        codes.wait_for_others()
    table, known, plan = _plan(
        files.take_out(batch.sealed_path),
        batch.file_name,
        chosen,
        choices,
        batch.place,
        area,
        progress,
        hold=True,
    )
    nothing_unsaid([one.as_dict() for one in table.seen], choices)
    if plan.faults and not only_good:
        raise errors.RowsRejected(count=len(plan.faults))
    found = measure_changes_of(table, plan, known)
    held_to(found.as_counts(), may_lower=batch.may_lower)
    waiting = _set_beside(plan, found, by)
    counts = counts_of(table, plan) | found.as_counts() | {"waiting": waiting}
    keep(
        plan,
        known,
        by=by,
        batch_id=batch.pk,
        way_in=batch.way_in,
        step=progress.step,
        screen_on=clock.today(),
    )
    PreviewPage.objects.filter(batch=batch).delete()
    keep_rejected(batch, table, plan.rows, plan.faults)
    correcting.settle_handed_in(table, plan, batch, area)
    if plan.journeys:
        outbox.emit(plan.changed(batch.pk), actor=by.name)
    progress.step(99)
    _settle(batch, table, counts)
    return counts


def _set_beside(plan: Plan, found: MeasureChanges, by: Actor) -> int:
    """By one account nobody is freed of whom more was known than a stranger said, and of the others as
    many as one hand may within a day: what else was filed waits for another official, the rest goes in
    (ADR 33, 43). The terminal is nobody's account. Returns of how many people."""
    vouched, others = _parted(plan, found, by)
    beyond = codes.ease_alone(list(others), COMMIT, by)
    plan.set_beside({*vouched, *(others[one] for one in beyond)})
    if beyond:
        codes.ring_beyond(len(beyond), by)
    return len(vouched) + len(beyond)


def _changes_ahead(table: Table, plan: Plan, known: Known, by: Actor) -> dict[str, Any]:
    """Of whom less or more would be asked, and of how many of them the rows would wait."""
    found = measure_changes_of(table, plan, known)
    vouched, others = _parted(plan, found, by)
    room = codes.room_alone(by) if others else None
    beyond = 0 if room is None else max(0, len(others) - room)
    return found.as_counts() | {"waiting": len(vouched) + beyond}


def _parted(
    plan: Plan, found: MeasureChanges, by: Actor
) -> tuple[frozenset[people.DocumentKey], dict[int, people.DocumentKey]]:
    """Of whom less would be asked: those vouched for, and by id the others."""
    if by.account_id is None:
        vouched: frozenset[people.DocumentKey] = frozenset()
    else:
        vouched = vouched_for(plan, found.keys)
    ids = {plan.persons[key].id: key for key in found.keys if key not in vouched}
    return vouched, {person: key for person, key in ids.items() if person is not None}


def _settle(batch: ImportBatch, table: Table, counts: dict[str, Any]) -> None:
    """The last write: whoever looks sees it with everything else."""
    batch.counts, batch.state, batch.progress, batch.why = counts, "done", 100, ""
    batch.header_row, batch.finished_at = table.header_row, clock.now()
    batch.mapping = mapping_of(table)
    gone, batch.sealed_path = batch.sealed_path, ""
    batch.save()
    transaction.on_commit(lambda: files.throw_away(gone))


def _plan(
    data: bytes,
    name: str,
    given: Mapping[str, str] | None,
    choices: Choices,
    place: str,
    area: Area | None,
    progress: Progress | None = None,
    *,
    hold: bool = False,
    large: bool = True,
) -> tuple[Table, Known, Plan]:
    """Read and judge a file, within an area and by the mappings that hold at a place. `hold` keeps
    others from filing for the same people. TooManyAtOnce, unless `large`."""
    saved = intake.remembered(KIND_NAME, place)
    table = intake.read_table(
        data,
        KIND,
        files.upload_limit(),
        saved=saved,
        given=given,
        only=choices.sheets,
        hidden=choices.hidden,
        large=large,
    )
    table = with_lists(table, places.home())
    if progress:
        progress.step(20)
    known = Known(places.home(), replace(choices.taking, file=name))
    parsed = parse(table, known)
    if hold:
        people.hold({row.key for row in parsed.rows if isinstance(row, Filed)})
    plan = decide_rows(parsed, known, word=replace(LIST, area=area))
    if progress:
        progress.step(45)
    return table, known, plan


def _open_batch(
    data: bytes,
    name: str,
    by: Actor,
    table: Table | None,
    way_in: str = "file",
    choices: Choices = AS_SEEN,
) -> ImportBatch:
    batch = ImportBatch.objects.create(
        file_name=intake.file_name(name),
        sha256=files.fingerprint(data),
        size=len(data),
        sealed_path=files.put_away(data),
        state="preview",
        way_in=way_in,
        place=_place(by),
        header_row=table.header_row if table else 1,
        choices=choices.as_json(),
        created_by_id=by.account_id,
        created_at=clock.now(),
    )
    audit.note(subject=f"arrivals.batch:{batch.pk}", place=batch.place, file=batch.file_name)
    return batch


def _place(by: Actor) -> str:
    """Whose file it is: the first place of whoever hands it in."""
    prefixes = by.scope(IMPORT).prefixes
    return next((prefix for prefix in prefixes if prefix), "") or places.home()


def _open(batch_id: int, by: Actor) -> ImportBatch:
    within = by.scope(IMPORT).q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.select_for_update().filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    if batch.state not in OPEN:
        raise errors.ImportSettled(state=STATES.get(batch.state, batch.state))
    if batch.state == "looking":
        raise errors.BeingLookedAt
    audit.note(subject=f"arrivals.batch:{batch_id}", place=batch.place)
    return batch
