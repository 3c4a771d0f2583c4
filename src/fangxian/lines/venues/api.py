"""Everything that venues offers."""

from fangxian.lines.venues.errors import (
    ApplicationIncomplete,
    NoSuchApplication,
    NoSuchCode,
    VisitorIncomplete,
)
from fangxian.lines.venues.events import VenueApproved, VisitFlagged, VisitsRecorded
from fangxian.lines.venues.in_force import (
    Category,
    categories,
    inspection_items,
    label_of,
    return_reasons,
    return_reasons_ever,
)
from fangxian.lines.venues.judging import NewApplication
from fangxian.lines.venues.posters.plan import SIZES
from fangxian.lines.venues.queries.applications import (
    ApplicationRow,
    Counts,
    application_counts,
    applications,
    own_application,
)
from fangxian.lines.venues.queries.inspections import InspectionRow, inspections
from fangxian.lines.venues.queries.uncovered import (
    CopyRow,
    GridCount,
    PremisesRow,
    copies,
    premises_without_code,
    uncovered_by_grid,
)
from fangxian.lines.venues.queries.venues import (
    Busy,
    CodeRow,
    VenueRow,
    VenueSheet,
    busiest,
    venue,
    venues,
)
from fangxian.lines.venues.queries.visits import VisitRow, VisitsWanted, visits
from fangxian.lines.venues.retention import RETENTION
from fangxian.lines.venues.rows import NewVisit
from fangxian.lines.venues.rules import FLAGS, HOWS, PROOFS, how_shown, id_at
from fangxian.lines.venues.services.applying import amend, apply
from fangxian.lines.venues.services.codes import (
    Printed,
    close_venue,
    name_point,
    own_posters,
    posters,
    renew_code,
)
from fangxian.lines.venues.services.inspecting import inspect, recheck
from fangxian.lines.venues.services.pairing import compare_visits, compare_when_due
from fangxian.lines.venues.services.partitions import (
    Dropped,
    days_held,
    drop_expired,
    ensure_partitions,
)
from fangxian.lines.venues.services.recording import Settled, record_visits
from fangxian.lines.venues.services.reviewing import approve, return_
from fangxian.lines.venues.services.scanning import AtTheDoor, Scanned, at_the_door, leave, scan_in
from fangxian.lines.venues.services.taking import Answer, Held, take_codes
from fangxian.lines.venues.services.uncovered import (
    NewPremises,
    add_premises,
    copy_to_department,
    settle_premises,
)
from fangxian.lines.venues.services.visitors import Recognised, Visitor, recognise

__all__ = [
    "FLAGS",
    "HOWS",
    "PROOFS",
    "RETENTION",
    "SIZES",
    "Answer",
    "ApplicationIncomplete",
    "ApplicationRow",
    "AtTheDoor",
    "Busy",
    "Category",
    "CodeRow",
    "CopyRow",
    "Counts",
    "Dropped",
    "GridCount",
    "Held",
    "InspectionRow",
    "NewApplication",
    "NewPremises",
    "NewVisit",
    "NoSuchApplication",
    "NoSuchCode",
    "PremisesRow",
    "Printed",
    "Recognised",
    "Scanned",
    "Settled",
    "VenueApproved",
    "VenueRow",
    "VenueSheet",
    "VisitFlagged",
    "VisitRow",
    "Visitor",
    "VisitorIncomplete",
    "VisitsRecorded",
    "VisitsWanted",
    "add_premises",
    "amend",
    "application_counts",
    "applications",
    "apply",
    "approve",
    "at_the_door",
    "busiest",
    "categories",
    "close_venue",
    "compare_visits",
    "compare_when_due",
    "copies",
    "copy_to_department",
    "days_held",
    "drop_expired",
    "ensure_partitions",
    "how_shown",
    "id_at",
    "inspect",
    "inspection_items",
    "inspections",
    "label_of",
    "leave",
    "name_point",
    "own_application",
    "own_posters",
    "posters",
    "premises_without_code",
    "recheck",
    "recognise",
    "record_visits",
    "renew_code",
    "return_",
    "return_reasons",
    "return_reasons_ever",
    "scan_in",
    "settle_premises",
    "take_codes",
    "uncovered_by_grid",
    "venue",
    "venues",
    "visits",
]
