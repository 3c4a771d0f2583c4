"""What venues offers to the rooms above it."""

from fangxian.lines.venues.application_faults import NewApplication
from fangxian.lines.venues.in_force import return_reasons
from fangxian.lines.venues.queries.applications import applications
from fangxian.lines.venues.services.applying import apply
from fangxian.lines.venues.services.partitions import ensure_partitions
from fangxian.lines.venues.services.reviewing import approve, return_

__all__ = [
    "NewApplication",
    "applications",
    "apply",
    "approve",
    "ensure_partitions",
    "return_",
    "return_reasons",
]
