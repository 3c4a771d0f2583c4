"""The pages that everybody opens ask a bounded number of queries, however full the county is."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
BUDGETS = Path(__file__).with_name("budgets.toml")
PAGES = {
    "situation": "/",
    "work": "/tasks",
    "ledger": "/arrivals",
    "ledger_filtered": "/arrivals?colour=orange&sort=place",
    "calls": "/arrivals/calls",
    "zones": "/zones/",
    "policy": "/policy/",
    "duty": "/duty/",
    "imports": "/imports/",
    "dossier": "/people/{person}",
}


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    """At eight, and the register of places is looked at once: otherwise by the clock, every 2 s."""
    from fangxian.ground.places import catalogue

    catalogue.look_again()
    monkeypatch.setattr(catalogue, "LOOK_AGAIN_AFTER", 3600)
    with clock.at("2022-05-10T08:00"):
        yield


def fill(tmp_path: Path, rows: int, seed: int) -> None:
    """A ledger through the county's own doors, with the risk lists of that spring."""
    from fangxian.ground.duty import api as duty
    from fangxian.lines.arrivals import api as arrivals
    from fangxian.lines.zones import api as zones
    from fangxian.overview.drills import api as drills

    duty.bootstrap_units()
    for path in (Path(drills.__file__).parent / "hanyin").glob("*.csv"):
        zones.import_file(path, path.name, by=SYSTEM)
    file = tmp_path / f"{seed}.csv"
    drills.write_csv(drills.make_ledger(drills.Plan(rows=rows, seed=seed)).rows, file)
    arrivals.import_file(file, file.name, by=SYSTEM)
    outbox.settle()


@pytest.fixture
def desk(client):
    from fangxian.ground.access import api as access

    account = access.Account.objects.create_user("hot", password="-", name="值班员")
    access.grant(account.pk, "headquarters", "610921", since=clock.today(), by=SYSTEM)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def asked(desk, address: str) -> int:
    desk.get(address)  # what a process learns once is not counted
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(address)
    assert answer.status_code == 200, address
    return len(queries)


def count_all(desk) -> dict[str, int]:
    from fangxian.lines.screening.models import Phase

    person = Phase.objects.values_list("subject__person_id", flat=True).first()
    return {name: asked(desk, address.format(person=person)) for name, address in PAGES.items()}


@pytest.fixture
def _between_two_looks(monkeypatch):
    """Every two seconds some page asks what is enacted: which one is chance."""
    from fangxian.ground.policy import shelf as policy_shelf

    monkeypatch.setattr(policy_shelf, "LOOK_AGAIN_AFTER", float("inf"))


@pytest.mark.usefixtures("_between_two_looks")
def test_no_page_asks_more_than_its_budget_and_rows_do_not_matter(desk, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    fill(tmp_path, 150, seed=1)
    few = count_all(desk)
    fill(tmp_path, 450, seed=2)
    many = count_all(desk)
    if os.environ.get("FANGXIAN_TEST_RECORD"):
        head = "".join(line for line in BUDGETS.read_text().splitlines(True) if line[0] == "#")
        lines = (f"{name} = {number}\n" for name, number in sorted(many.items()))
        BUDGETS.write_text(f"{head}\n{''.join(lines)}")
    budgets = tomllib.loads(BUDGETS.read_text())
    over = {name: number for name, number in many.items() if number > budgets[name]}
    grown = {name: (few[name], many[name]) for name in PAGES if many[name] > few[name] + 2}
    assert (over, grown) == ({}, {})
