"""Sentences about colours that more than one page says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from fangxian.kernel import clock
from fangxian.kernel.text import Text

VERIFIED = Text(
    "待核:补报、更正的行程经核实以后,立即重新判定。",
    "To verify: it is decided anew as soon as the completed itinerary was checked.",
)
UNDECIDED = Text(
    "报备行程并判定以后,或由村(社区)登记为本县住户以后,立即按结果显示。",
    "It turns once the journey is declared and decided, or a household of the county is on record.",
)
NOTHING = Text("目前没有限制,无需转码。", "Nothing is laid on this person.")


HOW_IT_ENDED = {
    "": Text("已到期", "ran out"),
    "lowered": Text("已解除", "was lifted"),
    "withdrawn": Text("已撤回", "was withdrawn"),
    "appeal": Text("已因另一件申诉解除", "was lifted by another appeal"),
    "replaced": Text("已由新的认定取代", "gave way to another decision"),
}
ENDED = Text(
    "您申诉的这条认定{how}({at}),不再影响您的码色,申诉随之办结。",
    "What you appealed against {how} ({at}); it no longer affects your colour, and the appeal ends "
    "with it.",
)
ANOTHER = Text(
    "对新的认定仍可申诉,请从“我的码”里那一条点“我要申诉”。",
    "You may appeal against the new one from your own code page.",
)


def ended_words(how: str, at: datetime, why: str = "") -> Text:
    """What a resident is told whose appeal ended with what it was against; `why` as the county said."""
    said = HOW_IT_ENDED.get(how, HOW_IT_ENDED["lowered"])
    zh = ENDED.zh.format(how=said.zh, at=moment(at))
    en = ENDED.en.format(how=said.en, at=moment(at))
    if how == "replaced":
        return Text(f"{zh}{ANOTHER.zh}", f"{en} {ANOTHER.en}")
    return Text(f"{zh}理由:{why}", f"{en} Reason: {why}") if why else Text(zh, en)


def moment(at: datetime) -> str:
    """05-22 00:00, in the county's time, with the year when it is another."""
    return clock.said(at)


class Holding(NamedTuple):
    """A standing as far as its end goes; `unverified`: 待核."""

    rank: int
    until: datetime | None
    origin: Text
    unverified: bool = False


def turning_back(holding: Sequence[Holding]) -> Text:
    """What would turn the colour back, the worst first."""
    if not holding:
        return NOTHING
    ordered = sorted(holding, key=_severity, reverse=True)
    said = [VERIFIED if one.unverified else _one(one.until, one.origin) for one in ordered]
    every = Text("以上各条都结束后转为无限制。", "When all of these are over, nothing is left.")
    parts = [*said, every] if len(said) > 1 else said
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))


def _severity(one: Holding) -> tuple[int, float]:
    return one.rank, one.until.timestamp() if one.until else float("inf")


def _one(until: datetime | None, origin: Text) -> Text:
    if until is None:
        return Text(
            f"{origin.zh}:没有固定截止,由作出认定的一方解除后自动转码。",
            f"{origin.en}: no fixed end; it turns when whoever laid it down lifts it.",
        )
    return Text(
        f"{origin.zh}:{clock.end_said(until)} 期满自动转码,不需要申请。",
        f"{origin.en}: turns by itself when {clock.end_said(until)} is over; nothing to apply for.",
    )
