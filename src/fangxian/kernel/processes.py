"""Looking at the machine's processes, on Linux by /proc and elsewhere by ps."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PROC = Path("/proc")


def exists(pid: int) -> bool:
    """Whether the number is taken, be it by a process that is dead and not yet buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def runs_with(pid: int, word: str) -> bool:
    """Whether the process lives and was started with that word in its command line."""
    return word in _command_line(pid)


def any_in(folder: Path) -> bool:
    """Whether some process works in that folder (Linux; elsewhere no answer is a no)."""
    where = str(folder.resolve())
    return any(_folder_of(entry) == where for entry in PROC.glob("[0-9]*"))


def _folder_of(entry: Path) -> str:
    try:
        return str((entry / "cwd").readlink())
    except OSError:
        return ""


def _command_line(pid: int) -> str:
    if (PROC / "self").exists():
        try:
            return (PROC / str(pid) / "cmdline").read_text(errors="replace")
        except OSError:
            return ""
    asked = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
