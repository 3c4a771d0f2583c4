"""The plan of the residents' door."""

from __future__ import annotations

from django.urls import include, path

from fangxian.doors.public import (
    places,
    receipt_views,
    venues_apply,
    venues_code,
    venues_scan,
    views,
)

urlpatterns = [
    path("", views.start, name="public_start"),
    path("declare", views.declare, name="public_declare"),
    path("places", places.found, name="public_places"),
    path("check/<slug:what>", views.check, name="public_check"),
    path("r/<str:keys>", receipt_views.receipt, name="public_receipt"),
    path("r/<str:keys>/change", receipt_views.change, name="public_change"),
    path("code/", include("fangxian.doors.public.mycode_urls")),
    path("code/at/<str:token>", venues_code.by_code, name="public_scan_code"),
    path("venues", venues_apply.apply, name="public_venue_apply"),
    path("venues/<str:key>", venues_apply.own, name="public_venue"),
    path("venues/<str:key>/change", venues_apply.change, name="public_venue_change"),
    path("venues/<str:key>/<slug:size>.pdf", venues_apply.poster, name="public_venue_poster"),
    path("v/<str:token>", venues_scan.scan, name="public_scan"),
    path("v/<str:token>/out", venues_scan.out, name="public_scan_out"),
]
