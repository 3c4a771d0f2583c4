"""Clients that knock as fast as they are answered: raw sockets in one process of its own, and
every request made before the first is sent, so that the load costs little of the machine it
measures. Whoever is told to come back later does, with the same request, as a client would; whose
door dies goes to another, or waits until it is there again."""

from __future__ import annotations

import json
import os
import re
import select
import socket
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)
AGAIN = 0.3  # seconds until another door is tried


@dataclass(eq=False)
class Caller:
    """One connection. It sends, waits for the whole answer, and sends the next."""

    port: int  # its place among the doors' ports
    socket: socket.socket | None = None
    sent_at: float = 0.0
    answer: bytes = b""
    resting: float = 0.0  # told to come back then
    asked: tuple[str, bytes] | None = None  # the request that is not answered for good yet


@dataclass
class Tally:
    """`times`: seconds from the first sending of a request to its 200; `broken`: connections
    that ended before their answer."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    sent: int = 0
    broken: int = 0


def uuid7(count: int, moved: float) -> str:
    """A version 7 id of now by the county's clock: the visit's time is in it."""
    milli = int((time.time() + moved) * 1000)
    tail = int.from_bytes(os.urandom(8), "big") & (2**62 - 1) | 1 << 63
    low = f"{tail:016x}"
    return f"{milli >> 16:08x}-{milli & 0xFFFF:04x}-7{count & 0xFFF:03x}-{low[:4]}-{low[4:]}"


def scans(
    codes: list[str], venues: list[int], token: str, moved: float, first: int
) -> Iterator[tuple[str, bytes]]:
    """One request after another, each with its own id and the next code."""
    number = first
    head = (
        "POST /gate/scan HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: "
    )
    while True:
        number += 1
        one = uuid7(number, moved)
        code, venue = codes[number % len(codes)], venues[number % len(venues)]
        body = json.dumps({"id": one, "venue": venue, "code": code}, separators=(",", ":"))
        yield one, f"{head}{len(body)}\r\n\r\n{body}".encode()


def gets(path: str, tokens: list[str]) -> Iterator[tuple[str, bytes]]:
    number = 0
    while True:
        number += 1
        token = tokens[number % len(tokens)]
        said = f"GET {path} HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer {token}\r\n\r\n"
        yield "", said.encode()


class Load:
    """So many connections, each with one request on its way at a time. `rate` a second at most;
    0: as fast as answers come."""

    def __init__(self, ports: list[int], made: Iterator[tuple[str, bytes]], connections: int):
        self.ports, self.made, self.tally, self.eyes = ports, made, Tally(), select.epoll()
        self.callers: dict[int, Caller] = {}
        self.idle: deque[Caller] = deque()
        self.resting: deque[Caller] = deque()
        self.busy = 0
        for number in range(connections):
            caller = Caller(number % len(ports))
            self._connect(caller)
            self.idle.append(caller)

    def _connect(self, caller: Caller) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.ports[caller.port]))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.eyes.register(made.fileno(), select.EPOLLIN)
        self.callers[made.fileno()] = caller
        caller.socket = made
        return made

    def run(self, lasts: float, rate: float) -> Tally:
        """Until `lasts` seconds are over and everything that was sent has its answer."""
        began = time.perf_counter()
        while True:
            now = time.perf_counter()
            self._wake(now)
            if now - began < lasts:
                self._send(len(self.idle) if not rate else int((now - began) * rate), rate)
            elif not self.busy and not self.resting:
                return self.tally
            for number, _ in self.eyes.poll(0.001 if rate or self.resting else 0.1):
                self._hear(self.callers[number])

    def _wake(self, now: float) -> None:
        for _ in range(len(self.resting)):
            caller = self.resting.popleft()
            if caller.resting > now:
                self.resting.append(caller)
            else:
                self._ask(caller, now)

    def _send(self, most: int, rate: float) -> None:
        now = time.perf_counter()
        due = min(most - self.tally.sent if rate else most, len(self.idle))
        for caller in [self.idle.popleft() for _ in range(due)]:
            caller.asked = next(self.made)
            self.tally.sent += 1
            caller.sent_at = now
            self._ask(caller, now)

    def _ask(self, caller: Caller, now: float) -> None:
        assert caller.asked is not None
        caller.answer = b""
        self.busy += 1
        try:
            (caller.socket or self._connect(caller)).sendall(caller.asked[1])
        except OSError:
            self._gone(caller)

    def _closed(self, caller: Caller) -> None:
        """An idle connection ended; the next request opens another."""
        assert caller.socket is not None
        self.eyes.unregister(caller.socket.fileno())
        caller.socket.close()
        caller.socket, caller.port = None, (caller.port + 1) % len(self.ports)

    def _gone(self, caller: Caller) -> None:
        """The door died before it answered: try the next one in a moment."""
        self.busy -= 1
        self.tally.broken += 1
        if caller.socket:
            self.eyes.unregister(caller.socket.fileno())
            caller.socket.close()
        caller.socket, caller.port = None, (caller.port + 1) % len(self.ports)
        caller.resting = time.perf_counter() + AGAIN
        self.resting.append(caller)

    def _hear(self, caller: Caller) -> None:
        assert caller.socket is not None
        try:
            heard = caller.socket.recv(65536)
        except OSError:
            heard = b""
        if not heard and caller in self.idle:
            return self._closed(caller)
        if not heard:
            return self._gone(caller)
        caller.answer += heard
        head, split, body = caller.answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not split or length is None or len(body) < int(length[1]):
            return None
        self.busy -= 1
        status = head[9:12].decode()
        self.tally.statuses[status] += 1
        return self._counted(caller, status, head)

    def _counted(self, caller: Caller, status: str, head: bytes) -> None:
        now = time.perf_counter()
        if status in ("429", "503"):
            after = head.partition(b"retry-after: ")[2].partition(b"\r")[0]
            caller.resting = now + float(after or b"1")
            self.resting.append(caller)
            return
        if status == "200":
            assert caller.asked is not None
            self.tally.times.append(now - caller.sent_at)
            self.tally.kept.append(caller.asked[0])
        self.idle.append(caller)


def main() -> None:
    """Orders on stdin as JSON, the tally on stdout. `made`: how many requests to make ahead;
    what is beyond them is made on the way."""
    asked = json.load(sys.stdin)
    endless = (
        gets(asked["path"], asked["tokens"])
        if "path" in asked
        else scans(
            asked["codes"], asked["venues"], asked["token"], asked["moved"], asked.get("first", 0)
        )
    )
    made = chain(list(islice(endless, asked["made"])), endless)
    load = Load(asked["ports"], made, asked["connections"])
    began, spent = time.perf_counter(), time.process_time()
    tally = load.run(asked["lasts"], asked.get("rate", 0.0))
    took = time.perf_counter() - began
    json.dump(told(tally, took, time.process_time() - spent) | ids(tally, asked), sys.stdout)


def ids(tally: Tally, asked: dict[str, object]) -> dict[str, object]:
    return {"kept": tally.kept if asked.get("ids") else len(tally.kept)}


def told(tally: Tally, took: float, spent: float) -> dict[str, object]:
    times = sorted(tally.times) or [0.0]
    return {
        "a_second": len(tally.times) / took,
        "took": took,
        "sent": tally.sent,
        "broken": tally.broken,
        "statuses": tally.statuses,
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
        "client_us": round(spent * 1e6 / max(len(times), 1), 1),
    }


if __name__ == "__main__":
    main()
