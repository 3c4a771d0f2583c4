"""Units and their posts: those that follow from the divisions, and those set up by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from fangxian.ground.duty import errors, queries, rules, shipped
from fangxian.ground.duty.models import ChargeRole, Holding, Post, Unit
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

EDIT = "duty.edit"


@dataclass(frozen=True)
class Wanted:
    """A unit that follows from a division."""

    kind: str
    name: str
    place: str
    under: tuple[str, str] | None  # kind and place of the unit above


def bootstrap_units() -> int:
    """Headquarters, township, village and grid units of the home county, and the charge
    roles that a county starts with. Cheap and silent when they stand; returns how many
    units were made."""
    standing = set(Unit.objects.values_list("kind", "place"))  # a closed one stays closed
    missing = [want for want in _wanted() if (want.kind, want.place) not in standing]
    if missing or not ChargeRole.objects.exists():
        bring_units(missing, by=SYSTEM)
    return len(missing)


def _wanted() -> Iterator[Wanted]:
    home = places.home()
    top = ("headquarters", home)
    yield Wanted(*top[:1], f"{places.name_of(home)}疫情防控指挥部", home, None)
    for town in places.children_of(home):
        yield Wanted("township", town.name, town.code, top)
        for village in places.children_of(town.code):
            yield Wanted("village", village.name, village.code, ("township", town.code))
            for grid in places.children_of(village.code):
                yield Wanted("grid", grid.name, grid.code, ("village", village.code))


@verb(needs="duty.load", words=Text("建单位", "brought units"))
def bring_units(missing: Sequence[Wanted], *, by: Actor) -> None:
    """Make the units that divisions call for, with their usual posts. Only the system may."""
    _bring_charge_roles()
    standing = queries.units_by_place()
    for kind in rules.DIGITS_OF_KIND:
        made = Unit.objects.bulk_create(
            Unit(
                kind=kind,
                name=want.name,
                place=want.place,
                parent_id=standing.get(want.under) if want.under else None,
            )
            for want in missing
            if want.kind == kind
        )
        standing |= {(unit.kind, unit.place): unit.pk for unit in made}
        _bring_posts(made, kind)
    audit.note(subject="duty.units", made=len(missing))


def _bring_posts(made: Sequence[Unit], kind: str) -> None:
    Post.objects.bulk_create(
        Post(unit=unit, title=post.title, role_code=post.role, single=post.single)
        for unit in made
        for post in shipped.posts_of(kind)
    )


def _bring_charge_roles() -> None:
    if ChargeRole.objects.exists():
        return  # the county may have changed them
    ChargeRole.objects.bulk_create(
        ChargeRole(
            code=role.code,
            name_zh=role.name.zh,
            name_en=role.name.en,
            required=role.required,
            source=role.source,
            position=position,
        )
        for position, role in enumerate(shipped.charge_roles())
    )


@verb(needs=EDIT, words=Text("设单位", "added a unit"), at=lambda place: place)
def add_unit(kind: str, name: str, place: str, parent_id: int | None = None, *, by: Actor) -> int:
    """Set up a unit, with the usual posts of its kind. Returns its id."""
    if len(place) not in rules.DIGITS_OF_KIND.get(kind, ()) or not place.isdecimal():
        raise errors.UnitMisplaced(kind=kind, place=place)
    if not name.strip():
        raise errors.NameMissing
    unit = Unit(kind=kind, name=name.strip(), place=place, parent_id=parent_id)
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as twice:
        raise errors.UnitExists(name=name) from twice
    _bring_posts([unit], kind)
    audit.note(subject=f"duty.unit:{unit.pk}", name=unit.name)
    return unit.pk


@verb(needs="duty.load", words=Text("撤去错选县的单位", "dropped the units of a wrong county"))
def drop_units(place: str, *, by: Actor) -> int:
    """Take away the units of a county that was chosen by mistake, as far as nobody ever held a post
    there. Returns how many went."""
    held = Holding.objects.values("post__unit")
    wrong = Unit.objects.filter(place__startswith=place).exclude(pk__in=held)
    gone = list(wrong.values_list("pk", flat=True))
    Post.objects.filter(unit__in=gone).delete()
    Unit.objects.filter(parent__in=gone).update(parent=None)
    Unit.objects.filter(pk__in=gone).delete()
    audit.note(subject="duty.units", place=place, dropped=len(gone))
    return len(gone)


@verb(
    needs=EDIT,
    words=Text("改单位名称", "renamed a unit"),
    at=lambda unit_id: queries.place_of_unit(unit_id),
)
def rename_unit(unit_id: int, name: str, *, by: Actor) -> None:
    """Give a unit another name. NameMissing."""
    if not name.strip():
        raise errors.NameMissing
    Unit.objects.filter(pk=unit_id).update(name=name.strip()[:80])
    audit.note(subject=f"duty.unit:{unit_id}", name=name.strip()[:80])


@verb(
    needs=EDIT,
    words=Text("撤单位", "closed a unit"),
    at=lambda unit_id: queries.place_of_unit(unit_id),
)
def close_unit(unit_id: int, *, by: Actor) -> None:
    """End a unit that nobody holds a post in any more."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    held = Holding.objects.filter(queries.not_over(), post__unit=unit).count()
    if held:
        raise errors.StillHeld(name=unit.name, count=held)
    Unit.objects.filter(pk=unit_id, closed_on=None).update(closed_on=clock.today())
    audit.note(subject=f"duty.unit:{unit_id}", name=unit.name)


@verb(
    needs=EDIT,
    words=Text("设岗", "added a post"),
    at=lambda unit_id: queries.place_of_unit(unit_id),
)
def add_post(
    unit_id: int, title: str, role_code: str = "", *, single: bool = True, by: Actor
) -> int:
    """Set up a post (`single`: one holder at a time). Returns its id."""
    if not title.strip():
        raise errors.NameMissing
    post = Post(unit_id=unit_id, title=title.strip(), role_code=role_code, single=single)
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError as twice:
        raise errors.UnitExists(name=title) from twice
    audit.note(subject=f"duty.post:{post.pk}", title=post.title)
    return post.pk


@verb(
    needs=EDIT,
    words=Text("撤岗", "closed a post"),
    at=lambda post_id: queries.place_of_post(post_id),
)
def close_post(post_id: int, *, by: Actor) -> None:
    """End a post that nobody holds any more."""
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotFound(what=Text("岗位", "The post"))
    held = Holding.objects.filter(queries.not_over(), post=post).count()
    if held:
        raise errors.StillHeld(name=post.title, count=held)
    Post.objects.filter(pk=post_id, closed_on=None).update(closed_on=clock.today())
    audit.note(subject=f"duty.post:{post_id}", title=post.title)
