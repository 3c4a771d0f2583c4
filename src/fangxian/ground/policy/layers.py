"""Lay packs over each other and read the edition that results."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from fangxian.ground.policy.edition import (
    ChecklistInfo,
    ClassInfo,
    Colour,
    Edition,
    LadderStep,
    PackRef,
    RowNote,
    SourceInfo,
    Value,
)
from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.rules import Citation
from fangxian.ground.policy.schema import Dated, HouseFile, PlainValue, ValuesFile, WordsFile
from fangxian.ground.policy.tables import Placed, lay, table_of

HOUSE = "_house"  # the pack that a value of no disease is of


def compose(
    layers: tuple[Folder, ...], words: WordsFile, on: date, house: Mapping[str, Value] | None = None
) -> Edition:
    """The edition of these layers, the first edition first, on a day; beneath them the house's."""
    travellers, contacts = lay(layers, "travellers"), lay(layers, "contacts")
    kept = travellers.unverified[0].colour if travellers.unverified else ""
    top, colours = layers[-1].pack, _colours(layers, kept)
    return Edition(
        id="+".join(folder.pack.id for folder in layers),
        title=top.title.text,
        disease=top.disease,
        on=on,
        packs=tuple(ref_of(folder) for folder in layers),
        hash=hashlib.sha256("\n".join(folder.hash for folder in layers).encode()).hexdigest(),
        table=table_of(travellers, tuple(colours)),
        contacts=table_of(contacts),
        classes={
            code: ClassInfo(code, label.text)
            for folder in layers
            for code, label in folder.pack.classes.items()
        },
        colours=colours,
        measures={code: label.text for code, label in words.measures.items()},
        checks={code: label.text for code, label in words.checks.items()},
        values=_values(layers, on),
        notes=_notes((*travellers.rows, *contacts.rows)),
        sources={
            key: SourceInfo(key, source.title, source.site, source.quality)
            for folder in layers
            for key, source in folder.pack.sources.items()
        },
        methods={name: method for folder in layers for name, method in folder.pack.methods.items()},
        house=house or {},
    )


def _notes(rows: tuple[Placed, ...]) -> dict[str, RowNote]:
    return {
        row.spec.id: RowNote(row.spec.who.text, row.spec.note, row.spec.inferred) for row in rows
    }


def ref_of(folder: Folder) -> PackRef:
    pack = folder.pack
    term = pack.in_force
    return PackRef(
        pack.id, pack.title.text, pack.document, pack.issuer, term.from_, term.to, folder.hash
    )


def _colours(layers: tuple[Folder, ...], kept: str) -> dict[str, Colour]:
    """The scheme, the worst first. A place that brings a scheme of its own and says nothing of
    待核 keeps that colour (`kept`) as it was below, before the best."""
    found: dict[str, Colour] = {}
    for folder in layers:
        colours = folder.pack.colours
        if colours is None:
            continue
        scheme = {
            code: Colour(code, spec.text, spec.shape, spec.hex)
            for code, spec in colours.scheme.items()
        }
        if colours.layer == "amend":
            found = _amended(found, scheme, kept)
        elif kept in found and kept not in scheme:
            *worse, best = scheme.items()
            found = dict([*worse, (kept, found[kept]), best])
        else:
            found = scheme
    return found


def _amended(below: dict[str, Colour], scheme: dict[str, Colour], kept: str) -> dict[str, Colour]:
    """What is added restricts: it stands before 待核 and before the best."""
    added = [(code, colour) for code, colour in scheme.items() if code not in below]
    known = [(code, scheme.get(code, colour)) for code, colour in below.items()]
    at = list(below).index(kept) if kept in below else len(known) - 1
    return dict([*known[:at], *added, *known[at:]])


def _values(layers: tuple[Folder, ...], on: date) -> dict[str, Value]:
    """Key by key, the nearest layer that has a value on the day."""
    found: dict[str, Value] = {}
    for folder in layers:
        if folder.values is None:
            continue
        for key, dated in flat(folder.values.content):
            held = [value for value in dated if (value.from_ or folder.pack.in_force.from_) <= on]
            if held:
                latest = max(held, key=lambda value: value.from_ or folder.pack.in_force.from_)
                cited = _source_of(latest, folder)
                found[key] = _value(key, latest, cited)
    return found


def house_values(file: HouseFile, on: date) -> dict[str, Value]:
    """What the house's file says on a day; a key whose first day is still to come is absent."""
    return {key: found for key in file.values if (found := house_value(file, key, on))}


def house_value(file: HouseFile, key: str, on: date) -> Value | None:
    held = [value for value in file.values.get(key, ()) if value.from_ <= on]
    if not held:
        return None
    latest = max(held, key=lambda value: value.from_)
    cite = latest.citation
    document = file.sources[cite.source].title if cite.source in file.sources else file.document
    return Value(
        latest.value, Citation(HOUSE, document, cite.clause, cite.source, cite.mark), latest.unit
    )


def _source_of(dated: Dated, folder: Folder) -> Citation:
    """A value may come from elsewhere than the pack's document: its source's title is named."""
    cite, sources = dated.citation, folder.pack.sources
    title = sources[cite.source].title if cite.source in sources else folder.pack.document
    return Citation(folder.pack.id, title, cite.clause, cite.source, cite.mark)


def flat(file: ValuesFile) -> list[tuple[str, tuple[Dated, ...]]]:
    """Every value of the file by its full key."""
    found: list[tuple[str, tuple[Dated, ...]]] = [
        *((f"clocks.{stage}", dated) for stage, dated in file.clocks.items()),
        *((f"ladder.{stage}", dated) for stage, dated in file.ladder.items()),
        *((f"checklists.{code}", dated) for code, dated in file.checklists.items()),
        *file.values.items(),
    ]
    return found


def _value(key: str, dated: Dated, cited: Citation) -> Value:
    spec: Any = getattr(dated, "value", None)
    unit = dated.unit if isinstance(dated, PlainValue) else ""
    section, _, code = key.partition(".")
    if spec is None or isinstance(dated, PlainValue):
        return Value(spec, cited, unit)
    if section == "clocks":
        return Value(spec.length, cited, unit)
    if section == "ladder":
        rungs = tuple(LadderStep(code, rung.to, rung.wait.length) for rung in spec)
        return Value(rungs, cited, unit)
    items = tuple(item.text for item in spec.items)
    return Value(ChecklistInfo(code, spec.title.text, items), cited, unit)
