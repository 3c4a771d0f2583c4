"""Contacts as a room would supply them that knows them; none does yet."""

from __future__ import annotations

from datetime import date

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Ref, Source, Subject
from fangxian.lines.screening.subjects import _Sources

KIND = "tracing.contact"


def entered(number: str, name: str) -> int:
    """A person of whom nobody declared anything."""
    key = people.DocumentKey("id_card", number)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name=name))
    return people.store({key: state}, by=SYSTEM)[key]


class Contacts:
    """Who is a contact, by number; screened by the code that screens travellers."""

    def __init__(self, monkeypatch) -> None:
        self.known: dict[int, Subject] = {}
        monkeypatch.setitem(_Sources.held, KIND, Source(self._asked))

    def _asked(self, on: date, numbers):
        return (one for n, one in self.known.items() if numbers is None or n in numbers)

    def meets(
        self,
        number: int,
        person: int,
        place: str,
        disease: str,
        exposed: date,
        category: str = "close_contact",
    ) -> Subject:
        facts = policy.Facts(exposed, category=category, last_exposure=exposed)
        self.known[number] = Subject(Ref(KIND, number), person, place, disease, facts)
        return self.known[number]

    def screened(self) -> screening.Screened:
        return screening.screen_subjects(KIND, by=SYSTEM)
