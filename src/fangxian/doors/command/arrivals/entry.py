"""登记一人: a member of staff files for somebody, by the same verb as everybody else; whose word it
counts for is the account's (`arrivals.vouching`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from fangxian.doors.command.people import whereto
from fangxian.doors.command.shared import pickers
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Actor
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

COLUMNS = {column.field: column for column in arrivals.COLUMNS}
DATES = {"leaving", "arrival", "entry"}
GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("本人", "Person"), ("name", "phone", "document_type", "document_number")),
    (
        Text("从哪里来", "From where"),
        ("origin", "leaving", "arrival", "via", "transport", "vehicle", "overseas", "entry"),
    ),
    (Text("住哪里", "Staying where"), ("place", "address", "remark")),
)
HINTS = {
    "origin": Text(
        "写到县区,从候选里选;找不到的照原话写,会作待核",
        "to the district, as offered; what is not found is to be verified",
    ),
    "via": Text("地点@起~止,几处用分号隔开", "place@from~to, separated by semicolons"),
}
for word in people.TYPES.values():  # a form keeps the Chinese word that was chosen
    kept(word.zh, word.en)
RIDES = {
    "飞机": "Plane",
    "火车": "Train",
    "长途汽车": "Coach",
    "自驾": "Own car",
    "轮船": "Boat",
    "其他": "Other",
    "是": "Yes",
    "否": "No",
}
for chosen, en in RIDES.items():
    kept(chosen, en)
METHODS = {True: "镇村录入", False: "卡口登记"}  # whether the account vouches for it
VERDICTS = {
    "new": Text("已登记", "Entered"),
    "updated": Text("此人原有档案,已按这次填报更新", "This person was known; the file is updated"),
    "unchanged": Text("与已有填报相同,没有新内容", "The same as already filed; nothing is new"),
}
ASKS_LESS = Text(
    "照此登记,对此人的管控会比现在放松,所以档案还没有改。请在下面“待核填报”里写明依据、确认后生效。",
    "By this, less would be asked of the person than now, so the file stands as it was. Say why and "
    "confirm it under “Claims” below.",
)
HANDED_OVER = Text(
    "此人登记在别处,档案没有改动。已请有此人档案的单位核实、交接;属实的话,对方采信后此人会到您这里。",
    "This person is on record elsewhere, and stands unchanged. The unit that has them was asked; once "
    "they find it so and accept it, the person is yours.",
)


@dataclass(frozen=True)
class Field:
    """A field of the form, with what was typed and what is wrong with it."""

    name: str
    label: Text
    kind: str  # text | date | choice | place
    choices: tuple[str, ...]
    needed: bool
    typed: str
    hint: Text | None
    faults: tuple[arrivals.FaultSaid, ...]


@command_page(needs="arrivals.declare")
def page(request: WebRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {"document_type": "居民身份证"}, ())
    typed = {name: request.POST.get(name, "").strip() for name in (*COLUMNS, "place")}
    try:
        done = arrivals.register(
            _as_filed(typed, request.actor), by=request.actor, way_in="township"
        )
    except arrivals.DeclarationFaulty as faulty:
        return _form(request, typed, faulty.faults, status=faulty.status)
    if done.verdict == "handed_over":
        messages.warning(request, HANDED_OVER.speak(request.language))
        return HttpResponseRedirect(reverse("arrivals_new"))
    if done.verdict == arrivals.ASKS_LESS:
        messages.warning(request, ASKS_LESS.speak(request.language))
        return HttpResponseRedirect(f"{reverse('person', args=[done.person_id])}#claims")
    said = VERDICTS[done.verdict]
    numbered = Text(f"{said.zh} · {done.number}。", f"{said.en} · {done.number}.")
    return whereto.to_person(request, done.person_id, numbered)


def _as_filed(typed: Mapping[str, str], by: Actor) -> dict[str, str]:
    """The picked place as the template's names of town and village."""
    form = {name: text for name, text in typed.items() if name in COLUMNS}
    place = typed["place"]
    if len(place) >= 9:
        form["town"] = places.name_of(place[:9])
    if len(place) >= 12:
        form["village"] = places.name_of(place[:12])
    return form | {"method": METHODS[by.may("arrivals.vouch", place or None)]}


def _form(
    request: WebRequest,
    typed: Mapping[str, str],
    faults: tuple[arrivals.FaultSaid, ...],
    status: int = 200,
) -> HttpResponse:
    groups = [(title, [_field(name, typed, faults) for name in names]) for title, names in GROUPS]
    shown = {name for _, names in GROUPS for name in names}
    return draw(
        request,
        "arrivals/entry",
        status=status,
        groups=groups,
        typed_place=typed.get("place", ""),
        places=pickers.places_within(request.actor.scope("arrivals.declare")),
        faulty=bool(faults),
        others=[fault for fault in faults if fault.field not in shown | {"town", "village"}],
    )


def _field(name: str, typed: Mapping[str, str], faults: tuple[arrivals.FaultSaid, ...]) -> Field:
    about = {"place": {"place", "town", "village"}}.get(name, {name})
    found = tuple(fault for fault in faults if fault.field in about)
    if name == "place":
        label = Text("目的镇村", "Town and village")
        return Field(
            name,
            label,
            "place",
            (),
            needed=True,
            typed=typed.get(name, ""),
            hint=None,
            faults=found,
        )
    column = COLUMNS[name]
    kind = "date" if name in DATES else "choice" if column.choices else "text"
    return Field(
        name,
        column.title,
        kind,
        column.choices,
        column.needed,
        typed.get(name, ""),
        HINTS.get(name),
        found,
    )


urlpatterns = [path("arrivals/new", page, name="arrivals_new")]
