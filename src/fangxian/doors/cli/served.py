"""What a web worker process loads: the application, on a leash to its parent."""

from __future__ import annotations

from config.wsgi import application
from fangxian.doors.cli import leash

__all__ = ["application"]

leash.to_parent()
