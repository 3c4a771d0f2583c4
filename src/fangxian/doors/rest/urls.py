from __future__ import annotations

from django.urls import path

from fangxian.doors.rest.api import api

EVERYTHING = api.urls  # asked for once: it may not be asked twice

urlpatterns = [path("", EVERYTHING)]
