"""What the hot door does at ten times the county's busiest hour, and at three times that.

The county: 730,000 people, four scans a day each, 15 % of them in the busiest hour; ten times
that is 1,500 codes shown and 750 visits recorded a second. Clients ask at that rate whatever the
answers take. Nothing that was acknowledged may be missing, and above its room the door says
when to come back instead of getting slower for all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench.gate_ground import Ground, county, door, fill, stored

PORT = 8692
SHOWN, SCANNED = 1_500, 750  # a second
LASTS = 8.0
CONNECTIONS = {"shown": 512, "scanned": 512}


def both(ground: Ground, times: int, first: int) -> dict[str, Any]:
    """Codes shown and visits recorded at the same time, by two processes of clients."""
    orders = {
        "shown": {"path": "/gate/code", "tokens": ground.passes, "rate": SHOWN * times},
        "scanned": ground.scanning() | {"rate": SCANNED * times, "first": first},
    }
    before, running = stored(), {}
    for name, order in orders.items():
        made = int(order["rate"] * LASTS * 1.1)
        asked = {
            "ports": [PORT],
            "connections": CONNECTIONS[name] * times,
            "lasts": LASTS,
            "made": made,
        }
        running[name] = subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running[name].stdin.write(json.dumps(asked | order))
        running[name].stdin.close()
    told = {name: json.loads(one.stdout.read()) for name, one in running.items()}
    return told | {"stored": stored() - before}


def line(times: int, told: dict[str, Any]) -> dict[str, Any]:
    scanned = told["scanned"]
    kept = ("a_second", "sent", "kept", "broken", "statuses", "p50_ms", "p99_ms", "took")
    return {
        "bench": f"gate: the busiest hour x{10 * times}",
        "asked_a_second": {"shown": SHOWN * times, "scanned": SCANNED * times},
        **{name: {field: told[name][field] for field in kept} for name in ("shown", "scanned")},
        "stored": told["stored"],
        "acknowledged_not_stored": max(0, scanned["kept"] - told["stored"]),
        "never_answered": sum(told[name]["sent"] - told[name]["kept"] for name in CONNECTIONS),
    }


def main() -> int:
    with county():
        ground, lost = fill(), 0
        with door(PORT):
            both(ground, 1, 0)  # first looks, compiled statements
            for times in (1, 3):
                said = line(times, both(ground, times, 30_000 * times))
                lost += said["acknowledged_not_stored"]
                print(json.dumps(said, ensure_ascii=False), flush=True)
        return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
