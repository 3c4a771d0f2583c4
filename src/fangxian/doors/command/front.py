"""Pages that belong to no line of work: language, the first page, what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fangxian.doors import threshold


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie for a year and go back."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if (wanted := request.POST.get("language", "")) in threshold.DJANGO_NAMES:
        answer.set_cookie(threshold.COOKIE, wanted, max_age=365 * 86400, samesite="Lax")
    return answer


urlpatterns = [
    path("language", set_language, name="set_language"),
]
