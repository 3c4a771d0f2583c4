"""Reading risk areas. They are public; no scope applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from fangxian.ground.places import api as places
from fangxian.kernel import pages
from fangxian.kernel.pages import Page
from fangxian.lines.zones.models import Region, RiskArea


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One listing as people read it. `listed_to` None: still listed."""

    id: int
    level: str
    text: str
    place: str
    place_name: str  # several where one text names several
    exact: bool
    listed_from: date
    listed_to: date | None
    basis: str
    source: str
    document: str


@dataclass(frozen=True, slots=True)
class AreaFilter:
    """level: high | medium | low; place: inside this division; on: listed on this day;
    text: in the published names; unresolved: only areas without a place."""

    level: str = ""
    place: str = ""
    on: date | None = None
    text: str = ""
    unresolved: bool = False


def areas(wanted: AreaFilter, page: int = 1, size: int = pages.SIZE) -> Page[AreaRow]:
    """Listings, newest first."""
    found = _filtered(wanted).select_related("region", "source")
    rows, total = pages.cut(found.order_by("-listed_from", "-pk"), page, size)
    return Page(tuple(_row(area) for area in rows), total, page, size)


def _filtered(wanted: AreaFilter) -> QuerySet[RiskArea]:
    found = RiskArea.objects.all()
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.place:
        found = _inside(found, wanted.place)
    if wanted.on:
        found = found.filter(_listed_on(wanted.on))
    if wanted.unresolved:
        found = found.filter(place="")
    for word in wanted.text.split():
        names = Q(community__contains=word)
        for column in ("province", "city", "county"):
            names |= Q(**{f"region__{column}__contains": word})
        found = found.filter(names)
    return found


def _inside(areas: QuerySet[RiskArea], place: str) -> QuerySet[RiskArea]:
    """Areas of which at least one division lies in a place."""
    joined = Func(
        Value(" "), Func(F("also"), Value(" "), function="array_to_string"), function="concat"
    )
    further = areas.annotate(further=Cast(joined, TextField()))
    return further.filter(Q(place__startswith=place) | Q(further__contains=f" {place}"))


def _listed_on(day: date) -> Q:
    return Q(listed_from__lte=day) & (Q(listed_to__gte=day) | Q(listed_to__isnull=True))


def _row(area: RiskArea) -> AreaRow:
    return AreaRow(
        id=area.pk,
        level=area.level,
        text=f"{area.region} {area.community}".strip(),
        place=area.place,
        place_name="、".join(places.full_name(code) for code in (area.place, *area.also) if code),
        exact=area.exact,
        listed_from=area.listed_from,
        listed_to=area.listed_to,
        basis=area.basis,
        source=area.source.name,
        document=area.source.document,
    )


def describe(ids: list[int]) -> dict[int, AreaRow]:
    """Listings by id, for a verdict that cites them."""
    found = RiskArea.objects.filter(pk__in=ids).select_related("region", "source")
    return {area.pk: _row(area) for area in found}


def on_day(day: date) -> dict[str, int]:
    """How many areas are listed at each level on a day."""
    found = RiskArea.objects.filter(_listed_on(day)).values_list("level")
    counts = dict(found.annotate(n=Count("pk")).values_list("level", "n"))
    return {level: counts.get(level, 0) for level in ("high", "medium", "low")}


@dataclass(frozen=True, slots=True)
class Changes:
    """Areas listed for the first day, and areas that were listed the day before only."""

    day: date
    begun: Page[AreaRow]
    ended: Page[AreaRow]


def changes(day: date, size: int = 200) -> Changes:
    """What a day brought. Both lists are cut at `size`; their totals are not."""
    found = RiskArea.objects.select_related("region", "source").order_by("level", "place", "pk")
    begun, begun_total = pages.cut(found.filter(listed_from=day), 1, size)
    last = day - timedelta(days=1)
    ended, ended_total = pages.cut(found.filter(listed_to=last), 1, size)
    return Changes(
        day,
        Page(tuple(_row(area) for area in begun), begun_total, 1, size),
        Page(tuple(_row(area) for area in ended), ended_total, 1, size),
    )


@dataclass(frozen=True, slots=True)
class UnresolvedRow:
    """A published triple that no rule could place, or only at the division around it (`place`,
    "" for none), and what hangs on it."""

    id: int
    names: str
    province: str
    city: str
    county: str
    areas: int
    first: date
    last: date | None
    example: str
    place: str

    @property
    def place_name(self) -> str:
        return places.full_name(self.place) if self.place else ""


def region_name(region_id: int) -> str:
    """The published names of a region; "" where there is none."""
    return str(Region.objects.filter(pk=region_id).first() or "")


def is_placed(region_id: int) -> bool:
    """Whether a name has a place already: another is given with a reason."""
    return Region.objects.filter(pk=region_id).exclude(code="").exists()


def unresolved(page: int = 1, size: int = pages.SIZE) -> Page[UnresolvedRow]:
    """The work list of names: those without any place first, then those that keep their place
    though they are read otherwise by now, then those that somebody may draw finer; of each those
    with the most areas first."""
    listed = RiskArea.objects.filter(region=OuterRef("pk"))
    open_ = Q(code="") | Q(kept=True) | Q(exact=False, by_hand=False)
    found = Region.objects.filter(open_, Exists(listed))
    counted = found.annotate(
        n=Count("areas"),
        first=Min("areas__listed_from"),
        last=Max("areas__listed_to"),
        example=Min("areas__community"),
        nowhere=Case(When(code="", then=0), When(kept=True, then=1), default=2),
    ).order_by("nowhere", "-n", "pk")
    start = (max(page, 1) - 1) * size
    rows = tuple(
        UnresolvedRow(
            region.pk,
            str(region),
            region.province,
            region.city,
            region.county,
            region.n,
            region.first,
            region.last,
            region.example or "",
            region.code,
        )
        for region in counted[start : start + size]
    )
    return Page(rows, found.count(), page, size)
