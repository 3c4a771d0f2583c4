"""The plan of addresses: one line a door."""

from __future__ import annotations

from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("accounts/", include("fangxian.doors.command.signin.urls")),
    path("api/", include("fangxian.doors.rest.urls")),
    path("", include("fangxian.doors.rest.gate_urls")),
    path("p/", include("fangxian.doors.public.urls")),
    path("field/", include("fangxian.doors.field.urls")),
    path("", include("fangxian.doors.command.urls")),
]

handler400 = "config.failing.bad_request"
handler403 = "config.failing.forbidden"
handler404 = "config.failing.not_found"
handler429 = "config.failing.too_often"  # asked for by the sign-in library
handler500 = "config.failing.server_error"
