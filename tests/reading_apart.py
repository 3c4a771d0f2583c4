"""A workbook is read in a process of its own (`intake.apart`), whose start costs more than its work. In
the tests that process is forked from one that has started: the same program, under the same limits,
with nothing kept from one file to the next. Commands that are processes start it as a county does."""

from __future__ import annotations

import contextlib
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any

MODULE = "fangxian.ground.intake.reader_process"
CODE = 4  # bytes of a number on the line
SAID = 64  # bytes of what stands behind the command, blanks with it


class Starter:
    """Stands in for the module `subprocess` in `apart`."""

    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._line: socket.socket | None = None

    def run(
        self,
        command: Sequence[str],
        *,
        input: bytes,  # noqa: A002
        timeout: float,
        **_: Any,
    ) -> subprocess.CompletedProcess[bytes]:
        assert list(command[:3]) == [sys.executable, "-m", MODULE]
        files = [os.memfd_create(name) for name in ("in", "out", "err")]
        try:
            with os.fdopen(files[0], "wb", closefd=False) as given:
                given.write(input)
            os.lseek(files[0], 0, os.SEEK_SET)
            code = self._read(files, timeout, " ".join(command[3:]))
            return subprocess.CompletedProcess(command, code, *map(_written, files[1:]))
        finally:
            for one in files:
                os.close(one)

    def _read(self, files: list[int], timeout: float, said: str) -> int:
        with self._one_at_a_time:
            line = self._line = self._line or _start()
            line.settimeout(None)
            socket.send_fds(line, [said.ljust(SAID).encode()], files)
            number = _number(line)
            line.settimeout(timeout)
            try:
                return _number(line)
            except TimeoutError:
                os.kill(number, signal.SIGKILL)
                line.settimeout(None)
                _number(line)
                raise subprocess.TimeoutExpired(MODULE, timeout) from None


def _written(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "rb", closefd=False) as read:
        return read.read()


def _number(line: socket.socket) -> int:
    told = line.recv(CODE, socket.MSG_WAITALL)
    assert len(told) == CODE, "the process that forks the readers has gone"
    return int.from_bytes(told, signed=True)


def _start() -> socket.socket:
    """It ends when the tests' end of the line does."""
    ours, its = socket.socketpair()
    with its:
        subprocess.Popen(  # no wait: nobody asks how it ended
            [sys.executable, "-m", __name__, str(its.fileno())],
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return ours


def _serve(line: socket.socket) -> None:
    while True:
        said, files, *_ = socket.recv_fds(line, SAID, 3)
        if not files:
            return
        child = os.fork()
        if not child:
            sys.argv[1:] = said.decode().split()
            _be(files)
        for one in files:
            os.close(one)
        line.send(child.to_bytes(CODE, signed=True))
        line.send(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]).to_bytes(CODE, signed=True))


def _be(files: list[int]) -> None:
    """The program, with these for its input and output. Does not return."""
    for stream, file in enumerate(files):
        os.dup2(file, stream)
    code = 1
    try:
        del sys.modules[MODULE]  # that of whoever forked it
        runpy.run_module(MODULE, run_name="__main__", alter_sys=True)
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 told as Python tells it
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    import fangxian.ground.intake.opening  # noqa: F401 what every reading begins with

    _serve(socket.socket(fileno=int(sys.argv[1])))
