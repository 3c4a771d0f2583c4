"""`python -m fangxian.doors.cli` is `fangxian`."""

from __future__ import annotations

from fangxian.doors.cli.main import main

if __name__ == "__main__":  # a web worker is spawned and reads this file again
    main()
