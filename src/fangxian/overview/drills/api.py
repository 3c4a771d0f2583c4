"""Everything that drills offers."""

from fangxian.overview.drills.demo.script import load_demo
from fangxian.overview.drills.errors import NotADemo
from fangxian.overview.drills.events import DemoPlayed
from fangxian.overview.drills.ledger.faults import REJECTED as FAULTS
from fangxian.overview.drills.ledger.making import COLUMNS, Ledger, Plan, make_ledger
from fangxian.overview.drills.ledger.writing import write_csv, write_xlsx
from fangxian.overview.drills.queries import DemoAccount, demo_accounts

__all__ = [
    "COLUMNS",
    "FAULTS",
    "DemoAccount",
    "DemoPlayed",
    "Ledger",
    "NotADemo",
    "Plan",
    "demo_accounts",
    "load_demo",
    "make_ledger",
    "write_csv",
    "write_xlsx",
]
