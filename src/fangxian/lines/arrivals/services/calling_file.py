"""The call list as a file for several telephones, and the answers taken back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from fangxian.ground.access import api as access
from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, Refusal, TakesTwo
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Concern, verb
from fangxian.lines.arrivals import files, script
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.queries.calls import CallRow, Candidate, calls
from fangxian.lines.arrivals.services.calling import (
    TAKE_ANSWERS,
    CallAnswer,
    answer_stay,
    note_call,
)
from fangxian.lines.arrivals.sheets import writing
from fangxian.lines.arrivals.vouching import VOUCH
from fangxian.lines.codes import api as codes

EXPORT = "arrivals.export"
MOST = 2_000
NOT_ASKED = Text(
    "此人现在没有要问的了,或者不在您的范围内。",
    "Nothing is to be asked of them now, or they are not yours.",
)
OTHER_NAME = Text("序号和姓名对不上。", "The number and the name do not belong together.")
OTHER_QUESTION = Text("问题已经变了,请重新导出再问。", "The question is another now; export again.")
UNREAD = Text(
    "没有读懂“{said}”:请写可选地点的号、“都不是”、“无人接听”,或写到镇、街道。",
    "“{said}” was not understood: write a place's number, “none”, “no answer”, or a town or street.",
)


@dataclass(frozen=True)
class PutBack:
    """A row that could not be taken, as the spreadsheet counts, and why."""

    row: int
    name: str  # masked
    why: Text


@dataclass(frozen=True)
class ScriptTaken:
    """What became of a script: `answered` people, `attempts` without an answer, rows left `empty`, and
    `waiting` answers, which free more people than one may and are asked for of a second official."""

    read: int
    answered: int
    attempts: int
    empty: int
    put_back: tuple[PutBack, ...]
    answers: tuple[int, ...]  # their numbers, for undoing
    sheets: tuple[intake.SheetSeen, ...] = ()
    waiting: int = 0


@verb(needs=EXPORT, words=Text("导出电话核实表", "exported the call script"))
def export_calls(path: Path, *, purpose: str, by: Actor, size: int = MOST) -> int:
    """Write the call list in its order, names and phones by the rule of files that go out
    (`people.in_clear`), to an .xlsx or .csv file. PurposeMissing."""
    rows = calls(by=by, size=size).rows
    scope = by.scope(EXPORT)
    rows = tuple(row for row in rows if scope.covers(row.place))
    known = people.handed_out([row.person_id for row in rows], purpose, by=by)
    write = writing.write_csv if path.suffix.lower() == ".csv" else writing.write_xlsx
    write(path, script.TITLES, [_line(row, known.get(row.person_id)) for row in rows])
    audit.note(
        person_ids=[row.person_id for row in rows],
        purpose=purpose.strip(),
        count=len(rows),
        file=intake.file_name(path.name),
    )
    return len(rows)


def _line(row: CallRow, who: people.HandedOut | None) -> list[str]:
    choices = script.numbered([one.text for one in row.candidates])
    name, phone = (who.name, who.phone) if who else ("", "")
    return [str(row.declaration_id), name, phone, row.question.zh, choices, ""]


@verb(needs=VOUCH, words=Text("导入电话核实表", "took a call script in"))
def import_calls(source: Path | bytes, *, hidden: intake.Hidden = None, by: Actor) -> ScriptTaken:
    """Take the answers of a script: each as if it had been given on the page. A row that cannot
    be taken is told and changes nothing; an empty answer says nothing. Those that would free more people
    than this hand may within a day (`codes.free_alone`) wait together for a second official
    (`take_answers`). `hidden`: what of the hidden parts of the file (`intake.Hidden`)."""
    codes.wait_for_others()
    table = intake.read_whole(
        files.read(source), script.KIND, files.upload_limit(), row_by_row=True, hidden=hidden
    )
    open_ = {row.declaration_id: row for row in calls(by=by, size=MOST).rows}
    taker = _Taker(table, open_, by)
    for index in range(len(table.rows)):
        taker.take(index)
    waiting = len(taker.waiting)
    if waiting:
        given = {"answers": taker.waiting}
        access.ask_for(TAKE_ANSWERS, given, f"电话核实表 {waiting} 条回答将解除限制", by=by)
    audit.note(
        count=len(taker.answers),
        attempts=taker.attempts,
        put_back=len(taker.put_back),
        waiting=waiting,
    )
    return ScriptTaken(
        len(table.rows),
        len(taker.answers),
        taker.attempts,
        taker.empty,
        tuple(taker.put_back),
        tuple(taker.answers),
        table.seen,
        waiting,
    )


def _about(answers: Sequence[Mapping[str, Any]]) -> Concern:
    of = Declaration.objects.filter(pk__in=[one["declaration"] for one in answers])
    persons = tuple(dict.fromkeys(of.order_by("pk").values_list("person_id", flat=True)))
    return Concern(
        persons, Text(f"{len(persons)} 人的限制随之解除", f"frees {len(persons)} people")
    )


@verb(
    needs=VOUCH,
    words=Text("收下会解除限制的电话回答", "took answers that free people"),
    part="both",
    about=_about,
)
def take_answers(answers: Sequence[Mapping[str, Any]], *, by: Actor) -> int:
    """Answers of a script that free more people than one hand may within a day: asked for by whoever
    brought it, done when another agrees. What was answered or changed meanwhile is left out. Returns how
    many were taken."""
    codes.wait_for_others()
    taken = 0
    for plain in answers:
        number, answer = _from_plain(plain)
        try:
            with transaction.atomic():
                answer_stay(number, answer, by=by, how="file")
        except NotAllowed:
            raise
        except Refusal:
            continue
        taken += 1
    audit.note(count=taken, of=len(answers))
    return taken


def _as_plain(number: int, answer: CallAnswer) -> dict[str, Any]:
    days = {"start": answer.start and answer.start.isoformat(), "end": answer.end.isoformat()}
    return {**asdict(answer), **days, "declaration": number}


def _from_plain(plain: Mapping[str, Any]) -> tuple[int, CallAnswer]:
    said = {**plain, "inside": tuple(plain["inside"]), "outside": tuple(plain["outside"])}
    said |= {name: date.fromisoformat(said[name]) for name in ("start", "end") if said[name]}
    return said.pop("declaration"), CallAnswer(**said)


class _Taker:
    def __init__(self, table: Table, open_: dict[int, CallRow], by: Actor) -> None:
        self.table, self.open, self.by = table, open_, by
        self.names = people.clear_of([row.person_id for row in open_.values()])
        self.answers: list[int] = []
        self.waiting: list[dict[str, Any]] = []
        self.put_back: list[PutBack] = []
        self.attempts = self.empty = 0

    def take(self, index: int) -> None:
        if odd := self.table.odd.get(index):  # its answer may stand in another column
            self._back(index, odd.said)
            return
        said = self._cell(index, "answer")
        if not said:
            self.empty += 1
            return
        row = self._row(index)
        if isinstance(row, Text):
            self._back(index, row)
            return
        try:
            self._settle(index, row, said)
        except NotAllowed:
            self._back(index, NOT_ASKED)
        except Refusal as why:
            self._back(index, why.said)

    def _cell(self, index: int, field: str) -> str:
        return intake.text_of(self.table.cell(index, field)).strip()

    def _row(self, index: int) -> CallRow | Text:
        """Whom the row is about: by the number, and by the name and the question beside it."""
        number, name = self._cell(index, "number").removesuffix(".0"), self._cell(index, "name")
        row = self.open.get(int(number)) if number.isascii() and number.isdigit() else None
        if row is None:
            return NOT_ASKED
        held = self.names.get(row.person_id)
        if held is None or not people.same_name(name, held[0]):
            return OTHER_NAME
        asked = self._cell(index, "question")
        return OTHER_QUESTION if asked and asked != row.question.zh else row

    def _settle(self, index: int, row: CallRow, said: str) -> None:
        found = script.read(said, [one.text for one in row.candidates])
        if found.kind == "no_answer":
            note_call(row.declaration_id, "no_answer", by=self.by)
            self.attempts += 1
            return
        answer = answer_of(row, found)
        if answer is None:
            self._back(index, UNREAD.fill(said=intake.masked(said)[:40]))
            return
        try:
            with transaction.atomic():
                made = answer_stay(row.declaration_id, answer, by=self.by, how="file")
        except TakesTwo:
            self.waiting.append(_as_plain(row.declaration_id, answer))
            return
        self.answers.append(made)

    def _back(self, index: int, why: Text) -> None:
        name = people.mask_name(self._cell(index, "name"))
        self.put_back.append(PutBack(self.table.numbers[index], name, why))


def answer_of(row: CallRow, found: script.Read) -> CallAnswer | None:
    """What was read as the answer to a row's question; None where it says nothing to it."""
    stay = CallAnswer(row.text, row.start, row.end)
    if found.kind == "none" and row.kind == "listed" and row.none_tells and not row.more:
        return _with(stay, outside=_keys(row.candidates), said=found.said)
    if found.kind == "choice":
        one = row.candidates[found.at]
        if one.keys:
            return _with(stay, inside=one.keys, said=found.said)
        return _with(stay, place=one.place, said=found.said)
    return _with(stay, place=found.said, said=found.said) if found.kind == "place" else None


def _with(stay: CallAnswer, **said: object) -> CallAnswer:
    return CallAnswer(stay.text, stay.start, stay.end, **said)  # type: ignore[arg-type]


def _keys(candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    return tuple(key for one in candidates for key in one.keys)
