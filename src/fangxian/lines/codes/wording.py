"""Sentences about colours that more than one page says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fangxian.kernel.clock import COUNTY_TIME
from fangxian.kernel.text import Text

NOTHING = Text("目前没有限制,无需转码。", "Nothing is laid on this person.")


def moment(at: datetime) -> str:
    """05-22 00:00, in the county's time."""
    return f"{at.astimezone(COUNTY_TIME):%m-%d %H:%M}"


def turning_back(holding: Sequence[tuple[int, datetime | None, Text]]) -> Text:
    """What would turn the colour back, the worst first: (rank, until, origin in words)."""
    if not holding:
        return NOTHING
    ordered = sorted(holding, key=_severity, reverse=True)
    said = [_one(until, origin) for _, until, origin in ordered]
    every = Text("以上各条都结束后转为无限制。", "When all of these are over, nothing is left.")
    parts = [*said, every] if len(said) > 1 else said
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))


def _severity(one: tuple[int, datetime | None, Text]) -> tuple[int, float]:
    rank, until, _ = one
    return rank, until.timestamp() if until else float("inf")


def _one(until: datetime | None, origin: Text) -> Text:
    if until is None:
        return Text(
            f"{origin.zh}:没有固定截止,由作出认定的一方解除后自动转码。",
            f"{origin.en}: no fixed end; it turns when whoever laid it down lifts it.",
        )
    return Text(
        f"{origin.zh}:{moment(until)} 期满自动转码,不需要申请。",
        f"{origin.en}: turns by itself at {moment(until)}; nothing to apply for.",
    )
