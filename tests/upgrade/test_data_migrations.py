"""What data migrations make of rows as earlier releases wrote them."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from fangxian.ground.intake.models import HeaderMapping
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.models import Document, Person
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, Receipt
from fangxian.lines.arrivals.services import declaring as arrivals_declaring
from fangxian.lines.zones.models import ZoneSource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def migrated(app: str, name: str) -> None:
    """Carry out what a migration does with rows."""
    steps: list[Any] = MigrationLoader(None).get_migration(app, name).operations
    for step in steps:
        if isinstance(step, RunPython):
            step.code(apps, None)
        elif isinstance(step, RunSQL):
            with connection.cursor() as cursor:
                cursor.execute(step.sql)


def entered(kind: str, number: str, name: str = "陈测文") -> int:
    key = people.DocumentKey(kind, number)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name=name))
    return people.store({key: state}, by=SYSTEM)[key]


def test_permits_with_their_renewals_are_found_by_what_their_holder_keeps():
    one, old = entered("hk_macau_permit", "H12345678"), entered("hk_macau_permit", "H1234567801")
    alone = entered("taiwan_permit", "0123456701B")
    passport = entered("passport", "E12345678")
    migrated("people", "0005_names_and_permits_in_one_form")
    assert people.persons_of_numbers(["H12345678"])["H12345678"] == (one, old)
    assert people.persons_of_numbers(["01234567"])["01234567"] == (alone,)
    assert people.persons_of_numbers(["E12345678"])["E12345678"] == (passport,)
    assert Document.objects.get(person_id=old).twin == 1
    kept = bytes(Document.objects.get(person_id=alone).number_sealed)
    assert crypto.unseal(kept, about="people.number") == "01234567"


def test_names_have_the_keys_by_which_they_are_found_now():
    one = entered("passport", "E12345678", "José García")
    Person.objects.update(name_key="", initials="", name_plain="")
    migrated("people", "0005_names_and_permits_in_one_form")
    assert [row.id for row in people_pages.search("jose garcia", by=SYSTEM)] == [one]


def test_plates_are_kept_as_they_are_compared():
    from fangxian.lines.checkpoints.models import Pass

    plates = {"粤Z·1234港": "粤Z1234港", "陕Ｇ１２３４挂": "陕G1234挂", "陕G12345": "陕G12345"}
    for number, plate in enumerate(plates):
        Pass.objects.create(
            number=str(number),
            plate=plate,
            route="一路",
            since=clock.today(),
            place="610921",
            until=clock.today(),
            issued_at=clock.now(),
        )
    migrated("checkpoints", "0004_plates_in_one_form")
    kept = list(Pass.objects.order_by("number").values_list("plate", flat=True))
    assert kept == list(plates.values())


def declared(way_in: str, number: str, **said: str) -> arrivals_declaring.DeclarationReceipt:
    form = {"name": "陈测文", "document_number": number, "arrival": "2022-05-09"} | said
    if way_in == "public":
        return arrivals.declare(form, by=NOBODY)
    return arrivals.register(form, by=SYSTEM, way_in=way_in)


def test_what_stands_counts_as_the_best_word_that_was_filed_for_it():
    words = {"E10000001": ("public", 1), "E10000002": ("file", 3), "E10000003": ("township", 4)}
    made = {number: declared(way, number) for number, (way, _) in words.items()}
    declared("file", "E10000001", remark="名单里也有")
    for table in (Filing, Declaration, Person):
        table.objects.update(provenance=4)
    migrated("arrivals", "0008_claims")
    for number, (_, word) in words.items():
        best = max(word, 3)  # a list named the first one too
        person = made[number].person_id
        assert Declaration.objects.get(person_id=person).provenance == best
        assert Person.objects.get(pk=person).provenance == best
    assert sorted(Filing.objects.values_list("provenance", flat=True)) == [1, 3, 3, 4]


def test_a_document_is_a_guess_where_only_strangers_spoke_and_the_oldest_receipt_is_the_first():
    mine, other = declared("public", "E10000001"), declared("township", "E10000002")
    declared("public", "E10000001", remark="再报", filed_at="2022-05-10T07:00")
    Document.objects.update(guessed=False)
    Receipt.objects.update(first=False)
    migrated("people", "0007_what_anybody_called_a_document")
    migrated("arrivals", "0010_claims_of_several")
    guessed = set(Document.objects.filter(guessed=True).values_list("person_id", flat=True))
    assert guessed == {mine.person_id}
    first = set(Receipt.objects.filter(first=True).values_list("number", flat=True))
    assert first == {mine.number, other.number}


def test_names_and_titles_of_files_are_masked_and_all_else_is_kept():
    phone, number = "13891512345", "61242319850615222X"
    batch = ImportBatch.objects.create(
        file_name=f"名单{phone}.xlsx",
        sha256="0" * 64,
        size=1,
        state="done",
        place="610921",
        mapping={"姓名": "name", phone: "", f"{phone[:-1]}6": "remark"},
        created_at=clock.now(),
        choices={"sheets": [number]},
        counts={"read": 2, "sheets": [{"name": phone, "rows": 2}]},
    )
    saved = HeaderMapping.objects.create(
        kind="arrivals",
        key="a" * 64,
        mapping={phone: "remark", "姓名": "name"},
        saved_at=clock.now(),
    )
    plain = HeaderMapping.objects.create(
        kind="arrivals", key="b" * 64, mapping={"姓名": "name"}, saved_at=clock.now()
    )
    source = ZoneSource.objects.create(name=f"{phone}.csv", kind="simple", imported_at=clock.now())
    migrated("arrivals", "0020_names_of_files_masked")
    migrated("intake", "0002_titles_masked")
    migrated("zones", "0005_names_of_files_masked")
    for row in (batch, saved, plain, source):
        row.refresh_from_db()
    assert (batch.file_name, source.name) == ("名单138****.xlsx", "138****.csv")
    assert set(batch.mapping) == {"姓名", "138****", "138****〔2〕"}
    assert sorted(batch.mapping.values()) == ["", "name", "remark"]
    assert batch.counts == {"read": 2, "sheets": [{"name": "138****", "rows": 2}]}
    assert batch.choices == {"sheets": ["612****"]}
    assert saved.mapping == {"138****": "remark", "姓名": "name"}
    assert saved.key != "a" * 64
    assert plain.key == "b" * 64
