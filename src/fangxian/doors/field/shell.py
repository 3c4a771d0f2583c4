"""The app's shell: the same three files for everybody, so that it opens with no network."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "sw.js": "text/javascript; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json; charset=utf-8",
}


@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The page itself; it asks for a device's token only when it fetches."""
    answer = _file("index.html")
    answer["Permissions-Policy"] = "camera=(self)"
    return answer


def service_worker(request: HttpRequest) -> HttpResponse:
    """Looked at anew each time, so that an update is noticed; it may serve /field/ alone."""
    answer = _file("sw.js")
    answer["Service-Worker-Allowed"] = "/field/"
    return answer


def manifest(request: HttpRequest) -> HttpResponse:
    return _file("manifest.webmanifest")


def _file(name: str) -> HttpResponse:
    found = finders.find(f"field/{name}")
    if not isinstance(found, str):
        raise Http404(name)
    answer = HttpResponse(Path(found).read_bytes(), content_type=TYPES[name])
    answer["Cache-Control"] = "no-cache"
    return answer
