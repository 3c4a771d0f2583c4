"""What opens somebody's code (ADR 17): a phone, and never a receipt's link, which opens alike
whether anybody knew its person before. A phone number, and a document number with it, can be
written into a declaration by a stranger; so a phone opens a code when an official or a list vouched
for it, and before that only as long as the record stands by the asker's own filing, the first.
Whoever files later, with a proof of nothing, is a claim beside it and shuts nobody out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fangxian.ground.people import pages as people
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes

# what a declaration alone can lay on somebody, and what waits beside it
OWN_WORDS = frozenset({arrivals.SCREENING, arrivals.CLAIM})
UNCHECKED = Text(
    "您的手机号还没有核对过:下次带证件到村(社区)或卡口时请核对一次,以后换手机、改申报都不受影响。",
    "Your phone has not been checked yet: have it checked once, with your document, in the village "
    "or at a checkpoint; then no later filing can shut you out.",
)


class NotProven(Refusal):
    code = "public.not_proven"
    status = 403
    sentence = Text(
        "此人另有登记或另有人代报,这个手机号还没有核对过,为防冒用暂不出示健康码。",
        "More is on record than was filed with this phone, and nobody has checked it: no code is shown.",
    )
    way_out = Text(
        "可用已核对过的手机号取验证码;或带证件到村(社区)、卡口核对一次手机号,当场就能出示。"
        "没核对前,进出请直接报身份证号或用纸质卡。",
        "Sign in with the phone that was checked, or bring your document to the village or a checkpoint: "
        "they check the phone on the spot. Until then give your identity number or use a paper card.",
    )


class Held(NamedTuple):
    """A proof in a cookie. `way`: phone (vouched for) | number (vouched for, its proof has ended,
    and the document's number was typed) | both (unchecked phone and document's number);
    `mark`: of the phone in hex."""

    person_id: int
    way: str
    mark: str


@dataclass(frozen=True)
class Proven:
    """Whose codes may be shown now. `unchecked`: those for whom nobody vouched yet; `lost`: a proof
    of the cookie stands no more."""

    mine: tuple[int, ...]
    unchecked: frozenset[int]
    lost: bool
    marks: Mapping[int, str]  # person → of the phone that shows them, in hex


def look(held: Sequence[Held]) -> Proven:
    """Which proofs stand now. Two queries, three more for a phone alone, four when unchecked."""
    known = people.signing_in([one.person_id for one in held])
    checked = {one for one in held if one.person_id in known and _vouched(one, known)}
    checked -= _ended([one for one in checked if one.way == "phone"], known)
    waiting = [one for one in held if one.person_id in known and not known[one.person_id].proven]
    own = _own_words([one for one in waiting if not known[one.person_id].official], known)
    stands = [one for one in held if one in checked or one in own]
    mine = tuple(dict.fromkeys(known[one.person_id].person_id for one in stands))
    unchecked = frozenset(known[one.person_id].person_id for one in own)
    marks = {known[one.person_id].person_id: one.mark for one in stands}
    return Proven(mine, unchecked, lost=len(stands) < len(held), marks=marks)


def _vouched(one: Held, known: dict[int, people.SigningIn]) -> bool:
    return known[one.person_id].proven.hex() == one.mark


def _ended(alone: Sequence[Held], known: dict[int, people.SigningIn]) -> set[Held]:
    """Opened with the phone alone, and that is proof no more."""
    ended: set[Held] = set()
    for mark in {one.mark for one in alone}:
        some = [one for one in alone if one.mark == mark]
        ids, phone = [known[one.person_id].person_id for one in some], bytes.fromhex(mark)
        gone = codes.phone_proof_ended(ids, phone, arrivals.claimed_with(phone))
        ended |= {one for one in some if known[one.person_id].person_id in gone}
    return ended


def _own_words(waiting: Sequence[Held], known: dict[int, people.SigningIn]) -> set[Held]:
    """Those whose record stands by this phone alone, and on whom nobody else laid anything."""
    if not waiting:
        return set()
    ids = [known[one.person_id].person_id for one in waiting]
    voices, laid = arrivals.filing_sources_of(ids), codes.origins_holding(ids)
    return {
        one
        for one, person in zip(waiting, ids, strict=True)
        if laid.get(person, frozenset()) <= OWN_WORDS
        and one.way == "both"
        and voices.get(person, arrivals.NO_SOURCES).only_phone(bytes.fromhex(one.mark))
    }
