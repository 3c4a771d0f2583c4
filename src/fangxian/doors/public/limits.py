"""How much one network may ask of this door, counted for all web processes together in one
row a window: it keeps a runaway script out, it is no defence against a determined crowd."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest

from fangxian.doors.threshold import address_of
from fangxian.kernel import clock, crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

WINDOW_SECONDS = 600
ONE_MORE = """
    INSERT INTO public_asked AS a (key, "window", seen) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET seen = a.seen + 1 RETURNING seen
"""
# A village shares one address behind its mobile mast: generous for people, tight for scripts.
MOST = {"hand_in": 60, "check": 600, "look": 300, "scan": 3000}  # a market scans behind one mast


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
    """One more of `what` from this network; TooMany over the limit."""
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = crypto.blind_index(f"{what} {window} {address_of(request)}", about="public.asked")
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [key, window])
        seen = cursor.fetchone()[0]
        if seen == 1:  # the first of a window sweeps up what is left of former ones
            cursor.execute('DELETE FROM public_asked WHERE "window" < %s', [window])
    if seen > MOST[what]:
        raise TooMany
