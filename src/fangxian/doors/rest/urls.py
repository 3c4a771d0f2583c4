from __future__ import annotations

from django.urls import path

from fangxian.doors.rest.api import api

urlpatterns = [path("", api.urls)]
