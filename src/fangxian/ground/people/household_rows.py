"""What a line of a list of households says: where, who is the head, who else. Reads places,
writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fangxian.ground.intake import api as intake
from fangxian.ground.people import errors, grid_words
from fangxian.ground.people.documents import DocumentFault, DocumentKey, normalise_document
from fangxian.ground.people.household_cells import NotUnderstood, members_of
from fangxian.ground.people.household_file import HouseholdLine
from fangxian.ground.people.names import NAME_LETTERS, same_name, tidy_name
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.rules import mask_number
from fangxian.ground.people.several_names import several_people
from fangxian.ground.places import api as places
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

VILLAGE_DIGITS = 12


@dataclass(frozen=True)
class HouseholdRead:
    """A household ready to be kept: `members` by document, the head's among them."""

    row: int
    place: str
    address: str
    head: DocumentKey
    members: dict[DocumentKey, str]  # → name, where the file gives one
    sheet: str = ""
    phones: dict[DocumentKey, str] = field(default_factory=dict)  # the head's, and others' own
    grid: str = ""  # words for a grid that nobody knows, of a household placed in its village

    def same_household(self, other: HouseholdRead) -> bool:
        """One member a row below a merged head is one household."""
        return (self.head, self.place, self.address) == (other.head, other.place, other.address)


HouseholdRejected = intake.PutBack  # `name`: the head's, as written


def understand(line: HouseholdLine) -> HouseholdRead | HouseholdRejected:
    """The first thing that is wrong rejects the whole row."""
    if line.fault:
        return rejected(line, line.fault)
    if several_people(line.head):
        return rejected(line, errors.SeveralPeople())
    place = _place(line)
    if place is None:
        return rejected(line, errors.GridUnknown(grid=line.grid or line.village or "—"))
    members: dict[DocumentKey, str] = {}
    try:
        named = _named(line)
    except NotUnderstood as part:
        return rejected(line, errors.MemberNotUnderstood(part=str(part)))
    for name, number in named:
        key = normalise_document("", number)
        if isinstance(key, DocumentFault):
            said = _about(number, key.said)
            return HouseholdRejected(line.row, key.code, said, key.next_step, line.sheet, line.head)
        members[key] = members.get(key) or tidy_name(name)[:NAME_LETTERS]
    if not members:
        return rejected(line, errors.HouseholdEmpty())
    head = next((key for key, name in members.items() if same_name(name, line.head)), None)
    head = head or next(iter(members))
    return HouseholdRead(
        line.row,
        place,
        line.address,
        head,
        members,
        line.sheet,
        _phones(line, head, members),
        line.grid if line.grid and len(place) == VILLAGE_DIGITS and not line.grid.isdigit() else "",
    )


def _phones(
    line: HouseholdLine, head: DocumentKey, members: Iterable[DocumentKey]
) -> dict[DocumentKey, str]:
    """Whose phone it is: a household's is its head's, nobody else's."""
    others = [key for key in members if key != head]
    found = {head: line.phone}
    if line.own_phone and len(others) == 1:
        found[others[0]] = line.own_phone
    phones = {key: normalise_phone(said).text for key, said in found.items() if said}
    return {key: phone for key, phone in phones.items() if phone}


def _about(number: str, said: Text) -> Text:
    """Which of several numbers in a row it is, masked."""
    shown = mask_number(number)
    return Text(f"{shown}:{said.zh}", f"{shown}: {said.en}")


def rejected(line: HouseholdLine | HouseholdRead, why: Refusal) -> HouseholdRejected:
    name = line.head if isinstance(line, HouseholdLine) else line.members[line.head]
    return HouseholdRejected(line.row, why.code, why.said, why.next_step, line.sheet, name)


def _named(line: HouseholdLine) -> list[tuple[str, str]]:
    """(name, number) of everybody; the head comes first when the number is given."""
    head = [(line.head, line.head_number)] if line.head_number else []
    return head + members_of(line.members)


def _place(line: HouseholdLine) -> str | None:
    """A grid by code or by name; a village where the county has no grids yet, or none of these words:
    a household is not lost for how its grid is called."""
    if line.grid.isdigit():
        try:
            code: str | None = places.prefix(line.grid)
        except ValueError:
            return None
    else:
        village = f"{line.town}{line.village}"
        code = places.find_in(places.home(), f"{village}{line.grid}")
        if code is None or len(code) <= VILLAGE_DIGITS:
            code = grid_words.found(village, line.grid) or code
        if code is None or len(code) < VILLAGE_DIGITS:
            code = places.find_in(places.home(), village) if village else None
    known = code and len(code) >= VILLAGE_DIGITS and places.division(code)
    return code if known else None
