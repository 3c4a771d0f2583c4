"""Instructions as cards: what differs from card to card comes first (who, where, when they come and how,
what is asked, why, by when), then whose turn it is, then what the one who looks can do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fangxian.doors import instruction_texts
from fangxian.doors.command.tasks import acts, owing
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

SAID_BY_UNITS = ("issued", "accepted")  # the line of the units says it: no badge says it again


@dataclass(frozen=True)
class Card:
    """An instruction with the acts that it offers to the one who looks. `name`: whom it is about,
    masked, "" where it is about nobody known; `what`: its title without the name; `ask`: the line
    of its body that comes first; `phone`: masked, "" where there is none, None where the page
    tells it elsewhere; `may_reveal`: it can be shown in clear; `coming`: how they arrive, None where
    nobody knows or the reader may not; `units`: whom it lies with; `urged`: the last reminder;
    `may_urge`: it is late, others owe what is next, and the reader looks after them."""

    row: tasks.InstructionRow
    offers: tuple[acts.Offer, ...]
    name: str = ""
    phone: str | None = None
    may_reveal: bool = False
    units: tuple[owing.Unit, ...] = ()
    coming: arrivals.ComingRow | None = None
    urged: tasks.Urged | None = None
    may_urge: bool = False

    @property
    def main(self) -> tuple[acts.Offer, ...]:
        """The two acts of a card."""
        return tuple(offer for offer in self.offers if not offer.grave)[:2]

    @property
    def graves(self) -> tuple[acts.Offer, ...]:
        """What is never the nearest."""
        return tuple(offer for offer in self.offers if offer.grave)

    @property
    def with_whom(self) -> tuple[owing.Unit, ...]:
        """The units whose turn it is."""
        return tuple(unit for unit in self.units if unit.owes)

    @property
    def stage_told(self) -> bool:
        """Whether the badge of the stage says what the line of the units does not."""
        return self.row.stage not in SAID_BY_UNITS or not self.units

    @property
    def next_step(self) -> Text:
        return owing.next_step(self.row)

    @property
    def what(self) -> Text:
        return instruction_texts.what_of(self.row.title, self.name)

    @property
    def ask(self) -> Text:
        return instruction_texts.ask_of(self.row.body)


def cards(rows: Sequence[tasks.InstructionRow], actor: Actor) -> list[Card]:
    """Cards of a page of work: six queries, however many they are."""
    ids = {row.person_id for row in rows if row.person_id}
    names = people.names_of(ids) if ids else {}
    phones = people.phones_of(ids) if ids else {}
    coming = _comings(ids, actor)
    units = owing.units_of(rows, actor.unit_ids)
    reminded = tasks.urged([row.id for row in rows if row.late])
    return [
        Card(
            row,
            acts.offers(row, actor),
            names.get(row.person_id or 0, ""),
            phones.get(row.person_id or 0, ""),
            actor.may("people.reveal", row.place),
            units[row.id],
            coming.get(row.person_id or 0),
            reminded.get(row.id),
            may_urge(row, units[row.id], actor),
        )
        for row in rows
    ]


def may_urge(row: tasks.InstructionRow, units: Sequence[owing.Unit], actor: Actor) -> bool:
    """Late, somebody else's turn, and the reader judges what they do."""
    others = any(unit.owes and not unit.mine for unit in units)
    may = actor.may("tasks.check", row.place)
    return row.late and others and may and row.is_for("check", actor)


def _comings(ids: Collection[int], actor: Actor) -> dict[int, arrivals.ComingRow]:
    return arrivals.comings(ids, by=actor) if ids and actor.may("arrivals.read") else {}
