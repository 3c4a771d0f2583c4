"""Clients that knock as fast as they are answered: raw sockets in one process of its own, so
that the load costs little of the machine it measures."""

from __future__ import annotations

import json
import os
import selectors
import socket
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Caller:
    """One connection. It sends, waits for the whole answer, and sends the next."""

    socket: socket.socket
    sent_at: float = 0.0
    answer: bytes = b""
    resting: float = 0.0  # told to come back then
    asked: str = ""


@dataclass
class Tally:
    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def uuid7(count: int, moved: float) -> str:
    """A version 7 id of now by the county's clock: the visit's time is in it."""
    milli = int((time.time() + moved) * 1000)
    tail = int.from_bytes(os.urandom(8), "big") & (2**62 - 1) | 1 << 63
    low = f"{tail:016x}"
    return f"{milli >> 16:08x}-{milli & 0xFFFF:04x}-7{count & 0xFFF:03x}-{low[:4]}-{low[4:]}"


def scans(
    codes: list[str], venues: list[int], token: str, moved: float
) -> Iterator[tuple[str, bytes]]:
    """One request after another, each with its own id and the next code."""
    number = 0
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
    """So many connections, each with one request on its way at a time. A 429 is obeyed as a
    client would. `rate` a second at most; 0: as fast as answers come."""

    def __init__(self, port: int, made: Iterator[tuple[str, bytes]], connections: int) -> None:
        self.made, self.tally, self.eyes = made, Tally(), selectors.DefaultSelector()
        self.idle: deque[Caller] = deque()
        self.sent = self.busy = 0
        for _ in range(connections):
            caller = Caller(socket.create_connection(("127.0.0.1", port)))
            caller.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.eyes.register(caller.socket, selectors.EVENT_READ, caller)
            self.idle.append(caller)

    def run(self, lasts: float, rate: float) -> Tally:
        began = time.perf_counter()
        while True:
            now = time.perf_counter() - began
            if now < lasts:
                self._send(len(self.idle) if not rate else int(now * rate) - self.sent)
            elif not self.busy:
                return self.tally
            for key, _ in self.eyes.select(0.002 if self.idle else 0.1):
                self._hear(key.data)

    def _send(self, most: int) -> None:
        now = time.perf_counter()
        for _ in range(min(most, len(self.idle))):
            caller = self.idle.popleft()
            if caller.resting > now:
                self.idle.append(caller)
                continue
            caller.asked, request = next(self.made)
            caller.answer, caller.sent_at = b"", now
            caller.socket.sendall(request)
            self.sent += 1
            self.busy += 1

    def _hear(self, caller: Caller) -> None:
        caller.answer += caller.socket.recv(65536)
        head, split, body = caller.answer.partition(b"\r\n\r\n")
        lines = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:])
        if not split or len(body) < int(lines[b"content-length"]):
            return
        now, status = time.perf_counter(), head[9:12].decode()
        self.tally.statuses[status] += 1
        if status == "200":
            self.tally.times.append(now - caller.sent_at)
            self.tally.kept.append(caller.asked)
        caller.resting = now + float(lines.get(b"retry-after", b"0"))
        self.idle.append(caller)
        self.busy -= 1


def main() -> None:
    """Orders on stdin as JSON, the tally on stdout."""
    asked = json.load(sys.stdin)
    made = (
        gets(asked["path"], asked["tokens"])
        if "path" in asked
        else scans(asked["codes"], asked["venues"], asked["token"], asked["moved"])
    )
    began = time.perf_counter()
    tally = Load(asked["port"], made, asked["connections"]).run(
        asked["lasts"], asked.get("rate", 0.0)
    )
    took = time.perf_counter() - began
    times = sorted(tally.times) or [0.0]
    told = {
        "a_second": len(tally.times) / took,
        "statuses": tally.statuses,
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
        "kept": tally.kept if asked.get("ids") else len(tally.kept),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
