"""Pages that belong to no line of work: language, the first page, what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from fangxian.doors import web_request
from fangxian.doors.command.shared import asked


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie for a year and go back."""
    answer = HttpResponseRedirect(asked.way_back(request, "/", "next"))
    if (wanted := request.POST.get("language", "")) in web_request.DJANGO_NAMES:
        answer.set_cookie(web_request.COOKIE, wanted, max_age=365 * 86400, samesite="Lax")
    return answer


urlpatterns = [
    path("language", set_language, name="set_language"),
]
