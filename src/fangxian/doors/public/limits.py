"""How much one address may ask of this door. A counter a process, forgotten with it:
it keeps a runaway script out, it is no defence against a determined crowd."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

WINDOW_SECONDS = 600
# A village shares one address behind its mobile mast: generous for people, tight for scripts.
MOST = {"hand_in": 60, "check": 600, "look": 300}


class TooMany(Refusal):
    code = "public.too_many"
    status = 429
    sentence = Text(
        "这个网络在十分钟内提交得太多,系统先停一停。",
        "Too much was sent from this network within ten minutes; the page pauses.",
    )
    way_out = Text(
        "填写的内容还在本页,请过几分钟再点一次;急事请直接打电话给村(社区)。",
        "What you typed is still on this page: try again in a few minutes, or call the village.",
    )


def count(request: HttpRequest, what: str) -> None:
    """One more of `what` from this address; TooMany over the limit."""
    key = f"public:{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        seen = cache.incr(key)
    except ValueError:  # it expired between the two lines
        return
    if seen > MOST[what]:
        raise TooMany
