"""Instructions: see them, receive, accept, refuse, act, check and close."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Base64Bytes, Field

from fangxian.doors.rest.problems import Words
from fangxian.doors.rest.shapes import (
    PROBLEMS,
    Id,
    Moment,
    Paged,
    PageNumber,
    PlaceCode,
    Plain,
    PlainQuery,
    paged,
    words,
)
from fangxian.doors.rest.signs import actor
from fangxian.ground.tasks import pages as tasks
from fangxian.lines.arrivals import pages as arrivals

router = Router(tags=["instructions"])

Stage = Literal[
    "issued", "received", "accepted", "refused", "acted", "checked", "closed", "withdrawn"
]


class ReceiptOut(Schema):
    level: str
    unit_id: int
    due_at: datetime | None
    received_at: datetime | None


class OutcomeOut(Schema):
    """One of the results to choose from; `attempt`: the instruction stays open; `asks_place`: the
    report says which place was found out; `in_place`: it needs the required `proofs`."""

    code: str
    label: Words
    attempt: bool
    asks_place: bool
    in_place: bool


class ProofOut(Schema):
    """A piece of evidence (photo, spot, companion) that is asked for when something is in place."""

    code: str
    label: Words
    required: bool


class RefusalOut(Schema):
    """Why an addressee declined, and when; null once it went on."""

    reason: str
    at: datetime
    actor: str


class ChoiceOut(Schema):
    """An answer to what an instruction asks; `code` goes into `found_choice`; `level`: of a listed
    area, "" where it is none."""

    code: str
    label: Words
    level: str


class QuestionOut(Schema):
    """What is to be found out, in words, and the answers that may be chosen (or a place is written)."""

    words: Words
    choices: list[ChoiceOut]


class InstructionOut(Schema):
    """`outcome`: what came of it, "" while nothing was reported; `outcomes`: what may be reported;
    `question`: of one instruction that asks where somebody was; null in lists."""

    id: int
    kind: str
    subject: str
    person_id: int | None
    place: str
    title: Words
    body: Words
    because: dict[str, Any]
    stage: str
    uncertain: bool
    issued_at: datetime
    due_at: datetime | None
    due_stage: str
    late: bool
    receipts: list[ReceiptOut]
    outcome: str
    attempts: int
    outcomes: list[OutcomeOut]
    proofs: list[ProofOut]
    begins_on: date | None
    refusal: RefusalOut | None
    question: QuestionOut | None = None


class Standing(Schema):
    id: int
    stage: str


class Reason(Schema):
    reason: Plain


class Why(Schema):
    """A reason where the step needs one."""

    reason: Plain = ""


class FileIn(Schema):
    """A file sent along: its name, and what is in it as base64 (10 MB at most)."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    content: Base64Bytes


class DraftIn(Schema):
    """An instruction that headquarters writes: to these units, or about these persons (then to the
    township and the village of each). `proofs`: evidence without which it is not done (photo,
    spot, companion); `key`: the same key again is the same instruction."""

    title: Annotated[str, Field(max_length=120)]
    body: Annotated[str, Field(max_length=4_000)]
    due_at: Moment
    unit_ids: Annotated[list[Id], Field(max_length=2_000)] = []
    person_ids: Annotated[list[Id], Field(max_length=2_000)] = []
    proofs: list[Literal["photo", "spot", "companion"]] = []
    file: FileIn | None = None
    key: Annotated[Plain, Field(max_length=40)] = ""


class WrittenOut(Schema):
    """`without_unit`: persons for whose place no unit stands yet; nothing went out about them."""

    list_id: int
    instruction_ids: list[int]
    without_unit: list[int]


class CommentIn(Schema):
    """What is said, and to whom (accounts among the instruction's partners)."""

    words: Annotated[str, Field(max_length=1_000)]
    to: list[Id] = []


class CommentOut(Schema):
    id: int
    at: datetime
    actor: str
    words: str
    to: list[str]


class MoveIn(Schema):
    unit_id: Id
    reason: Plain


class EvidenceIn(Schema):
    """What was done: when (with offset), where, by whom, with which outcome of the instruction's
    `outcomes`, and a sentence on it; where the outcome asks for a place `found_place`, by name or code, or
    `found_choice`, a code of the instruction's `question`; what is written goes before. `companion`: who
    went along; `photo`: base64 of a JPEG, PNG or WebP."""

    at: Moment
    place: Plain
    who: Plain
    outcome: Plain
    words: Plain
    found_place: Plain = ""
    found_choice: Plain = ""
    companion: Plain = ""
    photo: Base64Bytes | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class ActedOut(Schema):
    """`settled`: as_decided; attempted (tried in vain, it stays open); or late (it had moved on; the
    report was added)."""

    id: int
    evidence_id: int
    stage: str
    settled: str


def _out(row: tasks.InstructionRow) -> InstructionOut:
    return InstructionOut(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        person_id=row.person_id,
        place=row.place,
        title=words(row.title),
        body=words(row.body),
        because=row.because,
        stage=row.stage,
        uncertain=row.uncertain,
        issued_at=row.issued_at,
        due_at=row.due_at,
        due_stage=row.due_stage,
        late=row.late,
        receipts=[
            ReceiptOut(
                level=one.level, unit_id=one.unit_id, due_at=one.due_at, received_at=one.received_at
            )
            for one in row.receipts
        ],
        outcome=row.outcome,
        attempts=row.attempts,
        outcomes=[
            OutcomeOut(
                code=one.code,
                label=words(one.label),
                attempt=one.attempt,
                asks_place=one.asks_place,
                in_place=one.in_place,
            )
            for one in tasks.outcomes_for(row.kind, row.place)
        ],
        proofs=[
            ProofOut(code=one.code, label=words(one.label), required=one.required)
            for one in tasks.proofs_for(row.because, row.place)
        ],
        begins_on=row.begins_on,
        refusal=(
            RefusalOut(reason=row.refusal.reason, at=row.refusal.at, actor=row.refusal.actor)
            if row.refusal
            else None
        ),
    )


@router.get("", response={200: Paged[InstructionOut], **PROBLEMS}, operation_id="list_instructions")
def listed(
    request: HttpRequest,
    page: PageNumber = 1,
    place: PlaceCode = "",
    disease: PlainQuery = "",
    stage: Stage | None = None,
    late: bool = False,  # noqa: FBT001, FBT002 a query's flag
) -> Paged[InstructionOut]:
    """Instructions of one's own area, the most urgent first."""
    wanted = tasks.InstructionFilter(
        place=place, disease=disease, stages=(stage,) if stage else (), late=late
    )
    return paged(tasks.instructions(wanted, by=actor(request), page=page), _out)


@router.get(
    "/{instruction_id}", response={200: InstructionOut, **PROBLEMS}, operation_id="get_instruction"
)
def one(request: HttpRequest, instruction_id: Id) -> InstructionOut:
    row = tasks.instruction(instruction_id, by=actor(request))
    made, number = _out(row), arrivals.declaration_of(row.subject)
    if row.uncertain and number is not None:
        found = arrivals.questions_of([number], by=actor(request)).get(number)
        made.question = _question(found) if found else None
    return made


def _question(found: arrivals.Question) -> QuestionOut:
    return QuestionOut(
        words=words(found.words),
        choices=[
            ChoiceOut(code=one.code, label=words(one.label), level=one.level)
            for one in found.choices
        ],
    )


@router.post(
    "/{instruction_id}/receive",
    response={200: Standing, **PROBLEMS},
    operation_id="receive_instruction",
)
def receive(request: HttpRequest, instruction_id: Id) -> Standing:
    """收到 for one's unit. Again is harmless."""
    return Standing(id=instruction_id, stage=tasks.receive(instruction_id, by=actor(request)))


@router.post(
    "/{instruction_id}/accept",
    response={200: Standing, **PROBLEMS},
    operation_id="accept_instruction",
)
def accept(request: HttpRequest, instruction_id: Id) -> Standing:
    return Standing(id=instruction_id, stage=tasks.accept(instruction_id, by=actor(request)))


@router.post(
    "/{instruction_id}/refuse",
    response={200: Standing, **PROBLEMS},
    operation_id="refuse_instruction",
)
def refuse(request: HttpRequest, instruction_id: Id, given: Reason) -> Standing:
    """Decline with a reason; it goes back to its issuer."""
    stage = tasks.refuse(instruction_id, given.reason, by=actor(request))
    return Standing(id=instruction_id, stage=stage)


@router.post(
    "/{instruction_id}/act", response={200: ActedOut, **PROBLEMS}, operation_id="act_on_instruction"
)
def act(request: HttpRequest, instruction_id: Id, given: EvidenceIn) -> ActedOut:
    """Report what was done. The same report again adds nothing."""
    place, choice = arrivals.as_reported(given.found_choice, given.found_place)
    if choice:
        about = tasks.instruction(instruction_id, by=actor(request)).subject
        arrivals.hold_to_choices(arrivals.declaration_of(about), choice, by=actor(request))
    evidence = tasks.EvidenceGiven(
        at=given.at,
        place_text=given.place,
        who=given.who,
        words=given.words,
        companion=given.companion,
        photo=given.photo,
        outcome=given.outcome,
        found_place=place,
        found_choice=choice,
        latitude=given.latitude,
        longitude=given.longitude,
    )
    done = tasks.act(instruction_id, evidence, by=actor(request))
    return ActedOut(
        id=instruction_id, evidence_id=done.evidence_id, stage=done.stage, settled=done.settled
    )


@router.post(
    "/{instruction_id}/check",
    response={200: Standing, **PROBLEMS},
    operation_id="check_instruction",
)
def check(request: HttpRequest, instruction_id: Id) -> Standing:
    return Standing(id=instruction_id, stage=tasks.check(instruction_id, by=actor(request)))


@router.post(
    "/{instruction_id}/close",
    response={200: Standing, **PROBLEMS},
    operation_id="close_instruction",
)
def close(request: HttpRequest, instruction_id: Id) -> Standing:
    """销号."""
    return Standing(id=instruction_id, stage=tasks.close(instruction_id, by=actor(request)))


@router.post(
    "/{instruction_id}/send_back",
    response={200: Standing, **PROBLEMS},
    operation_id="send_instruction_back",
)
def send_back(request: HttpRequest, instruction_id: Id, given: Reason) -> Standing:
    """Return a report to be done again, or a refused instruction to its addressees."""
    stage = tasks.send_back(instruction_id, given.reason, by=actor(request))
    return Standing(id=instruction_id, stage=stage)


@router.post(
    "/{instruction_id}/withdraw",
    response={200: Standing, **PROBLEMS},
    operation_id="withdraw_instruction",
)
def withdraw(request: HttpRequest, instruction_id: Id, given: Reason) -> Standing:
    """Take it out of the world; its history stays."""
    stage = tasks.withdraw(instruction_id, given.reason, by=actor(request))
    return Standing(id=instruction_id, stage=stage)


@router.post(
    "/{instruction_id}/undo",
    response={200: Standing, **PROBLEMS},
    operation_id="take_instruction_step_back",
)
def undo(request: HttpRequest, instruction_id: Id, given: Why) -> Standing:
    """Take back what one did last: a report, a check, a closing with a reason until somebody goes
    on; all else within ten minutes."""
    return Standing(
        id=instruction_id, stage=tasks.undo(instruction_id, given.reason, by=actor(request))
    )


@router.post("", response={200: WrittenOut, **PROBLEMS}, operation_id="write_instruction")
def write(request: HttpRequest, given: DraftIn) -> WrittenOut:
    """Issue what headquarters wrote, to one unit or several, or about persons."""
    file = tasks.FileGiven(given.file.name, given.file.content) if given.file else None
    draft = tasks.Draft(
        title=given.title,
        body=given.body,
        due_at=given.due_at,
        unit_ids=tuple(given.unit_ids),
        person_ids=tuple(given.person_ids),
        proofs=tuple(given.proofs),
        file=file,
        key=given.key,
    )
    done = tasks.write_instruction(draft, by=actor(request))
    return WrittenOut(
        list_id=done.list_id,
        instruction_ids=list(done.instruction_ids),
        without_unit=list(done.without_unit),
    )


@router.post(
    "/{instruction_id}/reassign",
    response={200: Standing, **PROBLEMS},
    operation_id="reassign_instruction",
)
def reassign(request: HttpRequest, instruction_id: Id, given: MoveIn) -> Standing:
    """Give what nobody has reported yet to another unit."""
    stage = tasks.reassign(instruction_id, given.unit_id, given.reason, by=actor(request))
    return Standing(id=instruction_id, stage=stage)


@router.get(
    "/{instruction_id}/comments",
    response={200: list[CommentOut], **PROBLEMS},
    operation_id="list_instruction_comments",
)
def comments(request: HttpRequest, instruction_id: Id) -> list[CommentOut]:
    return [
        CommentOut(id=one.id, at=one.at, actor=one.actor, words=one.words, to=list(one.to))
        for one in tasks.comments(instruction_id, by=actor(request))
    ]


@router.post(
    "/{instruction_id}/comments",
    response={200: CommentOut, **PROBLEMS},
    operation_id="comment_on_instruction",
)
def comment(request: HttpRequest, instruction_id: Id, given: CommentIn) -> CommentOut:
    """Say something about it, and to (@) some by name."""
    by = actor(request)
    number = tasks.comment(instruction_id, given.words, given.to, by=by)
    one = next(row for row in tasks.comments(instruction_id, by=by) if row.id == number)
    return CommentOut(id=one.id, at=one.at, actor=one.actor, words=one.words, to=list(one.to))
