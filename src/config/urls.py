"""The plan of addresses: one line a door."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/", include("fangxian.doors.rest.urls")),
    path("p/", include("fangxian.doors.public.urls")),
    path("", include("fangxian.doors.command.urls")),
]
