"""`python -m bench [import|preview|dryrun|page|codes|gate|field|audit]…`: run benchmarks and print one line of JSON each."""

from __future__ import annotations

import subprocess
import sys

NAMES = {
    "import": "bench.import_ledger",
    "preview": "bench.preview",
    "dryrun": "bench.dryrun",
    "page": "bench.page",
    "codes": "bench.codes",
    "field": "bench.field",
    "gate": "bench.gate",
    "audit": "bench.audit",
}


def main(wanted: list[str]) -> int:
    """Each in a process of its own, so that none warms another's caches."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    codes = [
        subprocess.run([sys.executable, "-m", NAMES[name]], check=False).returncode
        for name in wanted or NAMES
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
