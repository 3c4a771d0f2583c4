"""What is known of a person is written in one way, by whoever held them before they read it."""

from __future__ import annotations

import re

from tests.house.tree import PACKAGE, sources

WRITES = re.compile(
    r"(UPDATE|INTO|DELETE FROM) people_person\b|(copy_columns|update_columns)\(\"people_person\""
    r"|\b(Person\.objects\b.*|persons?|mine|rows)\.(update|delete|save|create|bulk_\w+)\("
)
HOLDS = re.compile(r"\b(hold|hold_persons|hold_with_numbers|held|must_be_held|_mine|_pair)\(")

# Where rows of people_person are written, and what.
WRITERS = {
    "storing.py": "rewrite, store, forget: what is known of somebody",
    "merging.py": "into whom, cuts, household",
    "address.py": "household",
    "households.py": "household",
    "cutting.py": "cuts",
    "proven_phones.py": "cuts, when a phone last signed in",
    "retention.py": "the whole person",
}

# Who asks for it from above, each after people.hold or people.held; who is called by one that did.
CALLS = re.compile(r"\bpeople\.(store|rewrite|forget|prove)\(")
CALLED = {
    "arrivals/plan_writer.py": "by verbs that judge what they held",
    "services/removing_filings.py": "by verbs that take filings out of records that they held",
}


def text(path) -> str:
    return path.read_text()


def people_files():
    return [path for path in sources() if path.is_relative_to(PACKAGE / "ground" / "people")]


def test_only_these_write_persons():
    found = {path.name for path in people_files() if WRITES.search(text(path))}
    assert found == set(WRITERS)


def test_no_other_room_writes_their_table():
    table = re.compile(r"(UPDATE|INTO|DELETE FROM) people_person\b")
    others = [path for path in sources() if path.is_relative_to(PACKAGE)]
    assert {path.name for path in others if table.search(text(path))} <= set(WRITERS)


def test_every_writer_holds_first():
    loose = {path.name for path in people_files() if WRITES.search(text(path))} - {
        path.name for path in people_files() if HOLDS.search(text(path))
    }
    assert not loose


def test_whoever_calls_for_it_holds_first():
    held = re.compile(r"\bpeople\.(hold|held)\(")
    for path in (one for one in sources() if one.is_relative_to(PACKAGE)):
        name = f"{path.parent.name}/{path.name}"
        if CALLS.search(text(path)) and name not in CALLED:
            assert held.search(text(path)), f"{path} writes persons whom it does not hold"


def test_nobody_locks_a_person_in_another_way():
    lock = re.compile(r"Person\.objects\s*\.?[^\n]*select_for_update")
    assert not {path.name for path in people_files() if lock.search(text(path))}
