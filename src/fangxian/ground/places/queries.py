"""Reading divisions. Everything but sites is answered from memory."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fangxian.ground.places import latin, rules
from fangxian.ground.places.address_rests import tail_of
from fangxian.ground.places.catalogue import resolver
from fangxian.ground.places.finder import NameTable, Suggestion
from fangxian.ground.places.index import DivisionRow
from fangxian.ground.places.mentions import Mention
from fangxian.ground.places.models import Site
from fangxian.ground.places.resolver import Resolved
from fangxian.ground.places.rules import FILLERS, CityKind, Level
from fangxian.ground.places.sources import shipped_villages
from fangxian.kernel import home as kept_home
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import question

TOWN = len("610921100")
BETWEEN_ADDRESSES = re.compile(r"[、/;；,，]|或者?")


def resolve_name(text: str) -> Resolved | None:
    """A name at any level or a code → the place; None when it names none or several
    (then `candidates` says which). 东莞 and other cities that are one county answer with
    the county's code, a municipality with its two digits."""
    return resolver().resolve(text)


def resolve_within(parent: str, text: str) -> Resolved | None:
    """The place below `parent` with which a text begins."""
    return resolver().within(parent, text)


def candidates(text: str) -> tuple[str, ...]:
    """The codes between which a text does not decide (朝阳区: Beijing's, Changchun's)."""
    return resolver().candidates(text)


def candidates_within(parent: str, text: str) -> tuple[str, ...]:
    """The codes below `parent` that a text may name: the villages of a county by a name whose town
    was not said."""
    return resolver().candidates_within(parent, text)


def hub(text: str) -> tuple[str, ...]:
    """The cities of an airport or a station that a text names with nothing but an address or an
    errand behind it (首都机场, 白云机场转机); () for none."""
    end, codes = hub_in(text)
    return codes if end and tail_of(text[end:]).unread < 0 else ()


def hub_in(text: str) -> tuple[int, tuple[str, ...]]:
    """Where the airport or station ends with which a text begins, and the cities that it serves; 0 and ()
    for none."""
    return resolver().mentions.hints.hub(text) if text else (0, ())


def towns_named(text: str) -> tuple[str, ...]:
    """The townships anywhere that have a name (虹桥: of nine counties), in order of code."""
    return resolver().towns_named(text)


def mentions(text: str, start: int = 0, *, passing: bool = False) -> tuple[Mention, ...]:
    """The divisions, to the county, and countries that a text names from a letter on, and its words of
    not knowing (多地, 国外), but not names of roads and shops: in their order. `passing`: those too that an ordinary
    sentence names in whatever words."""
    return resolver().mentions.of(text, start, passing=passing)


def suggest(text: str, limit: int = 10, within: str = "") -> tuple[Suggestion, ...]:
    """The places that a half-typed text may mean, the likeliest first: names in full or short,
    pinyin with or without blanks, initials, English order (Pudong, Shanghai), nicknames and names
    no longer in use. `within`: only inside this division. What is suggested is chosen by a
    person; `resolve` says what is certain."""
    return resolver().finder.suggest(text, limit, within)


def name_table(within: str) -> NameTable:
    """All that `suggest` goes by, for a device that is alone: everything inside a county, the rest
    of the country to its counties."""
    return resolver().finder.table(within)


def doubtful(text: str) -> tuple[str, ...]:
    """The places of a bare short name (朝阳) that a city shares with a district of a great city,
    of a name no longer in use (莱芜市), or of an airport with another's name (太平机场); () when a reader would take it for one place."""
    return resolver().doubtful(text.strip())


def find_in(parent: str, name: str) -> str | None:
    """A township, village or grid of `parent` by its name, with or without 镇, 村, 社区,
    村委会 and the names above it, or by its code; None when not there or not decided."""
    if not name.strip():
        return None
    held = resolver()
    found = held.within(parent, name)
    if found is None or not found.exact:
        found = held.resolve(name)
    if found is None or not found.exact or not found.code.startswith(parent):
        return None
    return found.code


def named_by_address(parent: str, address: str) -> str:
    """As far as an address is sure of it, the township or village of `parent` that it names in full
    (城关镇中坝村3组), with or without the names above `parent`; `parent` itself where it names none.
    Of several that it names, what all of them lie in."""
    held = resolver()
    whole = "".join(address.split())
    above = [parent]
    while above[0] and (over := rules.parent_code(above[0])):
        above.insert(0, over)
    for code in above:
        names = sorted((name for name, _ in held.index.ways(code)), key=len, reverse=True)
        whole = whole.removeprefix(next(filter(whole.startswith, names), ""))
    found: list[str] = []
    for part in BETWEEN_ADDRESSES.split(whole):
        town = found[-1][:TOWN] if found else parent
        head = held.official_head(town, part) or held.official_head(parent, part)
        found += [head[0]] if head else []
    if len(set(found)) < 2:
        return found[0] if found else parent
    towns = {code[:TOWN] for code in found}
    return towns.pop() if len(towns) == 1 else parent


def named(parent: str, name: str, level: Level) -> str | None:
    """The one division of a level inside `parent` with exactly this official name."""
    return resolver().index.named(parent, name, level)


def division(code: str) -> DivisionRow | None:
    return resolver().index.by_code.get(code)


def name_of(code: str) -> str:
    """The name; the code itself when it is not known."""
    row = division(code)
    return row.name if row else code


def full_name(code: str) -> str:
    """陕西省安康市汉阴县; the code itself when nothing of it is known."""
    return resolver().index.full_name(code) or code


def english_name(code: str) -> str:
    """Yanta District, Xi'an, Shaanxi; the code itself when nothing of it is known."""
    parts: list[str] = []
    row = division(code)
    while row:
        if row.name not in FILLERS:
            parts.append(latin.english(row.name, row.level))
        row = division(row.parent) if row.parent else None
    return ", ".join(dict.fromkeys(parts)) or code


def level_of(code: str) -> Level | None:
    return rules.level_of_code(code)


def parent_of(code: str) -> str:
    return rules.parent_code(code)


def children_of(code: str) -> tuple[DivisionRow, ...]:
    """The divisions one level down ("" for the provinces), in order of code."""
    return resolver().index.children(code)


def kind_of_city(code: str) -> CityKind:
    """The kind of the city in which a division of any level lies; "" when a province
    that is no municipality is all that is known."""
    by_code = resolver().index.by_code
    row = by_code.get(code[:4]) or by_code.get(code[:2])
    return row.kind if row else ""  # type: ignore[return-value]


def home() -> str:
    """The home county; "" until somebody chose (kernel.home)."""
    return kept_home.county()


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county to choose from, with how many townships and villages are shipped of it."""

    code: str
    name: str  # in full
    townships: int
    villages: int


def counties(text: str = "", limit: int = 30) -> tuple[CountyRow, ...]:
    """Counties by name, pinyin or the beginning of a code; those of a city or province that is
    named. "": none."""
    text = "".join(text.split())
    index = resolver().index
    if not text:
        return ()
    if text.isascii() and text.isdigit():
        found = sorted(code for code in index.by_code if code.startswith(text[:6]))
    else:
        found = [one.code for one in suggest(text, limit)]
    codes = dict.fromkeys(code for one in found for code in _counties_of(one))
    return tuple(_county_row(code) for code in list(codes)[:limit])


def county(code: str) -> CountyRow | None:
    row = division(code)
    return _county_row(code) if row and row.level == "county" else None


def _counties_of(code: str) -> list[str]:
    """A county itself; of what is larger all that it holds, of what is smaller nothing."""
    row = division(code)
    if row is None or len(code) > rules.DIGITS["county"]:
        return []
    return [code] if row.level == "county" else resolver().index.descendants(code, "county")


def _county_row(code: str) -> CountyRow:
    towns = len(resolver().index.codes_below(code))
    return CountyRow(code, full_name(code), towns, len(shipped_villages(code)))


@dataclass(frozen=True)
class SiteRow:
    id: int
    name: str
    kind: str
    place: str
    address: str


@question(needs="places.read", at=lambda place: place)
def sites(place: str, kind: str = "", *, by: Actor) -> tuple[SiteRow, ...]:
    """Sites inside a division, by name."""
    found = Site.objects.filter(place__startswith=place).order_by("name", "pk")
    if kind:
        found = found.filter(kind=kind)
    return tuple(SiteRow(site.pk, site.name, site.kind, site.place, site.address) for site in found)
