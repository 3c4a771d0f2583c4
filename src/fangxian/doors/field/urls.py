"""The plan of the field door."""

from __future__ import annotations

from django.urls import path

from fangxian.doors.field import (
    calling,
    enrolling,
    fetching,
    handing,
    looking,
    names,
    reminding,
    shell,
)

urlpatterns = [
    path("", shell.page, name="field"),
    path("sw.js", shell.service_worker, name="field_sw"),
    path("manifest.webmanifest", shell.manifest, name="field_manifest"),
    path("api/choices", enrolling.choices, name="field_choices"),
    path("api/enrol", enrolling.enrol, name="field_enrol"),
    path("api/reopen", enrolling.reopen, name="field_reopen"),
    path("api/heartbeat", fetching.heartbeat, name="field_heartbeat"),
    path("api/bundle", fetching.bundle, name="field_bundle"),
    path("api/look", looking.look, name="field_look"),
    path("api/phone", calling.phone, name="field_phone"),
    path("api/reminders", reminding.reminders, name="field_reminders"),
    path("api/places", names.names, name="field_places"),
    path("api/events", handing.take, name="field_events"),
]
