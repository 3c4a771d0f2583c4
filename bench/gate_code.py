"""Codes shown by the hot door against the same stack answering a constant, in turns. At least 0.6
of a Starlette route with msgspec on the same server; the ratio to the door's own constant, which
has not even Starlette's objects, is told beside it."""

from __future__ import annotations

import json
import statistics
from typing import Any

from bench.gate_ground import county, door, door_seconds, fill, knock

CODES, CONSTANT = 8693, 8694
CONNECTIONS = 640
LASTS = 3.0
TURNS = 5
AT_LEAST = 0.6
ASKED = {
    "code": (CODES, "/gate/code"),
    "starlette": (CONSTANT, "/gate/healthz"),
    "bare": (CODES, "/gate/healthz"),
}


def main() -> int:
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in ASKED}
    with county():
        ground = fill()
        with door(CODES) as pid, door(CONSTANT, "-m", "bench.gate_constant", str(CONSTANT)):
            for turn in range(TURNS + 1):
                for name, (port, path) in ASKED.items():
                    spent = door_seconds(pid)
                    told = knock(
                        [port],
                        connections=CONNECTIONS,
                        lasts=LASTS,
                        made=200_000,
                        path=path,
                        tokens=ground.passes,
                    )
                    told["door_us"] = (door_seconds(pid) - spent) * 1e6 / max(told["kept"], 1)
                    if turn:  # the first one warms
                        turns[name].append(told)
    said = report(turns)
    print(json.dumps(said, ensure_ascii=False))
    return 0 if said["holds"] else 1


def report(turns: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    rates = {name: [one["a_second"] for one in said] for name, said in turns.items()}
    each = {
        name: [round(code / rate, 2) for code, rate in zip(rates["code"], rates[name], strict=True)]
        for name in ("starlette", "bare")
    }
    ratios = {name: statistics.median(values) for name, values in each.items()}
    middle = {
        name: round(statistics.median(one[name] for one in turns["code"]), 1)
        for name in ("p50_ms", "p99_ms", "door_us", "client_us")
    }
    return {
        "bench": "gate: codes shown",
        "a_second": [round(rate) for rate in rates["code"]],
        "constant": {name: [round(rate) for rate in rates[name]] for name in each},
        "ratios": ratios,
        "ratios_each": each,
        "at_least": AT_LEAST,
        "holds": ratios["starlette"] >= AT_LEAST,
        **middle,
        "statuses": [one["statuses"] for one in turns["code"]],
    }
