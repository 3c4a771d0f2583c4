"""The plan of the command centre: one line a page, each with the permission it names."""

from __future__ import annotations

from fangxian.doors.command import (
    duty,
    entry,
    find,
    front,
    imports,
    instruction,
    ledger,
    named_lists,
    notices,
    overrides,
    person,
    policy,
    pushed,
    situation,
    staff,
    venues,
    work,
    zones,
)

urlpatterns = [
    *front.urlpatterns,
    *situation.urlpatterns,
    *find.urlpatterns,
    *work.urlpatterns,
    *instruction.urlpatterns,
    *ledger.urlpatterns,
    *named_lists.urlpatterns,
    *notices.urlpatterns,
    *entry.urlpatterns,
    *person.urlpatterns,
    *overrides.urlpatterns,
    *pushed.urlpatterns,
    *zones.urlpatterns,
    *venues.urlpatterns,
    *policy.urlpatterns,
    *duty.urlpatterns,
    *imports.urlpatterns,
    *staff.urlpatterns,
]
