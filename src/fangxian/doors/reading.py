"""A page of several readings: their lines are written once, before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fangxian.kernel.work import one_page

LOOKS = ("GET", "HEAD")


class OneReading:
    """For those who are signed in: a page that is only looked at, from its view to its last line
    of text. What a stream reads while it is sent has lines of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in LOOKS or not request.user.is_authenticated:
            return self.get_response(request)
        with one_page():
            return self.get_response(request)
