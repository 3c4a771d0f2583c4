"""What is in force on a day at a place, layer by layer, with its words and hash."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from fangxian.doors.rest.problems import Words
from fangxian.doors.rest.shapes import PROBLEMS, Day, PlaceCode, PlainQuery, labelled, words
from fangxian.doors.rest.signs import actor
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed

router = Router(tags=["policy"])


class LayerOut(Schema):
    id: str
    title: Words
    document: str
    issuer: str
    from_: date
    to: date | None
    hash: str


class ColourOut(Schema):
    label: Words
    shape: str
    hex: str


class EditionOut(Schema):
    id: str
    title: Words
    hash: str
    layers: list[LayerOut]
    classes: dict[str, Words]
    colours: dict[str, ColourOut]
    measures: dict[str, Words]


@router.get("/in-force", response={200: EditionOut, **PROBLEMS}, operation_id="policy_in_force")
def in_force(
    request: HttpRequest,
    on: Day | None = None,
    at: PlaceCode = "",
    disease: PlainQuery = "",
) -> EditionOut:
    """The edition that decides on `on` (default today) at `at` (default the home county), of a disease (default the one that
    the county works against)."""
    if not actor(request).may("policy.read"):
        raise NotAllowed(permission="policy.read")
    edition = policy.in_force(on or clock.today(), at or places.home(), disease)
    return EditionOut(
        id=edition.id,
        title=words(edition.title),
        hash=edition.hash,
        layers=[
            LayerOut(
                id=layer.id,
                title=words(layer.title),
                document=layer.document,
                issuer=layer.issuer,
                from_=layer.from_,
                to=layer.to,
                hash=layer.hash,
            )
            for layer in edition.packs
        ],
        classes=labelled((code, info.label) for code, info in edition.classes.items()),
        colours={
            code: ColourOut(label=words(one.label), shape=one.shape, hex=one.hex)
            for code, one in edition.colours.items()
        },
        measures=labelled(edition.measures.items()),
    )
