"""Drop a file, see what was understood, correct the columns, commit; the worker does it once."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.arrivals.models import Declaration, ImportBatch
from fangxian.lines.arrivals.progress import lock_number
from fangxian.lines.arrivals.services import importing
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.django_db
def test_a_preview_shows_columns_samples_and_every_verdict_and_changes_nothing():
    take_in(wang())
    data = as_csv(
        wang(filed_at="2022-05-03 08:00", address="南街"),
        wang(),
        wang(name=""),
        wang(document_type="护照", document_number="E12345678"),
    )
    batch = arrivals.preview_file(data, "新台账.csv", by=SYSTEM)
    columns = arrivals.preview_columns(batch, by=SYSTEM)
    assert (columns[0].field, columns[0].samples[0]) == ("name", "王**")
    assert columns[2].samples[0] == "6124**************"
    for verdict in ("new", "updated", "unchanged", "rejected"):
        assert arrivals.preview_rows(batch, verdict, by=SYSTEM).total == 1
    (updated,) = arrivals.preview_rows(batch, "updated", by=SYSTEM).rows
    assert [text.zh for text in updated.news] == ["详细地址"]
    assert updated.row_number == 2
    (rejected,) = arrivals.preview_rows(batch, "rejected", by=SYSTEM).rows
    assert rejected.faults[0].sentence.zh == "没有填写姓名。"
    assert Declaration.objects.count() == 1
    assert Path(settings.MEDIA_ROOT, "imports", ImportBatch.objects.last().sealed_path).exists()
    assert (
        data
        not in Path(
            settings.MEDIA_ROOT, "imports", ImportBatch.objects.last().sealed_path
        ).read_bytes()
    )


@pytest.mark.django_db
def test_what_nobody_committed_within_a_month_is_removed():
    batch = arrivals.preview_file(as_csv(wang(), wang(name="")), "a.csv", by=SYSTEM)
    [uploads] = [
        one for one in arrivals_reactions.RETENTION.purposes if one.name == "arrivals.uploads"
    ]
    month = timedelta(days=30)
    with transaction.atomic():
        assert uploads.remove(clock.now() - month, 100) == 0
    with clock.at("2022-06-10T08:00"), transaction.atomic():
        assert uploads.remove(clock.now() - month, 100) == 1
    assert arrivals.batch(batch, by=SYSTEM).state == "undone"
    assert not list(Path(settings.MEDIA_ROOT, "imports").iterdir())


@pytest.mark.django_db
def test_a_mapping_is_corrected_and_remembered():
    data = as_csv(wang()).decode("utf-8-sig").replace("抵达日期", "回来那天").encode()
    assert take_in(wang())["new"] == 1
    batch = arrivals.preview_file(data, "a.csv", by=SYSTEM)
    assert ImportBatch.objects.get(pk=batch).counts["reasons"] == {"arrivals.column_missing": 1}
    seen = {column.title: column.field for column in arrivals.preview_columns(batch, by=SYSTEM)}
    assert seen["回来那天"] == ""
    with pytest.raises(Refusal):
        arrivals.correct_mapping(batch, {**seen, "回来那天": "leaving"}, by=SYSTEM)
    arrivals.correct_mapping(batch, {**seen, "回来那天": "arrival"}, by=SYSTEM)
    assert ImportBatch.objects.get(pk=batch).counts["unchanged"] == 1
    assert arrivals.look_at_file(data, by=SYSTEM)["unchanged"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_an_import_out_and_a_double_click_starts_it_once(country_again):
    batch = arrivals.preview_file(as_csv(wang()), "a.csv", by=SYSTEM)
    arrivals.start_import(batch, by=SYSTEM)
    with pytest.raises(Refusal) as refused:
        arrivals.start_import(batch, by=SYSTEM)
    assert refused.value.code == "arrivals.import_running"
    importing.run_import(batch_id=batch, only_good=True, account_id=None, name="王主任")
    row = arrivals.batch(batch, by=SYSTEM)
    assert (row.state, row.progress, row.counts["new"]) == ("done", 100, 1)
    assert not list(Path(settings.MEDIA_ROOT, "imports").iterdir())


@pytest.fixture
def country_again(django_db_blocker):
    """A test that truncates tables loads the country again for those that follow."""
    from fangxian.ground.places import catalogue as places_catalogue
    from fangxian.ground.places import pages as places

    places.bootstrap()
    places_catalogue.look_again()
    yield
    places_catalogue.look_again()


@pytest.mark.django_db(transaction=True)
def test_the_same_import_started_twice_at_once_changes_nothing_the_second_time(country_again):
    batch = arrivals.preview_file(as_csv(wang()), "a.csv", by=SYSTEM)
    sha = ImportBatch.objects.get(pk=batch).sha256
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**wanted) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [lock_number(sha)])
        with pytest.raises(Refusal) as refused:
            arrivals.commit_import(batch, by=SYSTEM)
        assert refused.value.code == "arrivals.import_running"
    assert not Declaration.objects.exists()
    assert arrivals.commit_import(batch, by=SYSTEM).counts["new"] == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_that_breaks_off_is_rolled_back_says_so_and_starts_again(
    country_again, monkeypatch
):
    batch = arrivals.preview_file(as_csv(wang()), "a.csv", by=SYSTEM)
    seen = []

    def break_off(*_args, **_more):
        seen.append(state_seen_by_others(batch))
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "keep_rejected", break_off)
    with pytest.raises(KeyboardInterrupt), unit_of_work():
        arrivals.commit_import(batch, by=SYSTEM)
    assert seen[0][0] == "running"
    assert seen[0][1] > 5
    assert arrivals.batch(batch, by=SYSTEM).state == "rolled_back"
    assert not Declaration.objects.exists()
    monkeypatch.undo()
    assert arrivals.commit_import(batch, by=SYSTEM).counts["new"] == 1


def state_seen_by_others(batch):
    """What another connection sees while the import runs."""
    found = []

    def look():
        found.append(ImportBatch.objects.values_list("state", "progress").get(pk=batch))
        connection.close()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    return found[0]


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_a_batch_that_reads_as_rolled_back(country_again):
    batch = arrivals.preview_file(as_csv(wang()), "a.csv", by=SYSTEM)
    ImportBatch.objects.filter(pk=batch).update(state="running", progress=45)
    row = arrivals.batch(batch, by=SYSTEM)
    assert row.state == "rolled_back"
    assert "重新" in row.why
    assert arrivals.commit_import(batch, by=SYSTEM).counts["new"] == 1
