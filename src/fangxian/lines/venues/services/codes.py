"""The codes of a venue: posters to print, and renewing without printing again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, question, reading, verb
from fangxian.lines.venues.errors import NoSuchApplication, UnknownSize
from fangxian.lines.venues.models import Application, Venue, VenueCode
from fangxian.lines.venues.posters import pdf, svg
from fangxian.lines.venues.posters.plan import SIZES, Poster
from fangxian.lines.venues.services.applying import link_of

EDIT, READ = "venues.edit", "venues.read"


@dataclass(frozen=True, slots=True)
class Printed:
    """A file to print: a PDF with a page an entrance, or the SVG of one entrance."""

    name: str
    kind: str  # application/pdf | image/svg+xml
    body: bytes


def place_of(venue_id: int) -> str:
    """Where a venue lies; nowhere an actor holds anything when there is none."""
    found = Venue.objects.filter(pk=venue_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text(f"场所 {venue_id}", f"Venue {venue_id}"))
    return found


@question(needs=READ, at=lambda venue_id: place_of(venue_id))
def posters(
    venue_id: int, sizes: Sequence[str], base: str, *, by: Actor, kind: str = "pdf"
) -> tuple[Printed, ...]:
    """Posters in these sizes (a3, a4, a5, a6, label). `base`: the address before the token."""
    return _printed(Venue.objects.get(pk=venue_id), sizes, base, kind)


@reading(needs=PUBLIC, words=Text("下载本人场所码", "fetched their posters"))
def own_posters(
    token: str, sizes: Sequence[str], base: str, *, by: Actor, kind: str = "pdf"
) -> tuple[Printed, ...]:
    """The same by the applicant's private link, once the venue is approved."""
    found = Application.objects.filter(link=link_of(token), state="approved").first()
    if found is None:
        raise NoSuchApplication
    audit.note(subject=f"venues.application:{found.pk}", place=found.place)
    return _printed(found.venue, sizes, base, kind)


def _printed(venue: Venue, sizes: Sequence[str], base: str, kind: str) -> tuple[Printed, ...]:
    drawn = [_poster(venue, code, base) for code in venue.codes.order_by("point")]
    made: list[Printed] = []
    for key in sizes:
        size = SIZES.get(key)
        if size is None:
            raise UnknownSize(size=key[:20], known="、".join(SIZES))
        stem = f"venue-{venue.pk}-{key}"
        if kind == "pdf":
            made.append(Printed(f"{stem}.pdf", "application/pdf", pdf.draw(drawn, size)))
            continue
        made += [
            Printed(f"{stem}-{n}.svg", "image/svg+xml", svg.draw(one, size))
            for n, one in enumerate(drawn, 1)
        ]
    return tuple(made)


def _poster(venue: Venue, code: VenueCode, base: str) -> Poster:
    return Poster(
        county=places.name_of(places.home()),
        name=venue.name,
        point=code.label or (f"{code.point} 号口" if code.point > 1 else ""),
        number="-".join(code.token[n : n + 4] for n in range(0, len(code.token), 4)),
        address=f"{base}{code.token}",
    )


@verb(
    needs=EDIT, words=Text("换发场所码", "renewed a code"), at=lambda venue_id: place_of(venue_id)
)
def renew_code(venue_id: int, why: str = "", *, by: Actor) -> int:
    """Give every code of a venue a new meaning; the posters stay on the wall. What was opened
    from the old one is void: a visit sent from it is kept and flagged. Returns how many."""
    renewed = VenueCode.objects.filter(venue_id=venue_id).update(
        generation=F("generation") + 1, renewed_at=clock.now(), why=why.strip()[:120]
    )
    audit.note(subject=f"venues.venue:{venue_id}", renewed=renewed, why=why[:120])
    return renewed


@verb(
    needs=EDIT,
    words=Text("命名出入口", "named an entrance"),
    at=lambda venue_id: place_of(venue_id),
)
def name_point(venue_id: int, point: int, label: str, *, by: Actor) -> None:
    """Say which entrance a code hangs at (北门, 前车厢)."""
    VenueCode.objects.filter(venue_id=venue_id, point=point).update(label=label.strip()[:20])
    audit.note(subject=f"venues.venue:{venue_id}", point=point)


@verb(needs=EDIT, words=Text("停用场所", "closed a venue"), at=lambda venue_id: place_of(venue_id))
def close_venue(venue_id: int, *, by: Actor) -> None:
    """The venue is no longer. Visits that still come in are kept and flagged."""
    Venue.objects.filter(pk=venue_id, closed_at=None).update(closed_at=clock.now())
    audit.note(subject=f"venues.venue:{venue_id}")
