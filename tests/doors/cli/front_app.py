"""The web door's front before a small application, for the tests of what it takes and refuses."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse  # noqa: E402

from fangxian.doors.cli import front  # noqa: E402

THREADS, MOST = 2, 200_000
front.IDLE_SECONDS = 1.0


def told(environ: dict[str, Any], start: Any) -> HttpResponseBase:
    """How long the body is, and what else the application was told."""
    answer: HttpResponseBase
    if environ["PATH_INFO"] == "/long":
        answer = StreamingHttpResponse(b"x" * 1_000_000 for _ in range(30))
    else:
        words = [
            str(len(environ["wsgi.input"].read())),
            environ["REMOTE_ADDR"],
            environ.get("HTTP_X_A", ""),
            environ["QUERY_STRING"],
        ]
        answer = HttpResponse("|".join(words))
    start("200 OK", list(answer.items()))
    return answer


application = front.Front(told, threads=THREADS, most=MOST)


def serve(port: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    sys.path.insert(0, str(ROOT))
    Granian(
        "tests.doors.cli.front_app:application",
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
    ).serve()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
