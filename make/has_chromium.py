"""Exit 0 when playwright has a Chromium of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as play:
    sys.exit(not Path(play.chromium.executable_path).exists())
