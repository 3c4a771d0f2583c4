"""The days and minutes that a command takes: `--on 2022-05-10`, `--at 2022-05-10T08:00`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from fangxian.kernel import clock


class Moment(click.DateTime):
    """One that the county's calendar holds: days are added and taken away from it."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        found: datetime = super().convert(value, param, ctx)
        if not clock.FIRST <= found.date() <= clock.LAST:
            self.fail(f"{clock.FIRST} – {clock.LAST}", param, ctx)
        return found


DAY = Moment(["%Y-%m-%d"])
MINUTE = Moment(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
