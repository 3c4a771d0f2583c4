"""The commands of the product against Hanyin's rules written a second time."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fangxian.kernel.database import Cluster
from tests.acceptance import oracle
from tests.data import shared
from tests.doors.cli.system import System

ON = date(2022, 5, 10)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """An empty system of our own, driven by its commands."""
    folder = tmp_path_factory.mktemp("county")
    made = System.migrated(folder)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FANGXIAN_")}
    environment |= {
        "FANGXIAN_DATA": str(made.data),
        "FANGXIAN_CLOCK": f"{oracle.RECEIVED.replace(' ', 'T')}!",
    }

    def fangxian(*words):
        done = subprocess.run(
            [str(Path(sys.executable).with_name("fangxian")), *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if "--json" in words else done.stdout

    with Cluster.at(made.data).held():  # not every command starts and stops the server
        yield fangxian, folder
    made.clear_away()


def test_a_ledger_imported_and_screened_answers_as_the_rules_read(county):
    fangxian, folder = county
    oracle.load_kinds()
    _, _, streets, _ = oracle.divisions()
    listings = oracle.risk_listings(streets)
    rows, taken, state = oracle.ledger(random.Random(610921), 2_500)
    path = folder / "来返人员.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, oracle.COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)

    fangxian("places", "load", "610921")
    lists = [
        shared(f"cn_risk_areas_2022/episodes/episodes_{n}_S0.csv.gz") for n in ("202204", "202205")
    ]
    fangxian("zones", "import", *lists, "--json")
    preview = fangxian("arrivals", "import", path, "--preview", "--json")
    answer = fangxian("arrivals", "import", path, "--json")
    for said in (preview, answer):
        assert {key: said[key] for key in taken} == dict(taken)
        assert said["read"] == len(rows)
        assert sum(said["reasons"].values()) == taken["rejected"]
    again = fangxian("arrivals", "import", path, "--json")
    assert (again["new"], again["updated"]) == (0, 0)

    summary = fangxian("arrivals", "screen", "--json")
    by_measure, origins, uncertain = Counter(), {}, 0
    for person in state.values():
        course, clock, doubt = oracle.decide(person, listings, ON)
        measure = oracle.measure_on(course, clock, ON)
        by_measure[measure] += 1
        uncertain += doubt
        side = "overseas" if person.get("是否入境") else "domestic"
        origins.setdefault(measure, {"overseas": 0, "domestic": 0})[side] += 1
    assert summary["people"] == len(state)
    assert summary["by_measure"] == dict(by_measure)
    assert summary["measure_by_origin"] == origins
    assert summary["uncertain"] == uncertain
    an_export_imported_again_changes_nothing(fangxian, folder)


def an_export_imported_again_changes_nothing(fangxian, folder):
    for name in ("全部.xlsx", "全部.csv"):
        fangxian("arrivals", "export", folder / name, "--purpose", "核对")
        answer = fangxian("arrivals", "import", folder / name, "--json")
        assert answer["read"] == answer["unchanged"] > 2_000
