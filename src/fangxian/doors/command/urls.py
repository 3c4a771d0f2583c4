"""The plan of the command centre: one line a page, each with the permission it names."""

from __future__ import annotations

from fangxian.doors.command import (
    duty,
    front,
    imports,
    policy,
    pushed,
    staff,
    zones,
)

urlpatterns = [
    *front.urlpatterns,
    *pushed.urlpatterns,
    *zones.urlpatterns,
    *policy.urlpatterns,
    *duty.urlpatterns,
    *imports.urlpatterns,
    *staff.urlpatterns,
]
