"""Where an operation on a person's page leads back to: their page, or, where the operation took them out of the
area of whoever did it, that official's own page, with where they are now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel.text import Text

MOVED = Text(
    "此人已转到{place},以后由那里办理。",
    "They are now with {place}, which deals with them from here on.",
)


def to_person(
    request: WebRequest, person_id: int, done: Text, part: str = "", *, take_back: str = ""
) -> HttpResponse:
    """Say what was done. It is never told as failed because the person went elsewhere by it.
    `take_back`: where it can be taken back at once, told beside it."""
    place = people.places_of([person_id]).get(person_id, "")
    gone = bool(place) and not request.actor.may("people.read", place)
    said = _with_where(done, place) if gone else done
    messages.success(request, said.speak(request.language), extra_tags=take_back)
    if gone:
        return HttpResponseRedirect(reverse("work"))
    return HttpResponseRedirect(f"{reverse('person', args=[person_id])}{part}")


def _with_where(done: Text, place: str) -> Text:
    return Text(
        done.zh + MOVED.zh.format(place=places.full_name(place)),
        f"{done.en} {MOVED.en.format(place=places.english_name(place))}",
    )
