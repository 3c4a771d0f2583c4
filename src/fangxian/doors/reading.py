"""A page of several readings is one unit of work: its lines are written once, at its end."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fangxian.kernel.work import unit_of_work

LOOKS = ("GET", "HEAD")
OURS = 500


class _Failed(Exception):
    """Takes back what the page had begun; nobody has seen it."""


class OneReading:
    """For those who are signed in: a page that is only looked at, from its view to its last line
    of text. What a stream reads while it is sent is a unit of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in LOOKS or not request.user.is_authenticated:
            return self.get_response(request)
        try:
            with unit_of_work():
                answer = self.get_response(request)
                if answer.status_code >= OURS:
                    raise _Failed
        except _Failed:
            pass
        return answer
