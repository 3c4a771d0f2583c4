"""Checkpoint → instructions: who waits at a barrier is to be fetched, who slipped through is
to be found. Township and village hear of it in the same moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fangxian.flows.dispatch import NO_DISEASE, Dispatch
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.codes import reactions as codes

FETCH, FIND = "checkpoint_hold", "checkpoint_slipped"
SUBJECT = "checkpoints.crossing:"
FIRST = 0  # somebody stands at a barrier and waits
SOON = 1
FETCH_HIM = Text(
    "请镇、村同时落实:联系专车与隔离点,到卡口接人,交接时双方签字;接走后上报时间、地点、办理人。",
    "Township and village together: call the transfer vehicle and the site, fetch the person at "
    "the checkpoint, sign the hand-over, and report time, place and who did it.",
)
FIND_HIM = Text(
    "卡口按当时名册让其通过,现在的码色要求更严。请立即联系本人,核实去向,落实现行措施后上报。",
    "The checkpoint let them pass by the list it had; the present colour asks for more. Reach "
    "the person at once, find out where they are, put the present measure in place and report.",
)


def instruct_about_held(fact: checkpoints.PersonHeld) -> None:
    """Fetch whoever is held. Told again with a name, the order is replaced by a better one."""
    row = checkpoints.crossing_row(fact.crossing_id)
    said = row.person or row.plate
    title = Text(
        f"{said or '还不知道姓名'}:在“{row.checkpoint}”留置,请接转",
        f"{said or 'Not yet named'}: held at {row.checkpoint}, to be fetched",
    )
    _issue(FETCH, fact.place, row, title, FETCH_HIM, FIRST)


def instruct_about_slipped(fact: checkpoints.CrossingDiffers) -> None:
    """Find whoever was let through and should not have been."""
    row = checkpoints.crossing_row(fact.crossing_id)
    who = row.person or row.plate
    title = Text(
        f"{who or '还不知道姓名'}:已过“{row.checkpoint}”,现应{_outcome(fact.advised).zh}",
        f"{who or 'Not yet named'}: passed {row.checkpoint}, advised now: {_outcome(fact.advised).en}",
    )
    _issue(FIND, fact.place, row, title, FIND_HIM, SOON)


def _issue(
    kind: str, place: str, row: checkpoints.CrossingRow, title: Text, lead: Text, priority: int
) -> None:
    """Nothing when no policy is in force or the county has no unit yet."""
    dispatch, disease = Dispatch(clock.today()), _disease(row)
    editions = [
        one for of in (disease, NO_DISEASE) if (one := dispatch.edition(place, of)) is not None
    ]
    order = dispatch.order(
        place,
        disease=disease if dispatch.edition(place, disease) else NO_DISEASE,
        kind=kind,
        subject=f"{SUBJECT}{row.id}",
        title=title,
        priority=priority,
        reason_key=f"{row.person_id or ''}@{place}",
        body=_body(row, editions, lead),
        because=_because(row, editions),
        person_id=row.person_id,
    )
    if order:
        tasks.issue_many([order], by=SYSTEM)


def _disease(row: checkpoints.CrossingRow) -> str:
    """Because of which disease somebody has the colour for which they were stopped; none where no
    colour of theirs restricts (an unknown code, a fever, a test)."""
    if row.person_id is None:
        return NO_DISEASE
    house, seen = policy.disease_on(clock.today()), {row.colour_found, row.colour_seen}
    laid = {
        (one.colour not in seen, one.disease != house, one.disease)
        for one in codes.restrictions_of([row.person_id])[row.person_id]
    }
    return min(laid)[-1] if laid else NO_DISEASE


def _body(row: checkpoints.CrossingRow, editions: Sequence[policy.Edition], lead: Text) -> Text:
    at = clock.said(row.decided_at)
    seen = _colour(row.colour_seen, editions)
    reason = f",{row.reason}" if row.reason else ""
    line = Text(
        f"{at} 到达“{row.checkpoint}”,所见码色:{seen.zh};处置:{_outcome(row.outcome).zh}{reason}。",
        f"At {row.checkpoint}, {at}; colour seen: {seen.en}; decided: {_outcome(row.outcome).en}.",
    )
    return Text(
        f"{lead.zh}\n{line.zh}{_unproven(row).zh}", f"{lead.en}\n{line.en}{_unproven(row).en}"
    )


def _unproven(row: checkpoints.CrossingRow) -> Text:
    """Who only gave a number may have given another's: that is found out first."""
    if row.proven or row.person_id is None:
        return Text("", "")
    return Text(
        f"\n认人凭据:{row.proof.zh}。请先核实过卡的是不是本人,再落实措施。",
        f"\nKnown by: {row.proof.en}. Find out first whether it was this person who came by.",
    )


def _because(row: checkpoints.CrossingRow, editions: Sequence[policy.Edition]) -> Mapping[str, Any]:
    """The clause of the pack by which the colour asks for this outcome."""
    colour = row.colour_found or row.colour_seen
    found = (checkpoints.advice_cited(one, colour) for one in editions)
    cited = next(filter(None, found), None)
    return {
        "crossing_id": row.id,
        **(
            {"document": cited.document, "clause": cited.clause, "mark": cited.mark}
            if cited
            else {}
        ),
    }


def _outcome(code: str) -> Text:
    return checkpoints.OUTCOMES.get(code, Text(code, code))


def _colour(code: str, editions: Sequence[policy.Edition]) -> Text:
    if not code:
        return Text("无码", "none")
    known = (one.colours.get(code) for one in editions)
    return next((one.label for one in known if one), Text(code, code))
