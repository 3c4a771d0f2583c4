"""Two who write about one person at the same time: what an official checked meanwhile is not undone
by what was read before, and nobody waits for somebody who waits for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident
from time import monotonic

import pytest
from django.db import connection

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.locking import NotHeld
from fangxian.ground.people.services import address, households, merging
from fangxian.ground.places import pages as places
from fangxian.kernel import clock, verb
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import NotFound
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.arrivals.errors import ClaimDecidedAlready
from fangxian.lines.arrivals.models import Claim, Declaration, Filing, RejectedRow, Stay
from fangxian.lines.arrivals.services import (
    correcting,
    filing_one,
    importing,
    joining,
    rebuilding,
    removing_filings,
    replaying_filings,
)
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds; a test that needs them has failed
CHECKED = "13900000000"
OTHER = people.DocumentKey("passport", "E12345678")
WUHAN = "4201"
ADDRESS = wang(filed_at="2022-05-01 08:00", address="南街 3 号")


@pytest.fixture(autouse=True)
def _a_day_in_may(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.at("2022-05-10T08:00"):
        yield


def waits() -> bool:
    """Whether anybody waits for a lock in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def apart(deed):
    try:
        return deed()
    finally:
        connection.close()


def crossed(monkeypatch, where, name: str, first, second):
    """`first` stops where it is about to call `name`, having read, until `second` is done or waits.
    Returns what both gave; neither is begun anew."""
    monkeypatch.setattr(verb, "TIMES", 1)
    stopped, done, real, mine = Event(), Event(), getattr(where, name), []

    def stop(*args, **kwargs):
        if get_ident() in mine and not stopped.is_set():
            stopped.set()
            until = monotonic() + PATIENCE
            while not (done.is_set() or waits()):
                assert monotonic() < until, "the other neither ended nor waited"
        return real(*args, **kwargs)

    monkeypatch.setattr(where, name, stop)

    def begin():
        mine.append(get_ident())
        return apart(first)

    def follow():
        try:
            return apart(second)
        finally:
            done.set()

    with clock.at("2022-05-10T09:00"), ThreadPoolExecutor(2) as pool:
        one = pool.submit(begin)
        while not stopped.wait(0.01):
            assert not one.done(), one.exception() or "it never came there"
        other = pool.submit(follow)
        return one.result(PATIENCE), other.result(PATIENCE)


def take(*rows) -> int:
    return arrivals.import_file(as_csv(*rows), "台账.csv", by=SYSTEM, may_lower=True).batch_id


def person() -> int:
    return Declaration.objects.get().person_id


def twin() -> int:
    said = people.PersonFiling(clock.now(), name="王秀英", phone="13700000000")
    return people.store({OTHER: people.merge(None, said)[0]}, by=SYSTEM)[OTHER]


def imports():
    return importing, "keep", lambda: take(ADDRESS)


def undoes():
    with clock.at("2022-05-10T08:30"):
        batch = take(ADDRESS)
    return removing_filings, "lay_again", lambda: arrivals.undo_import(batch, "传错了", by=SYSTEM)


def moves():
    place = places.children_of("610921")[0].code
    return address, "rewrite", lambda: people_pages.set_address(person(), place, "南街", by=SYSTEM)


def lists_households():
    village = places.children_of(places.children_of("610921")[0].code)[0].code
    grid = places.add_grid(village, "第一网格", by=SYSTEM)
    rows = (
        "户主,户主证件号码,地址,成员证件号码,网格",
        f"王秀英,{wang()['document_number']},南街,,{grid}",
    )
    data = "\n".join(rows).encode()
    return households, "_settle", lambda: people_pages.import_households(data, "户.csv", by=SYSTEM)


def merges():
    gone = twin()
    return (
        merging,
        "rewrite",
        lambda: people_pages.merge_persons(person(), gone, "同一人", by=SYSTEM),
    )


def parts():
    record = people_pages.merge_persons(person(), twin(), "同一人", by=SYSTEM)
    return merging, "rewrite", lambda: people_pages.undo_merge(record, by=SYSTEM)


def joins():
    kept, gone = person(), twin()
    form = wang(document_type="护照", document_number=OTHER.number, phone="13700000000")
    arrivals.register(form, by=SYSTEM, way_in="township")
    deed = lambda: arrivals_reactions.join_declarations(1, kept, gone, by=SYSTEM)  # noqa: E731
    return joining, "lay_again", deed


def rebuilds():
    take(ADDRESS)
    return rebuilding, "lay_again", lambda: arrivals.rebuild_journeys(by=SYSTEM)


def declares():
    form = {**wang(), "filed_at": "2022-05-10 08:40", "address": "南街"}
    deed = lambda: arrivals.register(form, by=SYSTEM, way_in="township")  # noqa: E731
    return filing_one, "keep", deed


WRITERS = (
    imports,
    undoes,
    moves,
    lists_households,
    merges,
    parts,
    joins,
    rebuilds,
    declares,
)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.__name__)
def test_a_phone_checked_meanwhile_stays_the_one_that_signs_in(writer, monkeypatch):
    take(wang())
    whose = person()
    where, name, first = writer()
    crossed(
        monkeypatch,
        where,
        name,
        first,
        lambda: people_pages.confirm_phone(whose, CHECKED, by=SYSTEM),
    )
    assert people.states_by_id([whose])[whose].proven == CHECKED
    assert people.proven_by(wang()["phone"]) == ()


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.__name__)
def test_who_said_that_it_is_not_them_is_not_opened_again(writer, monkeypatch):
    take(wang())
    whose, mark = person(), people.phone_mark(wang()["phone"])
    where, name, first = writer()
    crossed(monkeypatch, where, name, first, lambda: people_pages.cut_phone(whose, mark, by=NOBODY))
    assert people.signing_in([whose])[whose].proven != mark
    assert people.proven_by(wang()["phone"]) == ()


@pytest.mark.parametrize("writer", [undoes, joins, rebuilds], ids=lambda one: one.__name__)
def test_what_is_filed_while_a_journey_is_laid_anew_is_in_it(writer, monkeypatch):
    """A stop on the way that nobody knew of until this moment; read before, it would be lost."""
    take(wang())
    whose = person()
    _, _, first = writer()
    form = {**wang(), "filed_at": "2022-05-10 08:50", "via": "武汉市@2022-04-29"}
    _, made = crossed(
        monkeypatch,
        replaying_filings,
        "keep",
        first,
        lambda: arrivals.register(form, by=SYSTEM, way_in="township"),
    )
    assert made.person_id == whose
    stood = Declaration.objects.get(person_id=whose)
    assert stood.via_text.startswith(form["via"])
    assert [stay.place for stay in Stay.objects.filter(declaration=stood)] == [WUHAN]


def test_a_link_is_used_while_an_official_accepts_what_it_said(monkeypatch):
    """Each of the two would else hold what the other waits for."""
    take(wang())
    said = {**wang(), "filed_at": "", "phone": "13800000001", "address": "西街"}
    made = arrivals.declare(said, by=NOBODY)
    [claim] = Claim.objects.all()

    def accept():
        with pytest.raises(ClaimDecidedAlready):
            arrivals.accept_claim(claim.pk, "入户核实", by=SYSTEM)

    amended, _ = crossed(
        monkeypatch,
        filing_one,
        "decide_rows",
        lambda: arrivals.amend(made.token, {**said, "address": "东街"}, by=NOBODY),
        accept,
    )
    assert amended.person_id == person()
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["replaced", "waiting"]


def travellers(count: int) -> list[dict[str, object]]:
    return [
        wang(
            document_type="护照", document_number=f"E{n:08}", phone=f"1370000{n:04}", name=f"张{n}"
        )
        for n in range(1, count + 1)
    ]


def test_who_is_not_in_a_table_waits_for_nobody_while_it_is_taken_in(monkeypatch):
    others = travellers(30)
    take(others[0])  # of a table one is known, the rest are new

    def declare() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        arrivals.declare(wang(filed_at=""), by=NOBODY)
        return Declaration.objects.count()

    _, seen = crossed(monkeypatch, importing, "_settle", lambda: take(*others), declare)
    assert seen == 2  # the table was not yet kept
    assert Declaration.objects.count() == 31


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_who_is_in_a_table_waits_until_it_is_kept_and_is_not_lost(known, monkeypatch):
    others = travellers(30)
    if known:
        take(others[0])
    mine = {**others[0], "filed_at": "2022-05-10 08:40", "address": "南街 3 号"}
    _, made = crossed(
        monkeypatch,
        importing,
        "_settle",
        lambda: take(*others),
        lambda: arrivals.register(mine, by=SYSTEM, way_in="township"),
    )
    key = people.DocumentKey("passport", "E00000001")
    [one] = people.bearers_of([key])[key]
    assert (one.id, people_pages.addresses_of([one.id])[one.id]) == (made.person_id, "南街 3 号")
    assert Filing.objects.filter(person_id=one.id).count() == 2
    assert Declaration.objects.count() == 30


def test_who_files_while_a_document_changes_its_bearer_files_for_the_new_one(monkeypatch):
    take(wang())
    kept, gone = person(), twin()
    form = wang(document_type="护照", document_number=OTHER.number, phone="13700000000")
    _, made = crossed(
        monkeypatch,
        merging,
        "rewrite",
        lambda: people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM),
        lambda: arrivals.register(form, by=SYSTEM, way_in="township"),
    )
    assert made.person_id == kept


@pytest.mark.parametrize("page_first", [True, False], ids=["page", "file"])
def test_a_row_is_corrected_on_the_page_and_by_a_file_at_once(page_first, monkeypatch):
    """Persons first, then the rows that were put back: neither waits for what the other holds."""
    take(wang(arrival="2022-02-31"))
    row = RejectedRow.objects.get()
    heads, cells = as_csv(wang()).decode("utf-8-sig").split("\r\n")[:2]
    data = f"退回编号,{heads}\n{row.pk},{cells}\n".encode()
    late = [0]

    def by_file():
        return arrivals.import_file(data, "待改.csv", by=SYSTEM, may_lower=True)

    def by_page():
        try:
            arrivals.correct_rejected(row.pk, {"arrival": "2022-05-02"}, by=SYSTEM)
        except NotFound:  # the file was first
            late[0] += 1

    if page_first:
        crossed(monkeypatch, correcting, "take", by_page, by_file)
    else:
        crossed(monkeypatch, correcting, "settle_handed_in", by_file, by_page)
    row.refresh_from_db()
    assert (row.settled_how, late) == ("corrected", [1])
    assert Filing.objects.count() == Declaration.objects.count() == 1


def test_who_writes_without_holding_writes_nothing():
    take(wang())
    state = people.states_by_id([person()])
    with pytest.raises(NotHeld), unit_of_work():
        people.rewrite(state)
    with unit_of_work():
        people.rewrite(people.held([person()]))
