"""Whether a browser offers passkeys at the address by which it came: they are bound to a name, and to
https or the machine itself. Where it does not, by which address it would."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


@dataclass(frozen=True)
class NotHere:
    """`link`: the same page where passkeys work; "" where no such address is known here."""

    link: str


def not_here(request: HttpRequest) -> NotHere | None:
    """None where passkeys work."""
    host, port = split_domain_port(request.get_host())
    address = _address_in(host)
    if address is None and (request.is_secure() or host == "localhost"):
        return None
    if address is not None and address.is_loopback:
        return NotHere(f"http://localhost{f':{port}' if port else ''}{request.get_full_path()}")
    public = settings.ENVIRONMENT.public_url.rstrip("/")
    named = public.startswith("https://") and _address_in(public[8:].partition(":")[0]) is None
    return NotHere(f"{public}{request.get_full_path()}" if named else "")


def _address_in(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None
