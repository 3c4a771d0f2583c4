"""Lists from above: each item becomes a check for township and village, and what they
report answers the item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fangxian.flows.dispatch import Dispatch, of_disease
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.codes import reactions as codes

CHECK = "pushed_check"
ITEM = arrivals.ITEM
PUSHED_FIRST = 1  # after the uncertain, before what the county found by itself
# the stage of an item that is due when a stage of its instruction is
DUE_WITH = {"accepted": "checked", "acted": "controlled", "checked": "answered", "closed": "closed"}
DO = Text(
    "上级推送名单,请在时限内核查:本人是否在本地、住在哪里、采取了什么措施;不在本地的写明去向。"
    "核查结果随办结上报,即作为反馈。",
    "From a list pushed from above. Find out in time whether the person is here, where, and "
    "what was done; if elsewhere, where to. What you report is the answer.",
)
SAYS = Text(
    "名单上写明(尚未核实,码先显示待核):{remark}",
    "The list says, to be verified (the code says so until you report): {remark}",
)
WORDS = Text(
    "上级推送的名单写明了需要核实的情况,正在核实。",
    "What a list from above says is being verified.",
)


def instruct_pushed_list(fact: arrivals.ListPushed) -> None:
    """Every item of the list goes to the township and the village where the person is; of whom it says
    what is to be verified, the code shows 待核 until the item is answered."""
    pushed = arrivals.pushed_list(fact.list_id, by=SYSTEM)
    dispatch, items = Dispatch(clock.today()), list(_items(pushed.id))
    raised = [made for item in items if item.remark and (made := _standing(pushed, item, dispatch))]
    if raised:
        codes.raise_standings(raised, by=SYSTEM)
    orders = [
        order
        for item in items
        if item.stage == arrivals.STAGES[0] and (order := _order(pushed, item, dispatch))
    ]
    if not orders:
        return
    named = tasks.open_list(
        pushed.title,
        "pushed",
        min(order.place[:6] for order in orders),
        origin=f"arrivals.pushed_list:{pushed.id}",
        due_at=pushed.due_at,
        by=SYSTEM,
    )
    tasks.issue_many([replace(order, list_id=named) for order in orders], by=SYSTEM)


def answer_when_acted(fact: tasks.InstructionsActed) -> None:
    """What township or village reported says that the person is here and was dealt with."""
    _bring(fact.instruction_ids, fact.subjects, "controlled")


def answer_when_checked(fact: tasks.InstructionsChecked) -> None:
    _bring(fact.instruction_ids, fact.subjects, "answered")


def answer_when_closed(fact: tasks.InstructionsClosed) -> None:
    _bring(fact.instruction_ids, fact.subjects, "closed")


def answer_when_refused(fact: tasks.InstructionsRefused) -> None:
    """A refusal is a finding too: not here, for the reason given."""
    for item, said in _said_of(fact.instruction_ids, fact.subjects):
        _advance(item, "checked", "elsewhere", said.refused_for)


def _items(list_id: int) -> Iterator[arrivals.ItemRow]:
    page = 1
    while found := arrivals.pushed_items(list_id, page, by=SYSTEM).rows:
        yield from found
        page += 1


def _order(
    pushed: arrivals.ListRow, item: arrivals.ItemRow, dispatch: Dispatch
) -> tasks.Order | None:
    edition = dispatch.edition(item.place, pushed.disease)
    addressees = dispatch.addressees(edition, item.place) if edition else ()
    if edition is None or not addressees:
        return None
    said = SAYS.fill(remark=item.remark) if item.remark else Text("", "")
    source = "、".join(part for part in (pushed.sender, pushed.number) if part)
    return tasks.Order(
        kind=CHECK,
        subject=f"{ITEM}{item.id}",
        reason_key=f"list:{pushed.id}:{item.place}",
        place=item.place,
        title=Text(f"{item.name}:推送核查", f"{item.name}: pushed, to be checked"),
        body=Text(
            "\n".join(filter(None, (DO.zh, said.zh, f"名单:{pushed.title}({source})"))),
            "\n".join(filter(None, (DO.en, said.en, f"List: {pushed.title} ({source})"))),
        ),
        addressees=addressees,
        because={
            **of_disease(edition, pushed.disease),
            "document": pushed.title,
            "clause": pushed.number,
            "source": pushed.sender,
        },
        terms=_terms(pushed)
        | {stage: term for stage, term in dispatch.terms(edition).items() if stage == "received"},
        ladder=dispatch.ladder(edition, item.place),
        person_id=item.person_id,
        priority=PUSHED_FIRST,
        origin_unit=dispatch.unit("headquarters", item.place),
    )


def _standing(
    pushed: arrivals.ListRow, item: arrivals.ItemRow, dispatch: Dispatch
) -> codes.NewStanding | None:
    """待核 as the pack says it, none where it has no such: a list by itself lays no measure."""
    edition = dispatch.edition(item.place, pushed.disease)
    cited = edition.table.unverified if edition else None
    answered = arrivals.STAGES.index(item.stage) >= arrivals.STAGES.index("answered")
    if cited is None or answered:
        return None
    clause = {
        "document": cited.citation.document,
        "clause": cited.citation.clause,
        "mark": cited.citation.mark,
    }
    return codes.NewStanding(
        person_id=item.person_id,
        colour=cited.colour,
        reason=cited.class_code,
        words=WORDS,
        clause=clause,
        source=f"{ITEM}{item.id}",
        origin=arrivals.PUSHED,
        since=clock.now(),
        until=None,
        place=item.place,
        disease=pushed.disease,
    )


def _terms(pushed: arrivals.ListRow) -> dict[str, timedelta]:
    """The list's own clocks, as time left from now."""
    now = clock.now()
    return {
        stage: datetime.fromisoformat(pushed.stage_due[item_stage]) - now
        for stage, item_stage in DUE_WITH.items()
        if item_stage in pushed.stage_due
    }


def _bring(ids: Sequence[int], subjects: Sequence[str], stage: str) -> None:
    for item, said in _said_of(ids, subjects):
        _advance(item, stage, "here", said.words)


def _said_of(ids: Sequence[int], subjects: Sequence[str]) -> Iterator[tuple[int, tasks.Reported]]:
    """The items of pushed lists among the subjects, each with what was said last."""
    items = {
        pk: int(subject.removeprefix(ITEM))
        for pk, subject in zip(ids, subjects, strict=True)
        if subject.startswith(ITEM)
    }
    said = tasks.reported(list(items), by=SYSTEM) if items else {}
    return ((item, said[pk]) for pk, item in items.items())


def _advance(item_id: int, stage: str, finding: str, answer: str) -> None:
    """Bring an item to a stage through those before it; what it has behind it stays."""
    last = arrivals.STAGES.index(stage)
    for step in arrivals.STAGES[1 : last + 1]:
        said = finding if step == "checked" else ""
        try:
            arrivals.answer_item(item_id, step, finding=said, answer=answer, by=SYSTEM)
        except Refusal as refusal:
            if refusal.code != "arrivals.stage_wrong":
                raise
