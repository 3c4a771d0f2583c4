"""Areas entered and ended by hand, with the document that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, TakesTwo
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, is_agreed, verb
from fangxian.lines.zones import rules, store
from fangxian.lines.zones.asking import BY_HAND
from fangxian.lines.zones.errors import (
    DaysReversed,
    NotYet,
    PlaceMissing,
    SetByLists,
    UnknownLevel,
    WrongDay,
)
from fangxian.lines.zones.models import RiskArea, ZoneSource
from fangxian.lines.zones.naming import names_for, names_in
from fangxian.lines.zones.services import changes, dated, lowering, snapshots, wide
from fangxian.lines.zones.services.regions import known_regions
from fangxian.lines.zones.simple import DatedRow

FORM = Text("登记表", "the form")


@verb(needs="zones.edit", words=Text("登记风险区", "entered a risk area"))
def add_by_hand(
    level: str, place: str, begin: date, end: date | None = None, document: str = "", *, by: Actor
) -> int:
    """Enter one area: a name or code of its place, first and last day (None: still listed).
    Its id; the same area from the same day again is the same area. A text of several places enters
    each (the id is the first's), also one that is to be placed yet."""
    row = _checked(level, place, begin, end, document)
    changes.wait_for_others()
    entered = [_enter(replace(row, text=text), by) for text in names_in(row.text)]
    return entered[0]


def _enter(row: DatedRow, by: Actor) -> int:
    begin, document = row.begin, row.document
    names, community = names_for(row.text)
    key = rules.key_of(row.level, names, community)
    there = dated.known_areas([(key, begin)]).get((key, begin))
    if there:
        return there.pk
    region = known_regions([names])[names]
    source = ZoneSource.objects.create(
        name=BY_HAND.format(text=row.text)[:200],
        kind="hand",
        document=document[:300],
        areas=1,
        imported_at=clock.now(),
        imported_by_id=by.account_id,
    )
    area = dated.new_area(row, key, region, community)
    store.add([area], source.pk)
    changes.tell(source.pk, [one.place for one in area.placed.all], added=1, ended=0, moved=0)
    made = dated.known_areas([(key, begin)])[key, begin]
    audit.note(subject=f"zones.area:{made.pk}", place=made.place, document=document)
    wide.tell_if_wide([made], "entered", by)
    wide.tell_if_summed([made], by)
    return made.pk


def _checked(level: str, place: str, begin: date, end: date | None, document: str) -> DatedRow:
    known = rules.level_of(level)
    if known is None:
        raise UnknownLevel(file=FORM, line=1, value=level[:40])
    if not place.strip():
        raise PlaceMissing(file=FORM, line=1)
    if begin > clock.today() + timedelta(days=1):
        raise NotYet(file=FORM, day=begin, today=clock.today())
    if end and end < begin:
        raise DaysReversed(file=FORM, line=1, begin=begin, to=end)
    return DatedRow(known, masked(place.strip()), begin, end, masked(document.strip()))


END = "zones.end_by_hand"


def _part(area_id: int, on: date | str, by: Actor) -> Part:
    """Less is asked of all who were there: beyond what one may, by two people. What cannot be done,
    or asks more, is answered at once."""
    area, day = RiskArea.objects.filter(pk=area_id).first(), _day(on)
    if area is not None and area.basis == "seen":
        return "both" if day is not None and lowering.is_earlier(area, day) else ""
    if area is None or day is None or day < area.listed_from:
        return ""
    alone = not lowering.is_earlier(area, day) or _may(lowering.Hand(by, [area.pk]), area)
    return "" if alone else "both"


def _may(hand: lowering.Hand, area: RiskArea) -> bool:
    return hand.may(wide.touched(area), area.pk)


def _day(on: date | str) -> date | None:
    return clock.day_in(on) if isinstance(on, str) else on


@verb(needs="zones.edit", words=Text("解除风险区", "ended a risk area"), part=_part)
def end_by_hand(area_id: int, on: date | str, document: str = "", *, by: Actor) -> None:
    """Set the last day of an area; a day as text is 2022-05-10. An earlier end needs the document that
    says so; beyond what one may (`lowering`) it takes two people (`access.do_or_ask`). One of a
    published list always does, and only ends earlier: on a day before its first it was never listed. The
    same list again does not bring it back; a newer list that names it begins it anew."""
    changes.wait_for_others()
    area, day, document = _area(area_id), _day(on), masked(document)
    if day is None:
        raise WrongDay(file=FORM, line=1, value=str(on)[:40])
    if day < area.listed_from and area.basis == "dated":
        raise DaysReversed(file=FORM, line=1, begin=area.listed_from, to=day)
    if area.basis == "seen" and not lowering.is_earlier(area, day):
        raise SetByLists
    audit.note(subject=f"zones.area:{area.pk}", place=area.place, document=document, on=str(day))
    if area.listed_to == day:
        return
    if lowering.is_earlier(area, day) and not is_agreed(END):
        lowering.check_why(document, by)
        _by_one(area, by)
    if area.basis == "dated":
        RiskArea.objects.filter(pk=area.pk).update(listed_to=day)
    else:
        lowering.check_why(document, by)
        snapshots.cut(area, day)
    changes.tell(area.source_id, wide.touched(area), added=0, ended=1, moved=1)
    wide.tell_if_wide([area], "ended", by, subject=f"zones.area:{area_id}")


def _area(area_id: int) -> RiskArea:
    area = RiskArea.objects.select_related("region").filter(pk=area_id).first()
    if area is None:
        raise NotFound(what=Text("风险区", "The risk area"))
    return area


def _by_one(area: RiskArea, by: Actor) -> None:
    """Asked again where nobody else writes: many at once are not each the first."""
    hand = lowering.Hand(by, [area.pk])
    if not _may(hand, area):
        raise TakesTwo
    hand.keep()
