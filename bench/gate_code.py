"""Codes shown by the hot door against the same stack answering a constant, in turns on one
running door. At least 0.6 of a Starlette route with msgspec; the ratio to a route without even
Starlette's objects is told beside it."""

from __future__ import annotations

import json
import statistics
import sys
import time
import urllib.request
from typing import Any

from bench.gate_ground import county, fill, knock

PORT = 8693
CONNECTIONS = 640
LASTS = 3.0
TURNS = 5
AT_LEAST = 0.6
PATHS = {"code": "/gate/code", "starlette": "/bench/constant", "bare": "/bench/bare"}


def serve() -> Any:
    import subprocess

    started = subprocess.Popen([sys.executable, "-m", "bench.gate_code", "serve"])
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/gate/healthz", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    return started


def main() -> int:
    with county():
        ground, serving = fill(), serve()
        turns: dict[str, list[dict[str, Any]]] = {name: [] for name in PATHS}
        try:
            for turn in range(TURNS + 1):
                for name, path in PATHS.items():
                    said = knock(
                        [PORT], connections=CONNECTIONS, lasts=LASTS, made=200_000, path=path,
                        tokens=ground.passes,
                    )  # fmt: skip
                    if turn:  # the first one warms
                        turns[name].append(said)
        finally:
            serving.terminate()
            serving.wait(20)
    rates = {name: [one["a_second"] for one in said] for name, said in turns.items()}
    each = {
        name: [round(code / rate, 2) for code, rate in zip(rates["code"], rates[name], strict=True)]
        for name in ("starlette", "bare")
    }
    ratio = statistics.median(each["starlette"])
    said = {
        "bench": "gate: codes shown", "a_second": [round(rate) for rate in rates["code"]],
        "constant": {name: [round(rate) for rate in rates[name]] for name in each},
        "ratios": {name: statistics.median(values) for name, values in each.items()},
        "ratios_each": each, "at_least": AT_LEAST, "holds": ratio >= AT_LEAST,
        "p50_ms": turns["code"][0]["p50_ms"], "p99_ms": turns["code"][0]["p99_ms"],
        "statuses": [one["statuses"] for one in turns["code"]],
    }  # fmt: skip
    print(json.dumps(said, ensure_ascii=False))
    return 0 if said["holds"] else 1


def serving() -> None:
    """`fangxian gate`, with the constants beside it."""
    from fangxian.doors.cli.gate import serve

    serve("bench.gate_constant:application", "127.0.0.1", PORT, 2)


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serving()
    else:
        sys.exit(main())
