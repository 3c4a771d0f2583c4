"""Instructions as cards: what differs from card to card comes first (who, where, what is asked of
whom, by when), then what the one who looks can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fangxian.doors import instruction_texts
from fangxian.doors.command.tasks import acts, owing
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Card:
    """An instruction with the acts that it offers to the one who looks. `name`: whom it is about,
    masked, "" where it is about nobody known; `what`: its title without the name; `ask`: the line
    of its body that comes first; `phone`: masked, "" where there is none, None where the page
    tells it elsewhere; `may_reveal`: it can be shown in clear; `with_whom`: the units
    that owe what is next, told where the one who looks has nothing to press."""

    row: tasks.InstructionRow
    offers: tuple[acts.Offer, ...]
    name: str = ""
    phone: str | None = None
    may_reveal: bool = False
    with_whom: tuple[str, ...] = ()

    @property
    def main(self) -> tuple[acts.Offer, ...]:
        """The two acts of a card."""
        return tuple(offer for offer in self.offers if not offer.grave)[:2]

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
    """Cards of a page of work: three queries, however many they are."""
    ids = {row.person_id for row in rows if row.person_id}
    names = people.names_of(ids) if ids else {}
    phones = people.phones_of(ids) if ids else {}
    names_of_units = owing.units_of(rows)
    return [
        Card(
            row,
            acts.offers(row, actor),
            names.get(row.person_id or 0, ""),
            phones.get(row.person_id or 0, ""),
            actor.may("people.reveal", row.place),
            names_of_units[row.id],
        )
        for row in rows
    ]
