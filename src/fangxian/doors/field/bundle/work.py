"""The tasks, the checkpoint and the venues of a device's duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fangxian.doors import instruction_texts
from fangxian.doors.field.bundle.naming import place_said
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints

MOST_TASKS = 300
REVEAL = "people.reveal"
HEADQUARTERS = Text("指挥部", "Headquarters")
TO_DO = frozenset({"issued", "accepted", "refused"})  # what a phone can move on


def tasks_of(by: Actor) -> list[dict[str, Any]]:
    """What lies with the account and its units, late first."""
    if not by.may("tasks.read"):
        return []
    work = tasks.my_work(by=by, size=MOST_TASKS).page.rows
    rows = [row for row in work if row.stage in TO_DO]
    about = {row.person_id for row in rows if row.person_id}
    names, phones = people.names_of(about), people.phones_of(about)
    asked = _questions(rows, by)
    written = tasks.written_with([row.id for row in rows], by=by)
    return [
        _task(row, names.get(row.person_id or 0, ""), by)
        | {"phone": _phone(row, phones), "question": asked.get(row.id)}
        | _written(written.get(row.id))
        for row in rows
    ]


def _written(found: Any) -> dict[str, Any]:
    """What was written by hand with a task; nothing where it is out of sight by now."""
    if found is None:
        return {"sender": "", "file": "", "comments": []}
    said = [
        {
            "at": one.at.isoformat(),
            "by": one.account_id,
            "actor": one.actor,
            "words": one.words,
            "to": list(one.to),
        }
        for one in found.comments
    ]
    return {"sender": found.sender, "file": found.file, "comments": said}


def _task(row: tasks.InstructionRow, name: str, by: Actor) -> dict[str, Any]:
    what, ask = instruction_texts.what_of(row.title, name), instruction_texts.ask_of(row.body)
    offered = tasks.outcomes_for(row.kind, row.place)
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title.zh,
        "who": name,
        "what": {"zh": what.zh, "en": what.en},
        "ask": {"zh": ask.zh, "en": ask.en},
        "where": place_said(row.place),
        "todo": row.body.zh,
        "todo_en": row.body.en,
        "reveals": by.may(REVEAL, row.place),
        "stage": _stage(row, by),
        "outcomes": [
            {
                "code": one.code,
                "zh": one.label.zh,
                "en": one.label.en,
                "attempt": one.attempt,
                "asks_place": one.asks_place,
                "in_place": one.in_place,
            }
            for one in offered
        ],
        "proofs": [
            {"code": one.code, "zh": one.label.zh, "en": one.label.en, "required": one.required}
            for one in tasks.proofs_for(row.because, row.place)
        ],
        "tried": row.attempts,
        "due": row.due_at.isoformat() if row.due_at else None,
    }


def _phone(row: tasks.InstructionRow, phones: Mapping[int, str]) -> str | None:
    """Masked, "" where none is on file. None where there is nobody to call, or the number may be
    another's by now: it is not to be called."""
    if row.person_id is None or row.kind == tasks.PHONE_CHECK:
        return None
    return phones.get(row.person_id, "")


def _questions(rows: list[tasks.InstructionRow], by: Actor) -> dict[int, dict[str, Any]]:
    """Instruction → what it asks, with the choices: they ride along, for doors without a network."""
    about = {row.id: arrivals.declaration_of(row.subject) for row in rows if row.uncertain}
    found = arrivals.questions_of([one for one in about.values() if one is not None], by=by)
    return {task: _question(found[one]) for task, one in about.items() if one in found}


def _question(found: arrivals.Question) -> dict[str, Any]:
    choices = [
        {"code": one.code, "zh": one.label.zh, "en": one.label.en, "level": one.level}
        for one in found.choices
    ]
    return {"zh": found.words.zh, "en": found.words.en, "choices": choices}


def _stage(row: tasks.InstructionRow, by: Actor) -> str:
    """With "received" between issued and accepted: one's own receipt is signed, or there is
    none to sign because the instruction was handed on to somebody."""
    if row.stage != "issued":
        return row.stage
    own = (
        [one for one in row.receipts if one.unit_id in by.unit_ids] if by.unit_ids else row.receipts
    )
    return "issued" if any(one.received_at is None for one in own) else "received"


def site_of(station: str, *, by: Actor) -> dict[str, Any] | None:
    """The checkpoint at which the device stands."""
    number = checkpoints.named_by(station)
    if number is None or not by.may("checkpoints.read"):
        return None
    try:
        site = checkpoints.checkpoint(number, by=by)
    except NotFound:  # posted where the account has no power
        return None
    return {
        "id": site.id,
        "name": site.name,
        "place": site.place,
        "kind": site.kind,
        "lanes": [str(lane) for lane in range(1, site.lanes + 1)],
        "services": list(site.services),
    }


def calls_of(station: str, place: str) -> list[dict[str, Any]]:
    """Headquarters, then the township and the village of the barrier, else of the duty's place."""
    number = checkpoints.named_by(station)
    units = duty.whom_to_call(place if number is None else checkpoints.place_of(number))
    return [_call(one) for one in reversed(units)]


def _call(unit: duty.UnitRow) -> dict[str, Any]:
    said = HEADQUARTERS if unit.kind == "headquarters" else Text(unit.name, unit.name)
    return {"zh": said.zh, "en": said.en, "phone": unit.public_phone}


def turned_of(station: str, device_id: int) -> list[dict[str, Any]]:
    """Told to the device that did it, in or out of its shift: no name is in it."""
    number = checkpoints.named_by(station)
    rows = checkpoints.turned_since(number, device_id) if number else ()
    return [{"id": str(one.client_id), "c": one.colour, "o": one.advised} for one in rows]


def shift_of(station: str, *, by: Actor) -> dict[str, Any] | None:
    """Who is on duty there now, and what the last shift left to say."""
    number = checkpoints.named_by(station)
    if number is None or not by.may("checkpoints.read"):
        return None
    shift = checkpoints.shift_now(number, by=by)
    said = checkpoints.notes(number, by=by, most=1)
    if shift is None and not said:
        return None
    return {
        "id": shift.id if shift else 0,
        "name": "、".join(shift.members) if shift else "",
        "lead": shift.lead if shift else "",
        "from": shift.begins.isoformat() if shift else None,
        "to": shift.ends.isoformat() if shift else None,
        "note": said[0].note if said else "",
    }


def towns_of(county: str) -> list[dict[str, Any]]:
    """Townships and villages, for declaring on the spot."""
    return [
        {
            "code": town.code,
            "name": town.name,
            "villages": [
                {"code": one.code, "name": one.name} for one in places.children_of(town.code)
            ],
        }
        for town in places.children_of(county)
    ]
