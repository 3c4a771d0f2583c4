"""By which rules a subject is decided: those in force for their disease at their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fangxian.ground.policy import api as policy
from fangxian.lines.screening.subjects import Subject


def edition_at(on: date, place: str, disease: str) -> policy.Edition | None:
    """What is in force for a disease at a place on a day; None when nothing is."""
    return policy.in_force_or_none(on, place, disease)


def read_by(edition: policy.Edition, *, contact: bool) -> policy.Edition:
    """The edition with the table by which somebody is read: a contact by that of contacts."""
    return replace(edition, table=edition.contacts) if contact else edition


def edition_for(on: date, place: str, disease: str, *, contact: bool) -> policy.Edition | None:
    """`edition_at`, with the table by which somebody is read."""
    edition = edition_at(on, place, disease)
    return read_by(edition, contact=contact) if edition else None


def by_edition(people: Sequence[Subject], on: date) -> list[tuple[policy.Edition, list[Subject]]]:
    """Subjects grouped by what is in force for their disease at their place, contacts apart, each
    edition with the table that is read. Where nothing is in force, nobody is decided. Asked is the
    law as of now: what was enacted a moment ago, by another process, decides already."""
    policy.look_again()
    groups: dict[tuple[str, str, bool], tuple[policy.Edition, list[Subject]]] = {}
    editions: dict[tuple[str, str], policy.Edition | None] = {}
    for one in people:
        at = one.place, one.disease
        if at not in editions:
            editions[at] = edition_at(on, *at)
        edition, contact = editions[at], bool(one.facts.category)
        if edition:
            key = edition.disease, edition.hash, contact
            if key not in groups:
                groups[key] = read_by(edition, contact=contact), []
            groups[key][1].append(one)
    return list(groups.values())
