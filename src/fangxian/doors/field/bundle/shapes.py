"""The shape of a bundle, version 2, as devices rely on it: the source of its schema."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from fangxian.doors.field.acts.bodies import Outcome


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing beyond what is written here leaves the server."""


class Device(Shape):
    """place_name: below the county."""

    id: int
    name: str
    tiles: list[Literal["checkpoint", "venue", "tasks", "sweep"]]
    place: str
    place_name: str
    actor: str


class Words(Shape):
    zh: str
    en: str


class Item(Words):
    code: str


class Colour(Item):
    """`rank` 0 is the best; `number` is what a signed code carries for the colour."""

    shape: str
    hex: str
    rank: int
    number: int


class Scheme(Words):
    """The colours of one disease, the worst first, and what the disease is called."""

    disease: str
    colours: list[Colour]


class Advice(Shape):
    outcome: Outcome
    must: list[Words]


class OutcomeSaid(Words):
    code: Outcome


class Policy(Shape):
    """`colours`: those by which codes are signed; `schemes`: those of every disease in force."""

    edition: str
    colours: list[Colour]
    schemes: list[Scheme]
    code_grace_minutes: int
    antigen_minutes: int
    checklist: list[Item]
    advice: dict[str, Advice]
    missing: Outcome | Literal[""]
    must: dict[Outcome, list[Words]]
    outcomes: list[OutcomeSaid]
    turn_back_reasons: list[Item]
    clock_minutes: int


class Seen(Shape):
    """Where somebody came by last, at any barrier of the county. o: outcome; v: whether it was
    proven that it was they."""

    at: datetime
    site: str
    o: Outcome
    v: bool


class Held(Shape):
    """What is laid on somebody. c, u, w: colour, until, why; w_en: why, in English; x: by which
    disease's scheme the colour is read, "" for that of codes."""

    c: str
    x: str
    u: str | None
    w: str
    w_en: str


class Known(Shape):
    """Somebody whom the device recognises. r: names the row when an act tells of it; i, j, p: what
    the document number, those of further documents, the plates or trains derive to, as others do
    too; k: indexes of cards and codes; n: masked name; c, x, u, w, w_en: the worst that is in force, o: what
    is besides, the graver first; d: declaration;
    e: expected on; t: town and village; m, m_en: measure; s: seen today or yesterday."""

    r: str
    i: str
    j: list[str]
    n: str
    c: str
    x: str
    u: str | None
    w: str
    w_en: str
    o: list[Held]
    d: int | None
    e: str | None
    t: str
    m: str
    m_en: str
    p: list[str]
    k: list[str]
    s: Seen | None


class Village(Shape):
    code: str
    name: str


class Town(Village):
    villages: list[Village]


class OutcomeOffered(Shape):
    code: str
    zh: str
    en: str
    attempt: bool
    asks_place: bool
    in_place: bool


class ProofAsked(Item):
    """Evidence that is asked for when an outcome says that it is in place. code: photo, spot, companion."""

    required: bool


class Comment(Shape):
    """by: the account that said it, null of a program; to: the names of whom it was said to."""

    at: datetime
    by: int | None
    actor: str
    words: str
    to: list[str]


class Choice(Words):
    """An answer to a task's question. code: what is reported; level: of a listed area, or ""."""

    code: str
    level: str


class Question(Words):
    """What is to be found out at the door."""

    choices: list[Choice]


class Task(Shape):
    """who: masked name, "" where it is about nobody known; what: the title without it; ask: what is to
    be asked first, or the first line of `todo`; where: below the county; phone: masked, "" where none is
    on file, null where nobody is to be called; reveals: `POST /field/api/phone` tells it in clear; sender: who wrote it by hand, or ""; file: the name of
    what was sent along, or "" (it is opened at the desk)."""

    id: int
    kind: str
    title: str
    who: str
    what: Words
    ask: Words
    where: str
    todo: str
    todo_en: str
    phone: str | None
    reveals: bool
    stage: str
    outcomes: list[OutcomeOffered]
    proofs: list[ProofAsked]
    sender: str
    file: str
    comments: list[Comment]
    tried: int
    due: datetime | None
    question: Question | None


class Checkpoint(Shape):
    id: int
    name: str
    place: str
    kind: str
    lanes: list[str]
    services: list[str]


class Shift(Shape):
    id: int
    name: str
    lead: str
    from_: datetime | None = msgspec.field(name="from")
    to: datetime | None
    note: str


class Venue(Shape):
    id: int
    name: str
    place: str
    category: str


class Household(Shape):
    """group: village and 组, by which the doors are folded."""

    id: int
    group: str
    address: str
    head: str
    members: int
    answered: str


class Derivation(Shape):
    """Argon2id (version 1.3, one lane) of a number or plate as it is compared, under the salt:
    `memory` in KiB, `passes`; of its hexadecimal digits the first `letters`."""

    memory: int
    passes: int
    letters: int


class LeftOut(Words):
    """How many people the list lacks for want of room, and by which rule."""

    people: int


class Undecided(Words):
    """How many who declared to come are still being decided about, and what to do meanwhile."""

    people: int


class Call(Words):
    """Whom a guard calls, the nearest to decide first. `phone`: "" where none is on record."""

    phone: str


class Turned(Shape):
    """Somebody whom this device let through rightly and who is to be stopped by what is known now.
    id: of the act; c: colour; o: the outcome that is asked for."""

    id: str
    c: str
    o: Outcome


class Pass(Shape):
    """通行证 by what its plate derives to. `since`, `until`: days, both included; `here`: it counts
    where the device stands; `revoked`: why, "" while it was not."""

    p: str
    number: str
    route: str
    goods: str
    since: str
    until: str
    here: bool
    revoked: str


class Withheld(Shape):
    """Why nobody is on the list: whoever carries the device is outside the place or shift."""

    code: str
    sentence: Words
    way_out: Words


class Bundle(Shape):
    """`key_list` in base64, `salt` in hexadecimal."""

    v: Literal[2]
    id: str
    made_at: datetime
    expires_at: datetime
    server_time: datetime
    device: Device
    key_list: str
    policy: Policy
    salt: str
    derivation: Derivation
    left_out: LeftOut | None
    undecided: Undecided | None
    call: list[Call]
    turned: list[Turned]
    withheld: Withheld | None
    people: list[Known]
    passes: list[Pass]
    towns: list[Town]
    tasks: list[Task]
    checkpoint: Checkpoint | None
    shift: Shift | None
    venues: list[Venue]
    households: list[Household]
