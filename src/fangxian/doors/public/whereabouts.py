"""Places as people type them: what was understood, and what to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.places import pages as places
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

UNSURE = "unsure"

NOT_KNOWN = Text(
    "没有认出这个地方。请写成“省市县”,例如 陕西省西安市雁塔区;就这样写也可以继续。",
    "This place was not recognised. Write province, city, county; or go on with it as it is.",
)
TOO_WIDE = Text(
    "认出了{name},能写到县(区)更好,这样核对得准;也可以就这样继续。",
    "Recognised {name}. Down to the county is better; you may also go on with it as it is.",
)
SEVERAL = Text(
    "“{name}”有好几处,请点选一处,或把省、市写在前面;都不是也可以就这样继续。",
    "“{name}” may be several places: choose one, or write its province and city before it; "
    "you may also go on with it as it is.",
)
KNOWN = Text("已认出:{name}", "Recognised: {name}")
TAKEN_FOR = Text("{typed}(认作 {name})", "{typed} (taken for {name})")

UNPLACED = Text(
    "没有认出“{name}”是哪里,先按“待核”登记。村(社区)或镇会打电话跟您核实,请保持电话畅通;"
    "核实之前要注意什么、能不能走动,以他们的通知为准。",
    "We could not tell where “{name}” is; it is filed as “to be verified” (待核). The village or town "
    "will call you to find out: please keep your phone on. Until then go by what they tell you.",
)
UNDECIDED = Text(
    "“{name}”有好几处,没有选定是哪一处,先按“待核”登记。村(社区)或镇会打电话跟您核实,"
    "请保持电话畅通;核实之前要注意什么、能不能走动,以他们的通知为准。",
    "“{name}” may be several places and none was chosen; it is filed as “to be verified” (待核). The "
    "village or town will call you to find out: please keep your phone on. Until then go by what they "
    "tell you.",
)
MOST_CHOICES = 8


@dataclass(frozen=True)
class Choice:
    code: str
    name: str


@dataclass(frozen=True)
class Understood:
    """What a typed place was read as. `sure` when it is fine enough to be compared. `unclear`: the
    name in it that is not placed, with what it may mean; "" when every name is."""

    sure: bool
    said: Text
    unclear: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False


def understand(text: str) -> Understood:
    """A typed place as the ledger will read it."""
    if not text:
        return Understood(sure=False, said=NOT_KNOWN)
    where = arrivals.where_named(text)
    unclear = next((one for one in where.all if not _placed(one)), None)
    if unclear is not None:
        several = len(unclear.candidates) > 1
        name = unclear.name if where.further else text  # as typed, with its blanks
        said = SEVERAL.fill(name=name) if several else NOT_KNOWN
        return Understood(
            sure=False, said=said, unclear=name, choices=_choices(unclear), several=several
        )
    name = " → ".join(places.full_name(one.code) for one in where.all)
    coarse = any(
        len(one.code) < len("610113") and places.kind_of_city(one.code) != "municipality"
        for one in where.all
    )
    return Understood(sure=not coarse, said=(TOO_WIDE if coarse else KNOWN).fill(name=name))


def taken_for(text: str) -> Text:
    """A typed place as it stands in the last look and on the receipt: with what it was taken for,
    where that is not what was typed."""
    where = arrivals.where_named(text) if text else None
    if where is None or not all(map(_placed, where.all)):
        return Text(text, text)
    name = " → ".join(places.full_name(one.code) for one in where.all)
    if not name or name == "".join(text.split()):
        return Text(text, text)
    return TAKEN_FOR.fill(typed=text, name=name)


def to_verify(text: str, *, abroad: bool) -> Text | None:
    """What is said of a place that is handed in as it is and not placed. For who comes from abroad
    a name that is no division is a country."""
    found = understand(text) if text else None
    if found is None or not found.unclear or (abroad and not found.choices):
        return None
    return (UNDECIDED if found.several else UNPLACED).fill(name=found.unclear)


def chosen(text: str, code: str) -> str:
    """The text with its unclear name written out as the choice; as it is when that is none."""
    found = understand(text)
    names = {choice.code: choice.name for choice in found.choices}
    if code not in names:
        return text
    return text.replace(found.unclear, names[code], 1) if found.unclear in text else names[code]


def _placed(one: arrivals.Where) -> bool:
    return bool(one.code) and one.found and not one.candidates


def _choices(unclear: arrivals.Where) -> tuple[Choice, ...]:
    """Between what the name does not decide; else what somebody may have begun to type."""
    codes = unclear.candidates
    if len(codes) < 2:
        begun = places.suggest(unclear.name, MOST_CHOICES)
        codes = tuple(dict.fromkeys((*(one.code for one in begun), *codes)))
    return tuple(Choice(code, places.full_name(code)) for code in codes[:MOST_CHOICES])


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


def _below(code: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.name) for one in places.children_of(code))
