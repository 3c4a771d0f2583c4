"""The keys that sign codes: which one signs, until when the others verify; turning them, and
the day's signed list for devices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.desk import desk, draw
from fangxian.doors.threshold import DeskRequest
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.codes import api as codes

TURNED = Text(
    "已换用新密钥 {kid};旧码在有效期和宽限期内仍可核验。",
    "Key {kid} signs from now on; older codes verify until they and their grace are over.",
)


@desk(needs="codes.rotate_keys")
def page(request: DeskRequest) -> HttpResponse:
    return draw(request, "codes/keys", keys=codes.keys(by=request.actor))


@require_POST
@desk(needs="codes.rotate_keys")
def rotate(request: DeskRequest) -> HttpResponse:
    made = codes.rotate_keys(by=request.actor)
    messages.success(request, TURNED.fill(kid=made.kid).speak(request.language))
    return HttpResponseRedirect(reverse("codes_keys"))


@desk(needs="codes.rotate_keys")
def download(request: DeskRequest) -> HttpResponse:
    """The signed list as a file: nothing secret is in it."""
    answer = HttpResponse(codes.key_list(), content_type="application/cose")
    answer["Content-Disposition"] = f'attachment; filename="keys-{clock.today()}.cose"'
    return answer


urlpatterns = [
    path("codes/keys", page, name="codes_keys"),
    path("codes/keys/rotate", rotate, name="codes_rotate"),
    path("codes/keys/list", download, name="codes_key_list"),
]
