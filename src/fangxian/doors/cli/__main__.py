"""`python -m fangxian.doors.cli` is `fangxian`."""

from __future__ import annotations

from fangxian.doors.cli.main import main

main()
