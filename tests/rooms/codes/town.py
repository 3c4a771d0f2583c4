"""A township with a few people, officials with their powers, and standings to lay on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.text import Text
from fangxian.lines.codes import api as codes_api
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes.services import ledger as codes_ledger

TOWN = "610921102"
PHONE = "13800001234"
NUMBERS = ("612422198009128011", "61092120050203152X", "110105194912310021", "610921199001011234")


def official(account: int, *may: str, place: str = "610921") -> Actor:
    grants = (Grant("official", frozenset(may), place),)
    return Actor(account, f"账号{account}", grants, door="command")


class Town:
    """`wei`, `mei` share a phone; `lao` has none. All three live here, by the list of households."""

    def __init__(self) -> None:
        at = clock.now()
        rows = {
            "wei": ("韦国强", NUMBERS[0], PHONE),
            "mei": ("梅小花", NUMBERS[1], PHONE),
            "lao": ("劳大爷", NUMBERS[2], ""),
        }
        keys = {
            name: people.DocumentKey(people_document_words.RESIDENT_ID, n)
            for name, (_, n, _) in rows.items()
        }
        states = {
            keys[name]: people.first(
                people.PersonFiling(at, shown, phone=phone, place=f"{TOWN}201")[1:], at
            )
            for name, (shown, _, phone) in rows.items()
        }
        ids = people.store(states, by=SYSTEM)
        self.wei, self.mei, self.lao = (ids[keys[name]] for name in rows)
        for one in (self.wei, self.mei, self.lao):
            people.open_household(f"{TOWN}201", "", one, by=SYSTEM)

    def colour(self, person: int, at: datetime | None = None) -> str:
        return codes_api.colours_of([person], at)[person].code


def standing(person: int, colour: str = "red", **other: Any) -> codes.NewStanding:
    now = clock.now()
    said: dict[str, Any] = {
        "reason": "high_or_medium_risk_area_history",
        "words": Text("到过中高风险地区", "Was in a risk area"),
        "clause": {"document": "汉阴县通告", "clause": "第2条", "row": "hanyin-3"},
        "source": "arrivals.screening:1",
        "origin": "screening",
        "since": now,
        "until": now + timedelta(days=14),
        "place": f"{TOWN}201",
        "key": "arrivals.declaration:1",
    }
    return codes.NewStanding(person_id=person, colour=colour, **(said | other))


def lay(*rows: codes.NewStanding) -> codes_ledger.Raised:
    return codes.raise_standings(rows, by=SYSTEM)
