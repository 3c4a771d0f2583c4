"""一人一档: who it is, what holds and why, what was asked of whom, and who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.calls import views as calls
from fangxian.doors.command.claims import views as claims
from fangxian.doors.command.overrides import views as overrides
from fangxian.doors.command.people import household, picture, twins, whereto
from fangxian.doors.command.shared import asked, terms, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks import acts
from fangxian.doors.command.tasks.cards import Card
from fangxian.doors.web_request import WebRequest
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import audit, clock, masking
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening

PURPOSES = (
    Text("电话核查", "Call to verify"),
    Text("入户随访", "Home visit"),
    Text("转运对接", "Transfer"),
    Text("协查回复", "Answer to an inquiry"),
    Text("开具文书", "Issue a document"),
)
FIELDS = {
    "name": Text("姓名", "Name"),
    "number": Text("证件号码", "Document number"),
    "phone": Text("手机号", "Phone"),
}
LOOKS = 200  # the newest audit lines that touch a person


@command_page(needs="people.read")
def page(request: WebRequest, person_id: int) -> HttpResponse:
    who = people.person(person_id, by=request.actor)
    if who.id != person_id:
        return HttpResponseRedirect(reverse("person", args=[who.id]))
    orders = tasks.for_person(who.id, by=request.actor) if request.actor.may("tasks.read") else ()
    file, charged = _file(request, who.id), duty.responsible_for(who.id)
    return draw(
        request,
        "people/page",
        who=who,
        file=file,
        **_drawn(request, file),
        **_decided(request, who.id, file),
        states=overrides.STATES,
        family=arrivals.family(who.id, by=request.actor) if file and who.household_id else (),
        responsible=charged,
        in_place=() if charged else duty.responsible_for(who.place),
        placed=tasks.confirmed([who.id]).get(who.id, ()),
        today=clock.today(),
        terms=terms.today(),
        latest=clock.today() + screening.override_days(clock.today(), who.place or places.home()),
        may_edit=request.actor.may("people.edit", who.place),
        reasons=screening.override_reasons(clock.today(), who.place or places.home()),
        reasons_ever=screening.override_reasons_ever(who.place or places.home()),
        may_screen=request.actor.may("arrivals.screen", who.place),
        age=_age(who),
        purposes=PURPOSES,
        fields=FIELDS,
        open=[row for row in orders if row.stage in tasks.OPEN],
        orders=[Card(row, acts.offers(row, request.actor)) for row in orders],
        lookers=lookers(audit.looks_at(who.id, LOOKS)),
        may_reveal=request.actor.may("people.reveal", who.place),
        code=_code(request, who),
        answering=duty.whom_to_call(who.place) if who.place else (),
        may_see_codes=request.actor.may("codes.explain", who.place),
        **_merging(request, who),
        **claims.shown(request, who.id),
        **calls.answers_shown(request, who.id),
        may_decide_claims=request.actor.may("arrivals.vouch", who.place),
    )


def _merging(request: WebRequest, who: people.PersonRow) -> dict[str, Any]:
    """Whether records may be made one with this, and what of that waits for a colleague."""
    if not request.actor.may("people.merge", who.place):
        return {"may_merge": False}
    waiting = [
        one
        for one in two_people.waiting_merges(request)
        if who.id in (one.given.get("kept_id"), one.given.get("gone_id"))
        or one.given.get("record_id") in who.merge_ids
    ]
    return {"may_merge": True, "waiting_for_second": waiting}


def _file(request: WebRequest, person_id: int) -> arrivals.Dossier | None:
    """What was declared; None for somebody who never declared, or without the permission."""
    if not request.actor.may("arrivals.read"):
        return None
    try:
        return arrivals.dossier(person_id, by=request.actor)
    except NotFound:
        return None


def _code(request: WebRequest, who: people.PersonRow) -> codes.ColourExplained | None:
    """The colour that the person shows now; None without the permission, or without a policy."""
    if not request.actor.may("codes.explain", who.place):
        return None
    try:
        return codes.explain(who.id, by=request.actor)
    except Refusal:
        return None


def _drawn(request: WebRequest, file: arrivals.Dossier | None) -> dict[str, Any]:
    """The standing screening and the picture of the days."""
    if file is None:
        return {}
    standing = next((one for one in file.screenings if one.standing), None)
    return {
        "standing": standing,
        "picture": picture.of(file, standing.listing if standing else None, request.language),
    }


@dataclass(frozen=True)
class Proposal:
    """What a person is at risk of, and of which another class may be proposed: in the words of what is
    in force for its disease at its place. `named`: "" while it is all that there is."""

    subject: screening.SubjectRow
    terms: terms.Terms
    named: Text | None


def _decided(request: WebRequest, person_id: int, file: arrivals.Dossier | None) -> dict[str, Any]:
    """The human decisions about this person, that which holds on what they declared, if any, and of
    what another may be proposed: one at a time, what waits is decided first."""
    if not request.actor.may("arrivals.read"):
        return {"overrides": [], "human": None}
    found = screening.overrides(person_id=person_id, by=request.actor)
    lines = overrides.lines(request, found.rows)
    taken = {line.row.ref for line in lines if line.row.state in {"proposed", "standing"}}
    declared = screening.Ref(arrivals.KIND, file.declaration_id) if file else None
    return {
        "overrides": lines,
        "human": next(
            (one for one in lines if one.row.state == "standing" and one.row.ref == declared), None
        ),
        "proposals": [
            one for one in _proposals(request, person_id) if one.subject.ref not in taken
        ],
    }


def _proposals(request: WebRequest, person_id: int) -> list[Proposal]:
    if not request.actor.may("arrivals.override_propose"):
        return []
    subjects = [
        one
        for one in screening.subjects_of_person(person_id, by=request.actor)
        if one.edition and request.actor.may("arrivals.override_propose", one.place)
    ]
    apart = len(subjects) > 1 or any(one.ref.kind != arrivals.KIND for one in subjects)
    return [
        Proposal(one, terms.Terms(one.edition), _named(one) if apart else None) for one in subjects
    ]


def _named(one: screening.SubjectRow) -> Text:
    """As what they are known, and of which disease."""
    disease = policy.diseases().get(one.disease, Text(one.disease, one.disease))
    if one.contact:
        return Text(f"{disease.zh}·密切接触者等", f"{disease.en}, a contact")
    if one.ref.kind == arrivals.KIND:
        return Text(f"{disease.zh}·来返人员", f"{disease.en}, as who arrived")
    return disease


@dataclass(frozen=True)
class Looker:
    """Somebody who looked, how often, when last, and for which stated purposes."""

    name: str
    times: int
    last: datetime
    purposes: tuple[str, ...]


def lookers(looks: Iterable[audit.Look]) -> list[Looker]:
    """Newest first, one line a person: ten openings of one file are one visit to read."""
    by_name: dict[str, list[audit.Look]] = {}
    for look in looks:
        by_name.setdefault(look.actor, []).append(look)
    return [
        Looker(
            name,
            len(some),
            some[0].at,
            tuple(dict.fromkeys(one.purpose for one in some if one.purpose)),
        )
        for name, some in by_name.items()
    ]


def _age(who: people.PersonRow) -> int | None:
    """Whole years; sex and birth date come from the document's number."""
    born, today = who.birth_date, clock.today()
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@require_POST
@command_page(needs="people.reveal")
def reveal(request: WebRequest, person_id: int) -> HttpResponse:
    """Show one field in clear for a stated purpose; the look is written down."""
    field = request.POST.get("field", "")
    if field not in FIELDS:
        raise Http404
    purpose = request.POST.get("other", "").strip() or request.POST.get("purpose", "")
    shown = people.reveal(person_id, field, purpose, by=request.actor)  # type: ignore[arg-type]
    answer = draw(
        request,
        "people/revealed",
        field=FIELDS[field],
        shown=shown,
        purpose=purpose,
        phone=field == "phone",
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@command_page(needs="people.edit")
def confirm_phone(request: WebRequest, person_id: int) -> HttpResponse:
    """The person stood here with a document: this phone signs in for them."""
    people.confirm_phone(person_id, request.POST.get("phone", "").strip()[:30], by=request.actor)
    done = Text(
        "已核对,此号码现在可以登录“我的码”。", "Checked: this phone signs in to “My code” now."
    )
    return whereto.to_person(request, person_id, done)


@require_POST
@command_page(needs="people.merge")
def merge(request: WebRequest, person_id: int) -> HttpResponse:
    """Two records of one person become this one: at once where both are restricted alike, else once
    a colleague agrees."""
    other = asked.number(request.POST, "other")
    if other is None:
        raise Http404
    why = _why(request)
    given = {"kept_id": person_id, "gone_id": other, "why": why}
    because = people.TO_MERGE.format(gone=other, kept=person_id, why=why)
    done = Text("已合并,可在此人的档案页撤销。", "Merged; it can be undone in the file.")
    said = two_people.done_or_asked(request, two_people.MERGE, given, because, done)
    return whereto.to_person(request, person_id, said)


@require_POST
@command_page(needs="people.merge")
def undo_merge(request: WebRequest, person_id: int, record_id: int) -> HttpResponse:
    why = _why(request)
    given = {"record_id": record_id, "why": why}
    because = people.TO_PART.format(person=person_id, record=record_id, why=why)
    done = Text("已撤销合并。", "The merge is undone.")
    said = two_people.done_or_asked(request, two_people.PART, given, because, done)
    return whereto.to_person(request, person_id, said)


def _why(request: WebRequest) -> str:
    """A colleague reads it: without anybody's number."""
    return masking.masked(request.POST.get("why", "").strip())[:200]


@require_POST
@command_page(needs="arrivals.screen")
def rescreen(request: WebRequest, person_id: int) -> HttpResponse:
    """Decide this person again by the policy and the lists of now."""
    file = arrivals.dossier(person_id, by=request.actor)
    done = arrivals.screen([file.declaration_id], by=request.actor)
    changed = Text("已重新判定,结果有变化。", "Screened again: it changed.")
    same = Text("已重新判定,结果不变。", "Screened again: the same.")
    return whereto.to_person(request, person_id, changed if done.changed else same)


@require_POST
@command_page(needs="arrivals.override_propose")
def propose(request: WebRequest, person_id: int) -> HttpResponse:
    """Propose that another class hold until a day; somebody else approves it. Without a subject it is
    of what the person declared."""
    ref = screening.ref_of(request.POST.get("subject", "")) or screening.Ref(
        arrivals.KIND, arrivals.dossier(person_id, by=request.actor).declaration_id
    )
    class_code, _, colour = request.POST.get("class", "").partition("|")
    screening.propose_override(
        ref,
        class_code=class_code,
        colour=colour,
        reason=request.POST.get("reason", ""),
        words=request.POST.get("words", ""),
        until=asked.day(request.POST, "until"),
        by=request.actor,
    )
    done = Text("已提出,等另一位同事批准。", "Proposed; a colleague has to approve it.")
    return whereto.to_person(request, person_id, done, "#overrides")


urlpatterns = [
    *household.urlpatterns,
    *twins.urlpatterns,
    *claims.urlpatterns,
    path("people/<int:person_id>/screen", rescreen, name="person_screen"),
    path("people/<int:person_id>/propose", propose, name="person_propose"),
    path("people/<int:person_id>", page, name="person"),
    path("people/<int:person_id>/phone", confirm_phone, name="person_phone"),
    path("people/<int:person_id>/reveal", reveal, name="person_reveal"),
    path("people/<int:person_id>/merge", merge, name="person_merge"),
    path("people/<int:person_id>/merge/<int:record_id>/undo", undo_merge, name="person_undo_merge"),
]
