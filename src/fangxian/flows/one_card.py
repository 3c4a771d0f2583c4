"""One question, one card. What somebody filed beside the record asks where a person was, and so does an
instruction to verify the journey: while that one is under way the claim is asked along with it, the
graver first. What settles each stays as it is: a verdict without doubt the one, a decision the other."""

from __future__ import annotations

from collections.abc import Collection

from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals

PERSON = "people.person:"
REPORTED = ("acted", "checked")
FIRST = Text(
    "先问:有人另填了此人的行程(到达 {days}),若属实措施更严:是不是真的?",
    "Ask first: somebody filed another journey of this person (arrival {days}), graver if it is so: is it?",
)
ALONG = Text(
    "另有未核实的填报与登记的行程不一致(到达 {days}),不另发指令:请一并问清是不是真的,再到此人的档案页"
    "“待核填报”里采信或不采信,并写明怎样核实的。",
    "A filing without proof differs from the journey on record (arrival {days}); no other instruction is "
    "issued for it: find out along with this whether it is so, then accept it or set it aside under "
    "“Claims” in the file, and say how.",
)


def to_ask_along(rows: Collection[arrivals.ToCheck]) -> dict[int, arrivals.ToCheck]:
    """By person the claims that a question about the journey asks along. Not of whom an official
    elsewhere asks to have: that is another question; nor what somebody has reported on already."""
    found = {row.person_id: row for row in rows if not row.handover}
    cards = tasks.newest_about([f"{PERSON}{one}" for one in found], kinds=(tasks.CLAIM,))
    for card in cards:
        if card.stage in REPORTED:
            del found[int(card.subject.removeprefix(PERSON))]
    return found


def being_verified(declaration_ids: Collection[int]) -> frozenset[int]:
    """Those of these declarations whose journey is asked about, and nobody has reported yet."""
    subjects = {arrivals.declaration_key(number): number for number in declaration_ids}
    standing = tasks.newest_about(subjects, kinds=(tasks.VERIFY,))
    return frozenset(subjects[one.subject] for one in standing if one.stage in tasks.ASKED)


def with_claim(lead: Text, claim: arrivals.ToCheck) -> Text:
    """What an instruction to verify says first, with what is asked along."""
    days = days_of(claim)
    zh, en = ALONG.zh.format(days=days.zh), ALONG.en.format(days=days.en)
    if not claim.graver:
        return Text(f"{lead.zh}\n{zh}", f"{lead.en}\n{en}")
    return Text(
        f"{FIRST.zh.format(days=days.zh)}\n{lead.zh}\n{zh}",
        f"{FIRST.en.format(days=days.en)}\n{lead.en}\n{en}",
    )


def days_of(claim: arrivals.ToCheck) -> Text:
    days = [clock.said(day) for day in sorted(set(claim.arrivals))]
    return Text("、".join(days), ", ".join(days))
