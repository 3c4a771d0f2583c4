"""The three requests of an entrance under the hot door's own addresses as well, /gate/…: where no
hot door stands in front, or a proxy falls back, whoever asks there is answered here, alike."""

from __future__ import annotations

from fangxian.doors.rest.urls import EVERYTHING

app_name = "gate"
patterns, _, _ = EVERYTHING
urlpatterns = [one for one in patterns if str(one.pattern).startswith("gate/")]
