"""The keys that sign codes: which one signs, until when the others verify; turning them, and
the day's signed list for devices."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes

TURNED = Text("密钥已生成,可以签发健康码。", "The key is made: codes can be signed.")


@command_page(needs="codes.rotate_keys")
def page(request: WebRequest) -> HttpResponse:
    return draw(
        request,
        "codes/keys",
        keys=codes.keys(by=request.actor),
        waiting_for_second=two_people.waiting(request, ("codes.rotate_keys",)),
    )


@require_POST
@command_page(needs="codes.rotate_keys")
def rotate(request: WebRequest) -> HttpResponse:
    """The first key at once; another only when two agree."""
    because = request.POST.get("because", "")[:300]
    two_people.do_or_ask(request, "codes.rotate_keys", {}, because, TURNED)
    return HttpResponseRedirect(reverse("codes_keys"))


@command_page(needs="codes.rotate_keys")
def download(request: WebRequest) -> HttpResponse:
    """The signed list as a file: nothing secret is in it."""
    answer = HttpResponse(codes.key_list(), content_type="application/cose")
    answer["Content-Disposition"] = f'attachment; filename="keys-{clock.today()}.cose"'
    return answer


urlpatterns = [
    path("codes/keys", page, name="codes_keys"),
    path("codes/keys/rotate", rotate, name="codes_rotate"),
    path("codes/keys/list", download, name="codes_key_list"),
]
