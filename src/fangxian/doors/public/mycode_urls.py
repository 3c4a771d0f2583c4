"""The code's own corner: the worker that keeps the page covers these paths and no others."""

from __future__ import annotations

from django.urls import path

from fangxian.doors.public import mycode

urlpatterns = [
    path("", mycode.page, name="mycode"),
    path("password", mycode.password, name="mycode_password"),
    path("in", mycode.enter, name="mycode_in"),
    path("not-me", mycode.not_me, name="mycode_not_me"),
    path("out", mycode.leave, name="mycode_out"),
    path("r/<str:keys>", mycode.by_link, name="mycode_by_link"),
    path("appeal/<int:standing_id>", mycode.appeal, name="mycode_appeal"),
    path("sw.js", mycode.worker, name="mycode_worker"),
]
