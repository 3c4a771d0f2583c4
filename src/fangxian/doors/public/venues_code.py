"""Coming in with one's own code: whom this phone proved on the page "my code" needs no typing.
It lies below that page's path, because the proof is sent nowhere else."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fangxian.doors.public import limits, mycode_who, venues_phone
from fangxian.doors.public.stage import show, stage
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.kernel.errors import Refusal
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import pages as venues


@stage
def by_code(request: WebRequest, token: str) -> HttpResponse:
    """One tap for each of the people of this phone's code."""
    limits.count(request, "scan")
    door = venues.at_the_door(token, by=request.actor)
    mine = mycode_who.signed_in(request)
    names = people.names_of(mine)
    known = [(one, names[one]) for one in mine if one in names]
    if not known:
        return show(request, "venues/no_code", door=door, token=token)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _come_in(request, door, known, token)
        except Refusal as why:
            refusal = why
    return show(
        request,
        "venues/by_code",
        status=refusal.status if refusal else 200,
        door=door,
        known=known,
        token=token,
        refusal=refusal,
        label=venues.label_of(door.category),
    )


def _come_in(
    request: WebRequest, door: venues.AtTheDoor, known: list[tuple[int, str]], token: str
) -> HttpResponse:
    chosen = request.POST.get("who", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 3 else 0
    if number >= len(known):
        return HttpResponseRedirect(reverse("public_scan_code", args=[token]))
    person, masked = known[number]
    new = venues.Recognised(person, masked, codes.veil(person))
    ticket = request.POST.get("ticket", "")[:200]
    how = "self_phone" if person in mycode_who.proven_by_phone(request) else "self"
    done = venues.scan_in(ticket, person, how=how, shown=new.shown, by=request.actor)
    here = reverse("public_scan", args=[token])
    answer = show(request, "venues/in", door=door, done=done, name=masked, token=here)
    venues_phone.remember(answer, venues_phone.known(request), new)
    return answer
