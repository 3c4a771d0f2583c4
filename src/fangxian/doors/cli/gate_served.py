"""What a process of the hot door loads: Django for the rooms, and the door, on a leash
to its parent."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from fangxian.doors.cli import leash  # noqa: E402 the rooms need Django first
from fangxian.doors.gate.app import Door  # noqa: E402

__all__ = ["application"]

# A thread that comes back from the database would else wait five milliseconds for the one that
# reads requests, at each of a batch's statements.
sys.setswitchinterval(0.0005)
leash.to_parent()
application = Door()
