"""Everything that opening offers."""

from fangxian.overview.opening.county_file import Applied, CountyFile, read_county_file
from fangxian.overview.opening.errors import LinkNotGood, SetUpFinished, StillMissing
from fangxian.overview.opening.queries import (
    StepState,
    checklist,
    edition_now,
    has_officers,
    is_finished,
    is_visitor,
    place_named,
    step,
)
from fangxian.overview.opening.retention import RETENTION
from fangxian.overview.opening.services.by_file import set_up_by_file
from fangxian.overview.opening.services.choosing import (
    SENDERS,
    FirstAccount,
    add_task_force,
    agree_on_edition,
    choose_county,
    choose_sender,
    open_first,
)
from fangxian.overview.opening.services.links import (
    HOURS,
    MINUTES,
    SETUP,
    Invited,
    enter,
    finish,
    invite,
    put_off,
)

__all__ = [
    "HOURS",
    "MINUTES",
    "RETENTION",
    "SENDERS",
    "SETUP",
    "Applied",
    "CountyFile",
    "FirstAccount",
    "Invited",
    "LinkNotGood",
    "SetUpFinished",
    "StepState",
    "StillMissing",
    "add_task_force",
    "agree_on_edition",
    "checklist",
    "choose_county",
    "choose_sender",
    "edition_now",
    "enter",
    "finish",
    "has_officers",
    "invite",
    "is_finished",
    "is_visitor",
    "open_first",
    "place_named",
    "put_off",
    "read_county_file",
    "set_up_by_file",
    "step",
]
