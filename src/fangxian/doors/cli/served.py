"""What a web worker process loads: the application behind its front, on a leash to its parent."""

from __future__ import annotations

import resource

from config.settings import ENVIRONMENT
from config.wsgi import application as django_application
from fangxian.doors.cli import leash
from fangxian.doors.cli.front import Front

__all__ = ["application"]

THREADS = 8  # for each process: Django works in threads, the database has 100 connections
BESIDE_THE_FILE = 2 * 1024 * 1024  # the form around an upload

_soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_hard, _hard))  # a file a connection that dawdles
leash.to_parent()
application = Front(
    django_application,
    threads=THREADS,
    most=ENVIRONMENT.upload_mb * 1024 * 1024 + BESIDE_THE_FILE,
)
