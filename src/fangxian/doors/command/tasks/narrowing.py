"""我的事 narrowed: by words, kind, place and lateness; kept under a name; as cards or as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, marks
from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.command.tasks import meant
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text, number_in

COOKIE = "work_view"
YEAR = 365 * 86400
LOOKS = {"cards": Text("卡片", "Cards"), "table": Text("表格", "Table")}
MANY = 30  # beyond, a list begins as a table
LETTERS = 40  # of what is looked for
NAME_LETTERS = 40


@dataclass(frozen=True)
class Narrowed:
    """What the address asks for, and what it may ask for."""

    only: tasks.CardFilter
    section: str
    text: str
    kind: str
    place: str
    whose: str = "mine"

    @property
    def any(self) -> bool:
        return bool(self.text or self.kind or self.place)


def read(query: QueryDict, actor: Actor) -> Narrowed:
    """The filter in an address. Words are looked for among the people whom the actor may see, too."""
    text = " ".join(query.get("q", "").split())[:LETTERS].replace("\0", "")
    kind, place = query.get("kind", "")[:40], query.get("place", "")[:15]
    only = tasks.CardFilter(
        kinds=(kind,) if kind else (),
        place=place,
        text=text,
        person_ids=_named(text, actor),
    )
    whose = "others" if query.get("whose") == "others" else "mine"
    return Narrowed(only, query.get("section", ""), text, kind, place, whose)


def _named(text: str, actor: Actor) -> tuple[int, ...]:
    if not text or not actor.may("people.read"):
        return ()
    return tuple(row.id for row in people.search(text, by=actor, limit=200))


def kinds(found: tasks.Facets) -> list[tuple[str, Text, int]]:
    return [(code, kind_word(code), n) for code, n in found.kinds.items()]


def kind_word(code: str) -> Text:
    word, _ = marks.KINDS.get("segment" if code.startswith("segment_") else code, marks.OTHER_KIND)
    return word


def places_in(found: tasks.Facets) -> list[tuple[str, str, int]]:
    """Where the work lies: villages with their town."""
    return [(code, marks.place(code), n) for code, n in found.places.items()]


def is_guard(actor: Actor) -> bool:
    """Who stands at a barrier, relays what travellers say (they vouch for nobody) and holds no post:
    their work is their shift, not the county's."""
    relays = actor.may("checkpoints.record") and not actor.may("arrivals.vouch")
    return relays and not actor.unit_ids


def look(request: WebRequest, length: int) -> str:
    """Cards or table: as asked now, else as this person chose before, else by how long the list is."""
    wanted = request.GET.get("view") or request.COOKIES.get(_cookie(request), "")
    return wanted if wanted in LOOKS else ("table" if length > MANY else "cards")


def _cookie(request: WebRequest) -> str:
    """Of the account: several sit at one desk, one after the other."""
    return f"{COOKIE}_{request.actor.account_id}"


def remember(request: WebRequest, answer: HttpResponse) -> HttpResponse:
    """What was chosen is chosen the next time too."""
    if request.GET.get("view") in LOOKS:
        answer.set_cookie(
            _cookie(request), request.GET["view"], max_age=YEAR, samesite="Lax", httponly=True
        )
    return answer


def address_of(found: tasks.InstructionFilter) -> str:
    """A kept view as the address of 我的事."""
    given = {
        "kind": found.kinds[0] if found.kinds else "",
        "place": found.place,
        "section": found.section or ("overdue" if found.late else ""),
        "whose": "others" if found.whose == "others" else "",
    }
    return f"{reverse('work')}?{urlencode({name: one for name, one in given.items() if one})}"


@require_POST
@command_page(needs="tasks.read")
def keep(request: WebRequest) -> HttpResponse:
    """Give what is shown a name."""
    name = request.POST.get("name", "").strip()[:NAME_LETTERS]
    back = asked.way_back(request, reverse("work"))
    if not name:
        messages.warning(
            request, Text("请给视图起个名字。", "Give the view a name.").speak(request.language)
        )
        return HttpResponseRedirect(back)
    kind, place = request.POST.get("kind", "")[:40], request.POST.get("place", "")[:15]
    found = tasks.InstructionFilter(
        mine=True,
        kinds=(kind,) if kind else (),
        place=place,
        whose="others" if request.POST.get("whose") == "others" else "mine",
        section=section if (section := request.POST.get("section", "")) in meant.SECTIONS else "",
    )
    tasks.save_filter(name, found, _within(place, request.actor), by=request.actor)
    done = Text(f"已存为“{name}”。", f"Kept as “{name}”.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(address_of(found))


def _within(place: str, actor: Actor) -> str:
    """The place that a view is of: the one asked for, else the first of one's own."""
    areas = actor.scope("tasks.read").prefixes
    if place and actor.may("tasks.read", place):
        return place
    return areas[0] if areas else places.home()


@require_POST
@command_page(needs="tasks.read")
def drop(request: WebRequest) -> HttpResponse:
    """Forget a view of one's own."""
    tasks.drop_view(number_in(request.POST.get("view", "")) or 0, by=request.actor)
    return HttpResponseRedirect(reverse("work"))


urlpatterns = [
    path("tasks/views", keep, name="work_keep_view"),
    path("tasks/views/drop", drop, name="work_drop_view"),
]
