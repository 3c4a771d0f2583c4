"""Which acts an instruction offers to whom, and which of them is the main one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Offer:
    """`asks`: a form is needed first (a reason, or evidence). `grave`: never the nearest."""

    act: str
    label: Text
    asks: bool = False
    grave: bool = False


RECEIVE = Offer("receive", Text("收到", "Received"))
# who acts says 收到 and has taken it on with that: one step, one word
ACCEPT = Offer("accept", Text("收到", "Received"))
ACCEPT_AFTER_ALL = Offer("accept", Text("改为接办", "Take it on after all"))
ACT = Offer("act", Text("办结", "Report done"), asks=True)
CHECK = Offer("check", Text("核实无误", "Confirm"))
CLOSE = Offer("close", Text("销号", "Close"))
SEND_BACK = Offer("send_back", Text("退回重办", "Send back"), asks=True, grave=True)
REFUSE = Offer("refuse", Text("拒收", "Refuse"), asks=True, grave=True)
WITHDRAW = Offer("withdraw", Text("撤回", "Withdraw"), asks=True, grave=True)
BY_NAME = {
    one.act: one for one in (RECEIVE, ACCEPT, ACT, CHECK, CLOSE, SEND_BACK, REFUSE, WITHDRAW)
}
# the permission of an act where it is not the act's own name
NEEDS = {"accept": "receive", "refuse": "receive", "send_back": "check"}
_FIELD = (
    ACT,
    ACCEPT,
    ACCEPT_AFTER_ALL,
    REFUSE,
)  # offered to those who do it, not to those who check

# stage → what may be offered there, always in this order: what is said of it before what is done
_BY_STAGE: dict[str, tuple[Offer, ...]] = {
    "issued": (ACCEPT, ACT, REFUSE, WITHDRAW),
    "accepted": (ACT, REFUSE, WITHDRAW),
    "refused": (SEND_BACK, ACCEPT_AFTER_ALL, WITHDRAW),
    "acted": (CHECK, SEND_BACK, WITHDRAW),
    "checked": (CLOSE, SEND_BACK, WITHDRAW),
    "closed": (SEND_BACK,),
}


def offers(row: tasks.InstructionRow, actor: Actor) -> tuple[Offer, ...]:
    """What this actor can do with it now; the first is the main act."""
    return tuple(_offers(row, actor))


def _offers(row: tasks.InstructionRow, actor: Actor) -> Iterator[Offer]:
    first = row.stage in tasks.OPEN and unread(row, actor) and _may(actor, "receive", row)
    open_to = [one for one in _BY_STAGE.get(row.stage, ()) if _is_open(one, row, actor)]
    if first and not (row.stage == "issued" and ACCEPT in open_to):
        yield RECEIVE
    yield from open_to


def _is_open(offer: Offer, row: tasks.InstructionRow, actor: Actor) -> bool:
    if not _may(actor, offer.act, row) or asked_still(offer, row) or barred(offer, row, actor):
        return False
    return offer is WITHDRAW or (row.is_for(offer.act, actor) and _does(offer, row, actor))


def barred(offer: Offer, row: tasks.InstructionRow, actor: Actor) -> str:
    """Why it is another person's to confirm, or too early; "" where nothing is in the way."""
    if offer is CHECK:
        return row.barred("check", actor)
    return row.barred("close", actor) if offer is CLOSE else ""


_BARRED = {
    "own_report": Text(
        "是您自己上报的:由另一个人核实。", "You reported it yourself: another person confirms it."
    ),
    "own_check": Text(
        "是您自己核实的:由另一个人销号。", "You confirmed it yourself: another person closes it."
    ),
    "not_begun": Text(
        "所报的“到位”早于开始的日子:到那一天才能核实、销号;提前到了的,先更正抵达日期。",
        "It was reported in place before its first day: it is confirmed on that day, or once the date of "
        "arrival is put right.",
    ),
}


def barred_words(row: tasks.InstructionRow, actor: Actor) -> Text | None:
    """Why what is next cannot be done by whoever looks, who else might; None where it can."""
    for offer in _BY_STAGE.get(row.stage, ()):
        if offer in (CHECK, CLOSE) and _may(actor, offer.act, row):
            why = barred(offer, row, actor) if row.is_for(offer.act, actor) else ""
            return _BARRED.get(why)
    return None


def asked_still(offer: Offer, row: tasks.InstructionRow) -> bool:
    """Closing a question that is not answered yet: it is not offered, the page says why."""
    return offer is CLOSE and tasks.still_asked(
        "close", row.kind, uncertain=row.uncertain, outcome=row.outcome
    )


_WAITS_FOR = {
    "verify": Text(
        "已核实,但判定仍是待核或存疑:问清并更正以前不能销号。",
        "Confirmed, but the verdict is still in doubt: it is closed once that is settled.",
    ),
    tasks.CLAIM: Text(
        "已核实,但填报还没有采信或不采信:在“待核填报”里定下来以前不能销号。",
        "Confirmed, but the filing still waits: it is closed once that is accepted or set aside.",
    ),
    tasks.PHONE_CHECK: Text(
        "已核实,但手机号还断着:在“核对电话”里登记以前不能销号;报“不是本人的电话”的除外。",
        "Confirmed, but the phone is still cut off: it is closed once the phone of now is written down, "
        "or “Not their phone” was reported.",
    ),
}


def waits_for(row: tasks.InstructionRow) -> Text | None:
    """Why what was confirmed cannot be closed yet; None where nothing is in the way."""
    return _WAITS_FOR[row.kind] if row.stage == "checked" and asked_still(CLOSE, row) else None


def _may(actor: Actor, act: str, row: tasks.InstructionRow) -> bool:
    return actor.may(f"tasks.{NEEDS.get(act, act)}", row.place)


def unread(row: tasks.InstructionRow, actor: Actor) -> bool:
    """Whether a receipt that this actor speaks for is still open."""
    return any(got.received_at is None for got in _mine(row, actor))


def _does(offer: Offer, row: tasks.InstructionRow, actor: Actor) -> bool:
    """Whether this actor's part is to do it, where it is a thing to be done in the field."""
    mine = list(_mine(row, actor))
    return offer not in _FIELD or not mine or any(got.does in {"act", "both"} for got in mine)


def _mine(row: tasks.InstructionRow, actor: Actor) -> Iterator[tasks.ReceiptRow]:
    yield from (got for got in row.receipts if got.unit_id in actor.unit_ids)
