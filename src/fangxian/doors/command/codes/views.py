"""Appeals against a colour: what is owed an answer first, the answer in words, and how often
people were right."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.codes import cards, hand, keys, person
from fangxian.doors.command.shared import asked, terms, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes

TO_UPHOLD = kept("申诉成立 · {answer}", "Upheld · {answer}")  # what the second person reads
UPHELD = Text("已答复:申诉成立,这条认定已解除。", "Answered: upheld, the standing is lifted.")
REJECTED = Text("已答复:申诉不成立。", "Answered: the standing remains.")


@command_page(needs="codes.decide_appeal")
def appeals(request: WebRequest) -> HttpResponse:
    """What is owed first, by its clock; on demand what was answered."""
    answered, disease = "answered" in request.GET, request.GET.get("disease", "")
    number = asked.page_number(request.GET)
    page = codes.appeals(number, by=request.actor, waiting_only=not answered, disease=disease)
    told = codes.appeal_statistics(by=request.actor)
    return draw(
        request,
        "codes/appeals",
        page=page,
        told=told,
        answered=answered,
        disease=disease,
        diseases=terms.diseases(),
        origins=codes.ORIGINS,
        waiting_for_second=two_people.waiting(request, ("codes.decide_appeal",)),
    )


@require_POST
@command_page(needs="codes.decide_appeal")
def decide(request: WebRequest, appeal_id: int) -> HttpResponse:
    upheld, answer = request.POST.get("upheld") == "1", request.POST.get("answer", "").strip()[:500]
    if not answer:
        raise codes.NoteMissing
    given = {"appeal_id": appeal_id, "upheld": upheld, "answer": answer}
    done = UPHELD if upheld else REJECTED
    two_people.do_or_ask(
        request, "codes.decide_appeal", given, TO_UPHOLD.format(answer=answer), done
    )
    return HttpResponseRedirect(reverse("codes"))


@command_page(needs="codes.decide_appeal")
def count(request: WebRequest) -> HttpResponse:
    """The small number in the navigation: answers that are owed."""
    waiting = codes.appeal_statistics(by=request.actor).waiting
    return HttpResponse(str(waiting) if waiting else "")


@command_page(needs="codes.decide_appeal")
def photo(request: WebRequest, appeal_id: int) -> HttpResponse:
    """What somebody showed with an appeal."""
    answer = HttpResponse(
        codes.appeal_photo(appeal_id, by=request.actor), content_type="image/jpeg"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("codes/", appeals, name="codes"),
    path("codes/appeals/<int:appeal_id>/photo", photo, name="codes_appeal_photo"),
    path("codes/count", count, name="codes_count"),
    path("codes/appeals/<int:appeal_id>", decide, name="codes_decide"),
    *hand.urlpatterns,
    *person.urlpatterns,
    *keys.urlpatterns,
    *cards.urlpatterns,
]
