"""The county as the tests of the choreography speak of it."""

from __future__ import annotations

import csv
import io

from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.tasks import reactions as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.zones import api as zones
from fangxian.overview.drills import api as drills

WEI, MEI = "612422198009128011", "61092120050203152X"


class Hanyin:
    """Units stand; lists and ledgers come by file, as they do in the county."""

    def __init__(self) -> None:
        duty.bootstrap_units()
        town = places.children_of("610921")[0]
        village = places.children_of(town.code)[0]
        self.town, self.village = town, village

    def files(self, **said: str) -> None:
        """One row of a township's ledger comes in."""
        done = arrivals.import_file(self.sheet(said), "台账.csv", by=SYSTEM, may_lower=True)
        assert done.counts["rejected"] == 0, done.counts
        outbox.settle()

    def sheet(self, *rows: dict[str, str]) -> bytes:
        """A township's ledger, of Mr Wei's row with these changes."""
        text = io.StringIO()
        writer = csv.DictWriter(text, drills.COLUMNS)
        writer.writeheader()
        for said in rows:
            writer.writerow(
                dict.fromkeys(drills.COLUMNS, "")
                | {
                    "姓名": "韦国强",
                    "证件类型": "居民身份证",
                    "证件号码": WEI,
                    "手机号": "13800001234",
                    "出发地": "上海市嘉定区",
                    "离开出发地日期": "2022-05-08",
                    "抵达日期": "2022-05-09",
                    "目的乡镇": self.town.name,
                    "目的村(社区)": self.village.name,
                    "是否入境": "否",
                    "填报时间": "2022-05-09 09:00",
                }
                | said
            )
        return text.getvalue().encode("utf-8-sig")

    def lists(self, *rows: str) -> None:
        """A risk list: level,province,city,county,community,first_seen,last_seen."""
        head = "level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,right_censored"
        text = "\n".join([head, *(f"{row},1,0,0" for row in rows)])
        zones.import_file(text.encode(), "episodes.csv", by=SYSTEM)
        outbox.settle()

    def open(self) -> list[Instruction]:
        return list(Instruction.objects.filter(stage__in=tasks.OPEN).order_by("id"))
