"""Whether every key of a pack is one that the house reads, is of its type, and none is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from fangxian.ground.policy.declaring import SECTIONS, Term, declared, nearest, term_of
from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.layers import compose, flat
from fangxian.ground.policy.library import Folder, Library
from fangxian.ground.policy.linting_tables import layers_below
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.schema import Dated, HouseFile, PlainValue
from fangxian.kernel.text import Text

Known = Mapping[str, Term[Any]]
NO_UNIT = Text("它没有单位", "it has none")


def terms(folder: Folder, library: Library) -> Iterator[Fault]:
    """A pack's keys, by the edition that it makes with what lies under it."""
    below = layers_below(folder, library)
    editions = [compose((*below, folder), library.words, day) for day in _days(folder)]
    known = {key: term for edition in editions for key, term in _known(edition).items()}
    if folder.values is not None:
        for key, dated in flat(folder.values.content):
            if key in folder.values.content.values and not _is_plain(key):
                yield folder.values.fault(*_astray(key), "values", key)
            else:
                yield from _judged(folder.values, _loc(key), key, dated, known)
    under = _lacking(compose(below, library.words, editions[0].on)) if below else {}
    held = library.house.content.values if library.house else {}
    document = folder.values or folder.head
    for key, term in _lacking(editions[0]).items():
        if key not in under and key not in held and not term.house:
            yield document.fault(*_missing(key, term), _loc(key)[0])


def house_terms(
    document: Document[HouseFile], library: Library, supplied: Collection[str]
) -> Iterator[Fault]:
    """The keys of the house's own file. What it lacks and the release supplies is no fault."""
    known = _known_of_house(library)
    for key, dated in document.content.values.items():
        yield from _judged(document, ("values", key), key, dated, known)
    for key, term in _lacking_in_house(document, known).items():
        if key not in supplied:
            yield document.fault(*_missing(key, term), "values")


def supplied_terms(
    document: Document[HouseFile], library: Library, supplied: Collection[str]
) -> Iterator[Fault]:
    """What a county's own file does not say and the release says for it: no fault, and told."""
    for key, term in _lacking_in_house(document, _known_of_house(library)).items():
        if key in supplied:
            yield document.fault(
                f"本县文件没有写“{key}”({term.word.zh}),按随软件带的值办理;要另定,就写进本文件",
                f"The county's file does not say “{key}” ({term.word.en}): the value of the release "
                "holds. To set another, write it here",
                "values",
            )


def _lacking_in_house(document: Document[HouseFile], known: Known) -> dict[str, Term[Any]]:
    return {
        term.key: term
        for term in known.values()
        if term.house and term.required and term.key not in document.content.values
    }


def _known_of_house(library: Library) -> dict[str, Term[Any]]:
    """Every key that the house's file may have, by the names that the editions give."""
    bases = [f for f in library.folders.values() if not (f.pack.amends or f.pack.over)]
    editions = [compose((f,), library.words, f.pack.in_force.from_) for f in bases]
    known = {term.key: term for term in declared() if not term.names and _is_plain(term.key)}
    for edition in editions:
        known |= {key: term for key, term in _known(edition).items() if _is_plain(key)}
    return known


def _is_plain(key: str) -> bool:
    return key.partition(".")[0] not in SECTIONS


def _loc(key: str) -> tuple[str, str]:
    section, _, tail = key.partition(".")
    return (section, tail) if section in SECTIONS else ("values", key)


def _days(folder: Folder) -> list[date]:
    """The pack's first day and every day on which one of its values changes."""
    first = folder.pack.in_force.from_
    dated = flat(folder.values.content) if folder.values else []
    return sorted({first, *(one.from_ for _, some in dated for one in some if one.from_)})


def _known(edition: Edition) -> dict[str, Term[Any]]:
    return {key: term for term in declared() for key in term.known(edition)}


def _lacking(edition: Edition) -> dict[str, Term[Any]]:
    """What an edition must have and has not."""
    return {
        key: term
        for term in declared()
        if term.required
        for key in term.known(edition)
        if key not in edition.values
    }


def _missing(key: str, term: Term[Any]) -> tuple[str, str]:
    return (
        f"缺少“{key}”({term.word.zh})。没有它:{term.without.zh}",
        f"“{key}” is missing ({term.word.en}). Without it: {term.without.en}",
    )


def _judged(
    document: Document[Any], loc: tuple[str, ...], key: str, dated: tuple[Dated, ...], known: Known
) -> Iterator[Fault]:
    term = known.get(key)
    if term is None:
        yield document.fault(*_unknown(key, known), *loc)
        return
    for at, one in enumerate(dated):
        where: tuple[str | int, ...] = (*loc, at)
        if isinstance(one, PlainValue):
            yield from _typed(document, where, key, one, term)
        if term.basis == "law" and one.citation.mark == "local" and _says(one):
            yield document.fault(
                f"“{key}”({term.word.zh})要有文件依据,不能由县里自定(mark: local)",
                f"“{key}” ({term.word.en}) needs a document: the county may not set it",
                *where,
                "citation",
            )


def _typed(
    document: Document[Any], loc: tuple[str | int, ...], key: str, one: PlainValue, term: Term[Any]
) -> Iterator[Fault]:
    if not term.fits(one.value):
        kind = term.kind.name
        yield document.fault(
            f"“{key}”不能是“{_shown(one.value)}”,应是{kind.zh}",
            f"“{key}” cannot be “{_shown(one.value)}”: it is {kind.en}",
            *loc,
            "value",
        )
    if one.unit and one.unit != term.unit:
        said = Text(f"单位是“{term.unit}”", f"it is “{term.unit}”") if term.unit else NO_UNIT
        yield document.fault(
            f"“{key}”的单位“{one.unit}”不对:{said.zh}",
            f"The unit “{one.unit}” of “{key}” is wrong: {said.en}",
            *loc,
            "unit",
        )


def _says(one: Dated) -> bool:
    return getattr(one, "value", None) is not None


def _shown(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _astray(key: str) -> tuple[str, str]:
    section, _, tail = key.partition(".")
    return (
        f"“{key}”写错了地方:在 {section} 之下写“{tail}”,不写在 values 之下",
        f"“{key}” stands in the wrong place: write “{tail}” below {section}, not below values",
    )


def _unknown(key: str, known: Known) -> tuple[str, str]:
    """The nearest known key; of a key that takes names, those names."""
    near = nearest(key, known)
    term = term_of(key)
    if term is not None and term.names is not None:
        names = [one for one in known if known[one] is term]
        near = near or (names[0] if names else "")
    if not near:
        return (
            f"不认识的项“{key}”,没有程序读它",
            f"Unknown key “{key}”: nothing reads it",
        )
    word = known[near].word
    return (
        f"不认识的项“{key}”,没有程序读它;最接近的是“{near}”({word.zh})",
        f"Unknown key “{key}”: nothing reads it. The nearest is “{near}” ({word.en})",
    )
