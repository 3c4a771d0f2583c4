"""Fail when a model has changed and no migration says so. Needs no database."""

from __future__ import annotations

import sys
import warnings

import django
from django.core.management import call_command

warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
django.setup()
try:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
except SystemExit as left:
    sys.exit(left.code)
