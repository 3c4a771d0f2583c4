"""Claims beside the record, on the person's page: taken as true, or set aside, each with how it was
found out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.people import whereto
from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

COLUMNS = {one.field: one.title for one in arrivals.COLUMNS}
STATES = {
    "waiting": Text("待核实", "to be checked"),
    "accepted": Text("已采信", "accepted"),
    "set_aside": Text("不采信", "set aside"),
    "replaced": Text("填报人已改填", "filed anew since"),
    "lapsed": Text("逾期未核实,已失效", "nobody found out in time: lapsed"),
    "withdrawn": Text("所依据的导入已撤销", "the import that brought it was undone"),
}
WORDS = {
    1: Text("填报人没有证明是本人", "no proof of who filed it"),
    2: Text("本人用核对过的手机登录填报", "filed by the person, with the checked phone"),
    3: Text("名单或表格,与现场登记不一致", "a list that differs from what an official saw"),
}
ASKED = Text("别处的单位填报,请求接收此人", "an official elsewhere, who asks to have the person")
ACCEPTED = Text("已采信,并重新判定。", "Accepted, and screened anew.")
SECONDED = Text(
    "已记下您的核实。这会放松管控:还要另一位核实人采信后才生效。",
    "Noted that you found it to be so. It asks less: it holds once another officer accepts it too.",
)
ASIDE = Text("已不采信,登记内容没有变。", "Set aside; the record is as it was.")
OTHER = "other"
SET_ASIDE_REASONS = {
    "asked": Text("问过本人,没有这回事", "the person was asked: it is not so"),
    "not_theirs": Text("问过本人,不是本人填的", "the person was asked and did not file it"),
    "seen": Text("看过证件、票据,与填报不符", "documents or tickets say otherwise"),
    "twice": Text("重复填报,内容已在登记里", "filed twice: the record has it already"),
    OTHER: Text("其他(写明)", "another reason (in words)"),
}
TAKEN_BACK = Text("撤回,重新待核", "taken back: to be checked again")
CHANGED, PUT_BACK = Text("改动", "changed"), Text("放回原来的登记", "as before again")
REOPENED = Text("已撤回,填报重新待核", "Taken back: the claim is to be checked again")
AS_BEFORE = Text("放回原来登记的:{fields}。", "As before again: {fields}.")
SAME = Text("登记内容没有变。", "The record did not change.")
BACK_LATER = Text(
    "已记下您要撤回。这会放松管控:还要另一位核实人也撤回才生效,现在什么都没有改。",
    "Noted that you want it back. It asks less: it holds once another officer takes it back too; nothing "
    "has changed yet.",
)


@dataclass(frozen=True)
class Line:
    """One entry of what was decided about a claim: `fields` of the record that `did` names."""

    at: datetime
    word: Text
    by: str
    seconded: str
    why: str
    did: Text
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """The decision that stands on a claim. `own`: the reader's of today, taken back without a
    reason; `asked_by`: who wants it back already, because that lowers it takes another."""

    state: str
    own: bool
    asked_by: str
    asked_why: str


def shown(request: WebRequest, person_id: int) -> dict[str, Any]:
    """What the person's page needs to draw the claims; nothing without the permission."""
    if not request.actor.may("arrivals.read"):
        return {}
    rows = arrivals.claims_of(person_id, by=request.actor)
    names = access.names_of(set(_accounts(rows)))
    return {
        "claims": [
            (
                row,
                STATES[row.state],
                ASKED if row.handover else WORDS.get(row.provenance),
                names.get(row.seconded_by or row.decided_by or 0, "—"),
                list(_lines(row, names)),
                _standing(row, request, names),
                second,
            )
            for row, second in zip(rows, _second(person_id, rows), strict=True)
        ],
        "set_aside_reasons": SET_ASIDE_REASONS,
        "claims_waiting": sum(row.state == "waiting" for row in rows),
    }


def _second(person_id: int, rows: tuple[arrivals.ClaimRow, ...]) -> list[access.SecondPeople]:
    """Who may accept, after who accepted it first."""
    place = people.places_of([person_id]).get(person_id, "")
    return access.second_people("arrivals.vouch", [(place, one.seconded_by) for one in rows])


def _accounts(rows: tuple[arrivals.ClaimRow, ...]) -> Iterator[int]:
    for row in rows:
        some = [row.seconded_by, row.decided_by]
        for one in row.decisions:
            some += [one.by, one.seconded_by, one.asked_by, one.undone_by]
        yield from (number for number in some if number is not None)


def _lines(row: arrivals.ClaimRow, names: Mapping[int, str]) -> Iterator[Line]:
    """The newest first."""
    for one in row.decisions:
        if one.undone_at:
            by, first = names.get(one.undone_by or 0, "—"), names.get(one.asked_by or 0, "")
            yield Line(one.undone_at, TAKEN_BACK, by, first, one.undone_why, PUT_BACK, one.put_back)
        by, first = names.get(one.by or 0, "—"), names.get(one.seconded_by or 0, "")
        yield Line(one.at, STATES[one.state], by, first, one.why, CHANGED, one.changed)


def _standing(
    row: arrivals.ClaimRow, request: WebRequest, names: Mapping[int, str]
) -> Standing | None:
    one = row.decisions[0] if row.decisions else None
    if one is None or one.undone_at or row.state != one.state:
        return None
    mine = one.by is not None and one.by == request.actor.account_id
    own = mine and clock.county(one.at).date() == clock.today()
    return Standing(one.state, own, names.get(one.asked_by or 0, ""), one.asked_why)


@require_POST
@command_page(needs="arrivals.vouch")
def decide(request: WebRequest, person_id: int, claim_id: int) -> HttpResponse:
    decision, why = request.POST.get("decision", ""), request.POST.get("why", "")[:200]
    if decision == "accept":
        lowers = request.POST.get("lowers") == "1"
        fields = request.POST.getlist("field") if "chosen" in request.POST else None
        taken = arrivals.accept_claim(claim_id, why, lowers=lowers, fields=fields, by=request.actor)
        if taken.verdict == arrivals.ASKS_LESS:
            return whereto.to_person(request, person_id, SECONDED, "#claims")
    elif decision == "aside":
        arrivals.set_claim_aside(claim_id, _why_aside(request, why), by=request.actor)
    else:
        raise Http404
    said, back = ACCEPTED if decision == "accept" else ASIDE, _back(person_id, claim_id)
    return whereto.to_person(request, person_id, said, "#claims", take_back=back)


def _why_aside(request: WebRequest, words: str) -> str:
    """The reason that was chosen and what was added to it; "" where neither says anything."""
    code = request.POST.get("reason", "")
    chosen = SET_ASIDE_REASONS.get(code) if code != OTHER else None
    return "。".join(one for one in (chosen.zh if chosen else "", words.strip()) if one)[:200]


@require_POST
@command_page(needs="arrivals.vouch")
def reopen(request: WebRequest, person_id: int, claim_id: int) -> HttpResponse:
    """What was decided is taken back; of one's own of today, also from what was said of it."""
    why, lowers = request.POST.get("why", "")[:200], request.POST.get("lowers") == "1"
    done = arrivals.reopen_claim(claim_id, why, lowers=lowers, by=request.actor)
    said = BACK_LATER if done.waits else _said(done.put_back)
    return whereto.to_person(request, person_id, said, "#claims")


def _said(put_back: tuple[str, ...]) -> Text:
    if not put_back:
        return Text(f"{REOPENED.zh}。{SAME.zh}", f"{REOPENED.en}. {SAME.en}")
    titles = [COLUMNS[field] for field in put_back if field in COLUMNS]
    zh, en = "、".join(one.zh for one in titles), ", ".join(one.en for one in titles)
    return Text(
        f"{REOPENED.zh}。{AS_BEFORE.zh.format(fields=zh)}",
        f"{REOPENED.en}. {AS_BEFORE.en.format(fields=en)}",
    )


def _back(person_id: int, claim_id: int) -> str:
    return reverse("person_claim_reopen", args=[person_id, claim_id])


urlpatterns = [
    path("people/<int:person_id>/claims/<int:claim_id>", decide, name="person_claim"),
    path("people/<int:person_id>/claims/<int:claim_id>/reopen", reopen, name="person_claim_reopen"),
]
