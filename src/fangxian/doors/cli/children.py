"""The processes that `up` keeps running: started, heard, restarted, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import click

from fangxian.doors.cli.say import tell

STOP_SECONDS = 15.0
STEADY_SECONDS = 30.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """One process of ours, by the `fangxian` command it runs."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.5
    again_at: float = 0.0
    _said_dead: bool = field(default=True)

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 ourselves
            [sys.executable, "-m", "fangxian.doors.cli", self.name, "--watched"],
            stdin=subprocess.PIPE,  # its end is the child's leash
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # Ctrl-C is for `up`, which stops its children in order
        )
        self.started, self._said_dead = time.monotonic(), False
        threading.Thread(target=self._pass_on, args=[self.process], daemon=True).start()

    def tend(self) -> None:
        """Start again what died, after a pause that grows while it keeps dying."""
        now = time.monotonic()
        if self.process and self.process.poll() is None:
            return
        if not self._said_dead:
            steady = now - self.started > STEADY_SECONDS
            self.pause = 0.5 if steady else min(self.pause * 2, LONGEST_PAUSE)
            self.again_at, self._said_dead = now + self.pause, True
            code = self.process.returncode if self.process else 0
            tell(
                f"{self.name} 意外退出({code}),{self.pause:.0f} 秒后重启。",
                f"{self.name} left unexpectedly ({code}); starting again in {self.pause:.0f} s.",
            )
        if now >= self.again_at:
            self.start()

    def kill(self) -> None:
        """At once, its whole group: `tend` starts it again. One that hangs heeds nothing else."""
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        """Until it has gone, with force in the end: the whole group, its workers too."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _pass_on(self, process: subprocess.Popen[bytes]) -> None:
        """Its lines, each under its name. On stderr: stdout is for `ready`."""
        assert process.stdout is not None
        for line in process.stdout:
            text = line.decode(errors="replace").rstrip()
            if text:
                click.echo(f"{self.name:<6} | {text}", err=True)
