"""The plan of the residents' door."""

from __future__ import annotations

from django.urls import path

from fangxian.doors.public import receipt_views, views

urlpatterns = [
    path("", views.start, name="public_start"),
    path("declare", views.declare, name="public_declare"),
    path("check/<slug:what>", views.check, name="public_check"),
    path("r/<str:keys>", receipt_views.receipt, name="public_receipt"),
    path("r/<str:keys>/change", receipt_views.change, name="public_change"),
]
