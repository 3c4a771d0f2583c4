"""What every web door shares: a request on which somebody acts, and its language."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from fangxian.kernel.actor import Actor

COOKIE = "language"
DEVICE = "browser"
DJANGO_NAMES = {"zh": "zh-hans", "en": "en"}


class WebRequest(HttpRequest):
    """A request after the CommandMiddleware: somebody acts (perhaps NOBODY)."""

    actor: Actor
    language: str
    partial: bool  # htmx asks for a piece of a page, not for the page


def chosen(cookies: dict[str, str]) -> str:
    """`zh` unless the person chose `en`; a browser's own setting decides nothing."""
    return "en" if cookies.get(COOKIE) == "en" else "zh"


class Network(NamedTuple):
    """Whose asking is counted together. `near`: one line of a house, an address of IPv4 or a /64 of
    IPv6, of which whoever has one has 2**64; `wide`: the /48 that may be one customer's, to be
    counted more loosely, "" of IPv4."""

    near: str
    wide: str = ""


def network_of(request: HttpRequest) -> Network:
    """From which network somebody asks."""
    told = address_of(request)
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:  # a proxy's own word for it
        return Network(told)
    if not isinstance(address, IPv6Address):
        return Network(str(address))
    if address.ipv4_mapped:
        return Network(str(address.ipv4_mapped))
    number = int(address)
    return Network(*(f"{IPv6Address(number >> cut << cut)}/{128 - cut}" for cut in (64, 80)))


def address_of(request: HttpRequest) -> str:
    """Who asks. Each proxy of ours writes down whom it heard, at the end of what the asker may
    have made up: so many entries from the end as there are proxies, it is the asker's."""
    proxies: int = settings.FANGXIAN_PROXIES
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
