"""What venues offers to the doors: their pages, programs and phones."""

from fangxian.lines.venues.application_faults import NewApplication
from fangxian.lines.venues.errors import ApplicationIncomplete, VisitorIncomplete
from fangxian.lines.venues.in_force import (
    categories,
    inspection_items,
    label_of,
    return_reasons,
    return_reasons_ever,
)
from fangxian.lines.venues.posters.plan import SIZES
from fangxian.lines.venues.queries.applications import (
    application_counts,
    applications,
    own_application,
)
from fangxian.lines.venues.queries.inspections import inspections
from fangxian.lines.venues.queries.uncovered import copies, premises_without_code, uncovered_by_grid
from fangxian.lines.venues.queries.venues import VenueRow, busiest, venue, venues
from fangxian.lines.venues.queries.visits import VisitRow, VisitsWanted, visits
from fangxian.lines.venues.rows import NewVisit
from fangxian.lines.venues.rules import FLAGS, HOWS, how_shown
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
from fangxian.lines.venues.services.listing import (
    VENUE_LISTS,
    VenuesListed,
    import_venues,
    preview_venues,
    undo_venues,
)
from fangxian.lines.venues.services.pairing import compare_visits
from fangxian.lines.venues.services.partitions import days_held, drop_expired, ensure_partitions
from fangxian.lines.venues.services.presented_codes import Held, PresentedAnswer, take_codes
from fangxian.lines.venues.services.recording import record_visits
from fangxian.lines.venues.services.reviewing import approve, return_
from fangxian.lines.venues.services.scanning import AtTheDoor, at_the_door, leave, scan_in
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
    "SIZES",
    "VENUE_LISTS",
    "ApplicationIncomplete",
    "AtTheDoor",
    "Held",
    "NewApplication",
    "NewPremises",
    "NewVisit",
    "PresentedAnswer",
    "Printed",
    "Recognised",
    "VenueRow",
    "VenuesListed",
    "VisitRow",
    "Visitor",
    "VisitorIncomplete",
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
    "copies",
    "copy_to_department",
    "days_held",
    "drop_expired",
    "ensure_partitions",
    "how_shown",
    "import_venues",
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
    "preview_venues",
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
    "undo_venues",
    "venue",
    "venues",
    "visits",
]
