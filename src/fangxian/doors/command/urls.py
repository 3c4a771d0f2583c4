"""The plan of the command centre: one line a page, each with the permission it names."""

from __future__ import annotations

from fangxian.doors.command.accounts import views as accounts
from fangxian.doors.command.arrivals import entry, ledger, named_lists, notices
from fangxian.doors.command.bell import views as bell
from fangxian.doors.command.calls import views as calls
from fangxian.doors.command.checkpoints import console, passes, sheet
from fangxian.doors.command.checkpoints import views as checkpoints
from fangxian.doors.command.codes import views as codes
from fangxian.doors.command.devices import views as devices
from fangxian.doors.command.duty import views as duty
from fangxian.doors.command.home import brief, front, landing
from fangxian.doors.command.home import help as guide
from fangxian.doors.command.imports import views as imports
from fangxian.doors.command.instructions import views as instructions
from fangxian.doors.command.overrides import views as overrides
from fangxian.doors.command.people import find, replay
from fangxian.doors.command.people import views as people
from fangxian.doors.command.policy import views as policy
from fangxian.doors.command.pushed import views as pushed
from fangxian.doors.command.setup import views as setup
from fangxian.doors.command.shared import suggesting, two_people
from fangxian.doors.command.situation import on_map
from fangxian.doors.command.situation import views as situation
from fangxian.doors.command.tasks import instruction
from fangxian.doors.command.tasks import views as tasks
from fangxian.doors.command.venues import views as venues
from fangxian.doors.command.zones import views as zones

urlpatterns = [
    *front.urlpatterns,
    *setup.urlpatterns,
    *landing.urlpatterns,
    *brief.urlpatterns,
    *guide.urlpatterns,
    *situation.urlpatterns,
    *on_map.urlpatterns,
    *bell.urlpatterns,
    *find.urlpatterns,
    *tasks.urlpatterns,
    *instruction.urlpatterns,
    *instructions.urlpatterns,
    *ledger.urlpatterns,
    *calls.urlpatterns,
    *suggesting.urlpatterns,
    *named_lists.urlpatterns,
    *notices.urlpatterns,
    *entry.urlpatterns,
    *people.urlpatterns,
    *codes.urlpatterns,
    *overrides.urlpatterns,
    *pushed.urlpatterns,
    *replay.urlpatterns,
    *checkpoints.urlpatterns,
    *console.urlpatterns,
    *passes.urlpatterns,
    *sheet.urlpatterns,
    *devices.urlpatterns,
    *zones.urlpatterns,
    *venues.urlpatterns,
    *policy.urlpatterns,
    *duty.urlpatterns,
    *imports.urlpatterns,
    *accounts.urlpatterns,
    *two_people.urlpatterns,
]
