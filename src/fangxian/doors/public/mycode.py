"""My code (我的码): shown, explained, appealed against. One page, which keeps itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from fangxian.doors.public import limits, mycode_who
from fangxian.doors.public.mycode_card import FAMILY, OWN, WAITING, advice, card
from fangxian.doors.public.mycode_proof import UNCHECKED, NotProven
from fangxian.doors.public.stage import show, stage
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes

ELDER = "elder"


@stage
def page(request: WebRequest) -> HttpResponse:
    """The code of one of the people of this phone; a form for the phone when nobody is known."""
    codes.scheme_on(clock.today())  # NotInForce is a page of its own: no form that leads nowhere
    proven = mycode_who.proven(request)
    mine = proven.mine
    if not mine:
        refusal = NotProven() if proven.lost else None
        return show(request, "mycode/in", phone="", refusal=refusal)
    limits.count(request, "scan")  # a phone asks anew every few minutes
    at = _chosen(request, len(mine))
    try:
        made = card(
            mine[at],
            kind=OWN if at == 0 else FAMILY,
            mark=bytes.fromhex(proven.marks[mine[at]]),
            session=mycode_who.session_of(request),
            by=request.actor,
        )
    except NotFound:
        return _left(request)
    names = people.names_of(list(mine))
    count = arrivals.claims_about(mine[at])
    waiting = [WAITING.fill(count=count)] if count else []
    unchecked = [UNCHECKED] if mine[at] in proven.unchecked else []
    told = (*advice(made.explained, arrivals.arrives_on(mine[at])), *waiting, *unchecked)
    answer = show(
        request,
        "mycode/page",
        card=made,
        who=at,
        elder=_elder(request),
        advice=told,
        family=[(n, names.get(one, "")) for n, one in enumerate(mine)],
        filed="filed" in request.GET,
    )
    if ELDER in request.GET:
        answer.set_cookie(ELDER, request.GET[ELDER][:1], max_age=mycode_who.LASTS, samesite="Lax")
    return answer


@require_POST
@stage
def password(request: WebRequest) -> HttpResponse:
    """Send a one-time password. The answer is the same whoever asks."""
    phone = request.POST.get("phone", "")[:30]
    asker = mycode_who.asker_of(request, phone)
    limits.count(request, "hand_in", asker.device)
    said = codes.send_password(phone, asker=asker, by=request.actor)
    return show(request, "mycode/in", phone=phone, sent=said, kept=_kept(request))


@require_POST
@stage
def enter(request: WebRequest) -> HttpResponse:
    phone, typed = request.POST.get("phone", "")[:30], request.POST.get("password", "")[:12]
    document = request.POST.get("document", "")[:60]
    limits.count(request, "hand_in", mycode_who.asker_of(request, phone).device)
    try:
        found = mycode_who.behind_phone(request, phone, typed, document)
    except Refusal as refusal:
        return show(
            request,
            "mycode/in",
            status=refusal.status,
            phone=phone,
            refusal=refusal,
            kept=_kept(request),
        )
    if found.fault:
        return show(
            request,
            "mycode/in",
            status=403,
            phone=phone,
            asked=True,
            fault=found.fault,
            kept=_kept(request),
            whose=found.asks_document,
            password=typed if found.asks_document else "",
        )
    kept = _kept(request)
    answer = kept and _goes_on(request, kept, mycode_who.shown_to(found, phone))
    answer = answer or HttpResponseRedirect(reverse("mycode"))
    mycode_who.remember_phone(request, answer, found, phone)
    return answer


@dataclass(frozen=True)
class Kept:
    """What was typed against a standing when the proof of a phone had ended: it goes with whoever
    signs in again."""

    standing: int
    words: str


def _kept(request: WebRequest) -> Kept | None:
    standing = number_in(request.POST.get("kept_for", ""))
    if standing is None:
        return None
    return Kept(standing, request.POST.get("kept_words", "")[:2000])


def _goes_on(request: WebRequest, kept: Kept, mine: tuple[int, ...]) -> HttpResponse | None:
    """The form as it was, for the one of these people whom it is about; None where it is nobody's."""
    for at, person in enumerate(mine):
        if row := _holding(person, kept.standing, request):
            return show(request, "mycode/appeal", row=row, who=at, words=kept.words)
    return None


def _holding(person: int, standing_id: int, request: WebRequest) -> codes.StandingRow | None:
    rows = codes.explain_own(person, by=request.actor).holding
    return next((one for one in rows if one.id == standing_id), None)


@stage
def by_link(request: WebRequest, keys: str) -> HttpResponse:
    """Of a receipt, or made up: the same way on for whoever comes, for a link proves nobody."""
    limits.count(request, "look")
    return HttpResponseRedirect(reverse("mycode"))


@require_POST
@stage
def leave(request: WebRequest) -> HttpResponse:
    """A lent phone: nothing is known any more, and the kept page goes too (mycode_sw.js)."""
    return _left(request)


@stage
def not_me(request: WebRequest) -> HttpResponse:
    """Somebody else's code on this phone: asked once more, then cut off, and the village finds out."""
    proven = mycode_who.proven(request)
    if not proven.mine:
        return HttpResponseRedirect(reverse("mycode"))
    at = _chosen(request, len(proven.mine))
    person = proven.mine[at]
    if request.method != "POST" or "language" in request.POST:
        name = people.names_of([person]).get(person, "")
        return show(request, "mycode/not_me", who=at, name=name)
    limits.count(request, "hand_in")
    done = mycode_who.cut(request, person)
    answer = show(request, "mycode/cut", done=done, others=len(proven.mine) > 1)
    if len(proven.mine) == 1:
        mycode_who.leave(request, answer)
    return answer


@stage
def appeal(request: WebRequest, standing_id: int) -> HttpResponse:
    """The form, and filing it. Only against what lies on somebody of this phone."""
    mine = mycode_who.signed_in(request)
    if not mine and request.method != "POST":
        return HttpResponseRedirect(reverse("mycode"))
    if not mine:
        kept = Kept(standing_id, request.POST.get("words", "")[:2000])
        return show(request, "mycode/in", status=403, phone="", kept=kept)
    at = _chosen(request, len(mine))
    row = _holding(mine[at], standing_id, request)
    if row is None:
        raise NotFound(what=Text("这条记录", "This record"))
    words, refusal = request.POST.get("words", ""), None
    if request.method == "POST" and "language" not in request.POST:
        try:
            limits.count(request, "hand_in")
            photo = request.FILES.get("photo")
            codes.appeal(
                mine[at], standing_id, words, photo.read() if photo else None, by=request.actor
            )
            return HttpResponseRedirect(f"{reverse('mycode')}?who={at}&filed#appeals")
        except Refusal as refused:
            refusal = refused
    status = refusal.status if refusal else 200
    return show(
        request, "mycode/appeal", status=status, row=row, who=at, words=words, refusal=refusal
    )


@require_GET
def worker(request: WebRequest) -> HttpResponse:
    """The script that keeps the page when there is no network; its place is its scope."""
    return render(request, "public/mycode/sw.js", content_type="text/javascript")


def _left(request: WebRequest) -> HttpResponse:
    answer = HttpResponseRedirect(reverse("mycode"))
    mycode_who.leave(request, answer)
    return answer


def _chosen(request: WebRequest, count: int) -> int:
    asked = request.POST.get("who") or request.GET.get("who", "")
    return min(int(asked), count - 1) if asked.isdecimal() and len(asked) < 3 else 0


def _elder(request: WebRequest) -> bool:
    return request.GET.get(ELDER, request.COOKIES.get(ELDER, "")) == "1"
