"""A whole system of its own, run by `fangxian up` in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fangxian.kernel.database import NAME, Cluster
from tests import template
from tests.ports import own_port

PATIENCE = 90.0
MAKES = ("src/**/*.py", "packs/**/*", *template.MAKES)  # what a first start lays is made of


def wait_until(true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, f"not in {seconds:.0f} s: {what}"
        time.sleep(0.1)
    return found


def family(pid: int) -> set[int]:
    """A process's living descendants (Linux)."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents.setdefault(int(parent), []).append(int(entry.parent.name))
    found, look = set(), [pid]
    while look:
        children = parents.get(look.pop(), [])
        found |= set(children)
        look += children
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


class System:
    """`up` on a folder; its output is kept in files, so that nothing waits on a pipe."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.out, self.err = folder / "out", folder / "err"
        self.port = own_port()
        self.settings: dict[str, str] = {}
        self.process: subprocess.Popen[bytes] | None = None

    @classmethod
    def migrated(cls, folder: Path) -> System:
        """One whose database is made already: a copy of one that stands still."""
        made = cls(folder)
        shutil.copytree(_pattern().data, made.data)
        pattern, copy = Cluster.at(_pattern().data), Cluster.at(made.data)
        copy.files.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", f"{pattern.files}/.", copy.files], check=True)  # owners, too
        return made

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FANGXIAN_")}
        kept.pop("DATABASE_URL", None)
        usual = {"LANG": "zh_CN.UTF-8", "FANGXIAN_WORKERS": "1", "FANGXIAN_COUNTY": "610921"}
        return kept | usual | self.settings

    @property
    def server(self) -> dict[str, Any]:
        """How psycopg reaches its database."""
        cluster = Cluster.at(self.data)
        return {
            "host": str(cluster.sockets),
            "user": NAME,
            "password": cluster.password(),
            "dbname": NAME,
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "fangxian.doors.cli", "--data", str(self.data), *words]

    def fangxian(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(*words), capture_output=True, text=True, env=self.environment, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def json(self, *words: str) -> Any:
        return json.loads(self.fangxian(*words, "--json").stdout.splitlines()[-1])

    def start(self, *words: str) -> None:
        self.out.write_text("")
        self.process = subprocess.Popen(
            self.command("up", "--port", str(self.port), *words),
            stdin=subprocess.DEVNULL,
            stdout=self.out.open("ab"),
            stderr=self.err.open("ab"),
            env=self.environment,
            start_new_session=True,
        )
        wait_until(self._ready_or_dead, f"ready\n{self.said()}")
        assert "ready: " in self.out.read_text(), self.said()

    def _ready_or_dead(self) -> bool:
        return "ready: " in self.out.read_text() or self.process.poll() is not None

    def said(self) -> str:
        return self.out.read_text() + (self.err.read_text() if self.err.exists() else "")

    def child(self, name: str) -> int:
        """The process number of `web` or `worker`."""
        named = [
            pid for pid in family(self.process.pid) if f"cli {name} --watched" in command_of(pid)
        ]
        return min(named) if named else 0

    def kill(self) -> set[int]:
        """kill -9 of `up` alone. Returns who was below it."""
        below = family(self.process.pid)
        self.process.kill()
        self.process.wait()
        return below

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def clear_away(self) -> None:
        if self.process and self.process.poll() is None:
            for pid in self.kill():
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        cluster = Cluster.at(self.data)
        wait_until(lambda: _destroyed(cluster), "nobody uses the database any more")


@cache
def _pattern() -> System:
    """Made once for all processes of a run, and for later runs until what makes it changes."""
    made = System(template.shared() / f"pattern-{template.fingerprint(MAKES)}")
    whole = made.data.with_name("whole")
    with template.one_at_a_time("pattern.lock"):
        if not whole.exists():
            for old in template.shared().glob("pattern-*"):
                System(old).clear_away()
                shutil.rmtree(old)
            made.clear_away()  # files that outlived their folder
            made.fangxian("audit", "verify")
            whole.touch()
    return made


def _destroyed(cluster: Cluster) -> bool:
    from fangxian.kernel.database import DatabaseInUse

    try:
        cluster.destroy()
    except DatabaseInUse:
        return False
    return True
