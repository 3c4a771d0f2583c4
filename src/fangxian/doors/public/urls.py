"""The plan of the residents' door."""

from __future__ import annotations

from django.urls import path

from fangxian.doors.public import views

urlpatterns = [
    path("", views.start, name="public_start"),
    path("declare", views.declare, name="public_declare"),
    path("check/<slug:what>", views.check, name="public_check"),
]
