"""A real web door with two threads: who dawdles, sends too much or lies takes none of them."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time

import pytest

from tests.doors.cli.front_app import MOST, ROOT, THREADS
from tests.ports import own_port

HEAD = b"POST /p/ HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(scope="module")
def port():
    number = own_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.doors.cli.front_app", str(number)], cwd=ROOT
    )
    try:
        _await(number)
        yield number
    finally:
        child.terminate()
        child.wait(20)


def _await(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


def ask(port: int, method: str = "GET", path: str = "/", body: object = None, **headers: str):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("__", "_"): value for name, value in headers.items()}
    line.request(method, path, body, named, encode_chunked=not isinstance(body, bytes | None))
    return line.getresponse()


def begin(port: int, told: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 10)
    line.sendall(HEAD + told)
    return line


def test_unfinished_bodies_stop_nobody(port):
    slow = [begin(port, b"Content-Length: 1000\r\n\r\nabc") for _ in range(THREADS * 50)]
    began = time.monotonic()
    assert ask(port).status == 200
    assert time.monotonic() - began < 5
    assert b"408" in slow[0].recv(400), "and after a while they are told so"
    for one in slow:
        one.close()


def test_what_is_told_to_be_too_large_is_refused_before_it_is_sent(port):
    line = begin(port, b"Content-Length: 314572800\r\n\r\n")
    assert line.recv(400).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("told", [b"-1", b"abc", b"1e3", b"9" * 400])
def test_a_length_that_is_none_is_refused(port, told):
    line = begin(port, b"Content-Length: " + told + b"\r\n\r\n")
    assert line.recv(400).split(b" ")[1] in {b"400", b"413"}


def test_what_comes_in_pieces_is_counted(port):
    assert ask(port, "POST", body=iter([b"x" * 50_000] * 3)).read().startswith(b"150000|")
    try:
        answer = ask(port, "POST", body=iter([b"x" * 50_000] * (MOST // 50_000 + 50)))
    except (BrokenPipeError, ConnectionResetError):
        return  # the door hung up while we were still talking
    assert answer.status == 413


def test_programs_are_refused_in_their_own_way(port):
    line = socket.create_connection(("127.0.0.1", port), 10)
    line.sendall(b"POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")
    heard = line.recv(2_000)
    assert b"application/problem+json" in heard
    assert b"cli.too_large" in heard


def test_a_header_with_an_underscore_stands_for_no_other(port):
    assert ask(port, x__a="forged").read().split(b"|")[2] == b""
    assert ask(port, **{"x-a": "true"}).read().split(b"|")[2] == b"true"


def test_the_asker_s_address_and_question_arrive(port):
    heard = ask(port, path="/?a=%E6%B1%89").read()
    assert heard == b"0|127.0.0.1||a=%E6%B1%89"


def test_a_long_answer_arrives_whole(port):
    assert len(ask(port, path="/long").read()) == 30_000_000
