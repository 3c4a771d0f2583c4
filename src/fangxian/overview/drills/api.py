"""Everything that drills offers."""

from fangxian.overview.drills.ledger.faults import REJECTED as FAULTS
from fangxian.overview.drills.ledger.making import COLUMNS, Ledger, Plan, ledger
from fangxian.overview.drills.ledger.writing import write_csv, write_xlsx

__all__ = ["COLUMNS", "FAULTS", "Ledger", "Plan", "ledger", "write_csv", "write_xlsx"]
