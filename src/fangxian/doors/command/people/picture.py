"""The days of a dossier, ready to be drawn by `timeline`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fangxian.doors.command.people.timeline import Mark, Picture, Span, lay
from fangxian.doors.command.shared import terms
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

STAYS_SHOWN = 6
TEST, ARRIVAL = Text("核酸", "Test"), Text("抵达", "Arrival")
LISTED = Text("风险区", "Risk area")


def of(file: arrivals.Dossier, listing: Mapping[str, Any] | None, language: str) -> Picture | None:
    """Where the person was, the listing that spoke, the measures laid down, the tests due."""
    words = terms.today()
    spans = (
        [Span("stay", _short(file.origin), None, file.leaving or file.arrival)]
        if file.origin
        else []
    )
    stays = [*file.stays, *(one for journey in file.earlier for one in journey.stays)]
    spans += [Span("stay", _short(one.text), one.start, one.end) for one in stays[:STAYS_SHOWN]]
    if listing:
        spans.append(_listing(listing, language))
    spans += [
        Span("measure", words.measure(one.measure).speak(language), one.start, one.end)
        for one in file.phases
    ]
    marks = [Mark(TEST.speak(language), day) for one in file.phases for day in one.tests]
    marks.append(Mark(ARRIVAL.speak(language), file.arrival))
    return lay(spans, marks, clock.today())


def _short(place: str) -> str:
    """陕西省西安市雁塔区 as 西安市雁塔区: the margin holds seven characters, the page says all."""
    for border in ("自治区", "省"):
        before, found, after = place.partition(border)
        if found and after and len(before) < 7:
            return after
    return place


def _listing(plain: Mapping[str, Any], language: str) -> Span:
    """A listing that still stands is stored with the last day there is."""
    begin, end = (date.fromisoformat(plain[name]) for name in ("listed_from", "listed_to"))
    return Span(
        "listing",
        _short(plain["text"]) or LISTED.speak(language),
        begin,
        None if end == date.max else end,
    )
