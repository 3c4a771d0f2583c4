"""What arrivals offers to the rooms above it."""

from fangxian.lines.arrivals.queries.calls import CallRow, calls, none_of
from fangxian.lines.arrivals.queries.counting import in_charge_by_place
from fangxian.lines.arrivals.queries.counts import Summary, summary
from fangxian.lines.arrivals.queries.expected import ExpectedRow, expected
from fangxian.lines.arrivals.queries.found import LedgerFilter
from fangxian.lines.arrivals.queries.ledger import LedgerRow, ledger
from fangxian.lines.arrivals.queries.questions import as_reported
from fangxian.lines.arrivals.services.importing import import_file
from fangxian.lines.arrivals.services.pushing import Letter, push_list
from fangxian.lines.arrivals.subject_keys import declaration_of

__all__ = [
    "CallRow",
    "ExpectedRow",
    "LedgerFilter",
    "LedgerRow",
    "Letter",
    "Summary",
    "as_reported",
    "calls",
    "declaration_of",
    "expected",
    "import_file",
    "in_charge_by_place",
    "ledger",
    "none_of",
    "push_list",
    "summary",
]
