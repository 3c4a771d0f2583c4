"""Places as people type them: what was understood, and what to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.places import api as places
from fangxian.kernel.text import Text

UNSURE = "unsure"

NOT_KNOWN = Text(
    "没有认出这个地方。请写成“省市县”,例如 陕西省西安市雁塔区;就这样写也可以继续。",
    "This place was not recognised. Write province, city, county; or go on with it as it is.",
)
TOO_WIDE = Text(
    "认出了{name},能写到县(区)更好,这样核对得准;也可以就这样继续。",
    "Recognised {name}. Down to the county is better; you may also go on with it as it is.",
)
KNOWN = Text("已认出:{name}", "Recognised: {name}")


@dataclass(frozen=True)
class Understood:
    """What a typed place was read as. `sure` when it is fine enough to be compared."""

    sure: bool
    said: Text


def understand(text: str) -> Understood:
    found = places.resolve(text) if text else None
    if found is None or not found.code:
        return Understood(sure=False, said=NOT_KNOWN)
    name = places.full_name(found.code)
    if len(found.code) < 6 and places.kind_of_city(found.code) != "municipality":
        return Understood(sure=False, said=TOO_WIDE.fill(name=name))
    return Understood(sure=True, said=KNOWN.fill(name=name))


@dataclass(frozen=True)
class Choice:
    code: str
    name: str


def towns() -> tuple[Choice, ...]:
    """The home county's townships."""
    return _below(places.home())


def villages() -> tuple[tuple[Choice, tuple[Choice, ...]], ...]:
    """(township, its villages) for one grouped list that works without any script."""
    return tuple((town, _below(town.code)) for town in towns())


def is_town(code: str) -> bool:
    return any(town.code == code for town in towns())


def suggestions() -> tuple[str, ...]:
    """Provinces, for the list under the origin field before anything is typed."""
    return tuple(choice.name for choice in _below(""))


def completions(text: str, most: int = 12) -> tuple[str, ...]:
    """The divisions right below what has been typed so far, written out in full."""
    found = places.resolve(text) if text else None
    if found is None or not found.code or len(found.code) > 4:
        return ()
    return tuple(places.full_name(choice.code) for choice in _below(found.code)[:most])


def _below(code: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.name) for one in places.children_of(code))
