"""The words of the policy in force, for pages that show classes, colours and measures."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock, home
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes

NO_MEASURE = Text("无措施", "No measure")


@dataclass(frozen=True)
class Terms:
    """What the edition in force calls things; the bare code where it has no word."""

    edition: policy.Edition | None

    def colour(self, code: str) -> policy.Colour | None:
        if not code:
            return None
        known = self.edition.colours.get(code) if self.edition else None
        return known or policy.Colour(code, Text(code, code), "ring", "#667788")

    def class_(self, code: str) -> Text:
        known = self.edition.classes.get(code) if self.edition else None
        return known.label if known else Text(code or "未判定", code or "not screened")

    def measure(self, code: str) -> Text:
        if code == "none":
            return NO_MEASURE
        known = self.edition.measures.get(code) if self.edition else None
        return known or Text(code, code)

    def row(self, code: str) -> Text:
        """Whom a row of the table catches, in its own words."""
        note = self.edition.notes.get(code) if self.edition else None
        return note.who if note else Text("当时规则的一行", "a row of the rules of then")

    @property
    def unverified(self) -> str:
        """The class of 待核; "" where the policy has none."""
        table = self.edition.table if self.edition else None
        return table.unverified.class_code if table and table.unverified else ""

    def restricts(self, colour: str) -> bool:
        """Whether a colour says more than that nothing is known against somebody."""
        best = self.edition.table.otherwise_colour if self.edition else ""
        return bool(colour) and colour != best

    def choices(self) -> list[tuple[str, Text]]:
        """The edition's classes with the colour that its table gives them: class|colour, words."""
        if self.edition is None:
            return []
        table = self.edition.table
        pairs = {row.class_code: row.colour for row in table.rows}
        pairs.setdefault(table.otherwise_class, table.otherwise_colour)
        return [(f"{code}|{hue}", self.class_(code)) for code, hue in pairs.items()]


def title_of(pack_id: str) -> Text:
    """What a pack is called; of one that is gone only that it was a pack of then."""
    for pack in policy.packs():
        if pack.id == pack_id:
            return pack.ref.title
    return Text("当时的方案", "the rules of that day")


def of(pack_id: str) -> Terms:
    """The words of one pack; those of today where it is gone."""
    try:
        return Terms(policy.edition(pack_id))
    except Refusal:
        return today()


def at(place: str, disease: str) -> Terms:
    """The words of what is in force today for a disease at a place; bare codes when nothing is."""
    return Terms(policy.in_force_or_none(clock.today(), place, disease))


def diseases() -> list[tuple[str, Text]]:
    """The diseases in force in the home county today, where there are several: to filter by."""
    known = policy.diseases()
    found = [one.edition.disease for one in codes.schemes_on(clock.today())]
    return [(one, known[one]) for one in found] if len(found) > 1 else []


def of_disease(disease: str) -> Text | None:
    """What a disease is called where it is another than that which the house works against."""
    if disease == policy.disease_on(clock.today()):
        return None
    return policy.diseases().get(disease, Text(disease, disease))


def today() -> Terms:
    """The home county's edition of today; bare codes when none is in force."""
    return Terms(policy.in_force_or_none(clock.today(), home.county()))
