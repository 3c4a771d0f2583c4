"""What is kept of a verdict, to the letter: it is compared by digest with what was kept before."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from fangxian.ground.policy import api as policy
from fangxian.lines.screening import verdicts
from fangxian.lines.screening.subjects import Ref, Subject

DAY = date(2022, 5, 10)
ODD = '上海"市\\嘉定区\x01\x7f\u2028<&>\t🚂'


def in_plain_json(plain) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def written(db) -> verdicts.Written:
    stay = policy.Stay("310114", date(2022, 5, 6), date(2022, 5, 1), ODD)
    facts = policy.Facts(date(2022, 5, 7), (stay,), entry=date(2022, 5, 2), category="close")
    edition = policy.in_force(DAY, "610921")
    behind = policy.Behind("first", "medium", date(2022, 4, 1), date(2022, 4, 15))
    found = verdicts.Found(
        Subject(Ref("a.b", 7), 1, "610921", "covid19", facts),
        None,
        date(2022, 5, 6),
        uncertain=True,
        stay=stay,
        behind=behind,
    )
    return verdicts.Writer(edition).write(found, None)


def test_the_facts_are_written_and_read_again(written):
    stay = ["310114", "2022-05-01", "2022-05-06", ODD]
    plain = {
        "arrival": "2022-05-07",
        "overseas": False,
        "entry": "2022-05-02",
        "stays": [stay],
        "category": "close",
        "last_exposure": None,
    }
    assert written.facts == in_plain_json(plain)
    assert verdicts.facts_from_plain(json.loads(written.facts)).stays[0].text == ODD


def test_the_verdict_is_written_in_one_order_and_its_digest_leaves_out_how_it_was_found(written):
    table = policy.in_force(DAY, "610921").table
    plain = {
        "class": table.otherwise_class,
        "colour": table.otherwise_colour,
        "row": "",
        "citation": None,
        "clock": "2022-05-06",
        "uncertain": True,
        "phases": [],
        "stay": ["310114", "2022-05-01", "2022-05-06", ODD],
        "behind": {"row": "first", "class": "medium", "clock": "2022-04-01", "end": "2022-04-15"},
    }
    assert written.verdict == in_plain_json(plain | {"by": verdicts.AHEAD})
    said = hashlib.blake2b(in_plain_json(plain).encode(), digest_size=8).digest()
    assert written.digest[8:] == said
