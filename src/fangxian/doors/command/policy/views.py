"""Policy: the packs as the documents they come from, what is in force, and why."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from fangxian.doors.command.policy import draft, dryrun, enact, explain, words
from fangxian.doors.command.shared import asked, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


@command_page(needs="policy.read")
def packs(request: WebRequest) -> HttpResponse:
    """Every pack by disease, and what holds on a day at a place."""
    on = asked.day(request.GET)
    at = request.GET.get("at") or places.home()
    diseases = policy.diseases()
    groups = [
        (diseases[disease], tuple(some))
        for disease, some in groupby(policy.packs(), key=lambda pack: pack.disease)
    ]
    edition, refusal = None, None
    chosen = request.GET.get("disease") or policy.disease_on(on)
    try:
        edition = policy.in_force(on, at, chosen)
    except Refusal as why:
        refusal = why
    return draw(
        request,
        "policy/packs",
        groups=groups,
        on=on,
        at=at,
        edition=edition,
        refusal=refusal,
        diseases=diseases.items(),
        proposals=_proposals(request),
        drafts=policy.drafts(by=request.actor),
        waiting_for_second=two_people.waiting(request, ("policy.withdraw",)),
        disease=chosen,
        misread=policy.misread_keys(),
        here=[(code, places.full_name(code)) for code in _places_with_packs()],
    )


@require_GET
@command_page(needs="policy.read")
def drafts(request: WebRequest) -> HttpResponse:
    """What is being written stands on the page of the packs."""
    return HttpResponseRedirect(reverse("policy") + "#drafts")


def _proposals(request: WebRequest) -> list[tuple[Any, access.SecondPeople]]:
    """Each with who may approve it."""
    rows = policy.enactments(by=request.actor)
    second = access.second_people("policy.enact", [(one.place, one.proposer_id) for one in rows])
    return list(zip(rows, second, strict=True))


def _places_with_packs() -> list[str]:
    codes = {pack.place for pack in policy.packs() if pack.place}
    return [places.home(), *sorted(codes - {places.home()})]


@command_page(needs="policy.read")
def pack(request: WebRequest, pack_id: str) -> HttpResponse:
    """One pack: title, number, dates, its tables with row numbers, each cell's source."""
    edition = policy.edition(pack_id)
    meta = policy.pack(pack_id)
    return draw(
        request,
        "policy/pack",
        pack=meta,
        edition=edition,
        travellers=words.table(edition, edition.table.rows),
        contacts=words.table(edition, edition.contacts.rows),
        clocks=words.values(edition, "clocks"),
        ladder=words.values(edition, "ladder"),
        plain=words.values(edition, ""),
        house=words.house_values(edition),
        checklists=edition.checklists.values(),
        marks=words.MARKS,
        otherwise_label=_label(edition, edition.table.otherwise_class),
        when_over=policy.WHEN_OVER.get(edition.table.when_over),
        otherwise_colour=edition.colours.get(edition.table.otherwise_colour),
    )


def _label(edition: policy.Edition, code: str) -> Text:
    info = edition.classes.get(code)
    return info.label if info else Text(code, code)


ROW = "policy/drafts/<int:draft_id>/<slug:table>/<slug:section>/<int:index>"
urlpatterns = [
    path("policy/", packs, name="policy"),
    path("policy/explain", explain.explain, name="policy_explain"),
    path("policy/dryrun", dryrun.dry_run, name="policy_dryrun"),
    path("policy/drafts", drafts, name="policy_drafts"),
    path("policy/drafts/new", draft.new, name="policy_draft_new"),
    path("policy/drafts/<int:draft_id>", draft.page, name="policy_draft"),
    path("policy/drafts/<int:draft_id>/head", draft.head, name="policy_draft_head"),
    path("policy/drafts/<int:draft_id>/colours", draft.colours, name="policy_draft_colours"),
    path("policy/drafts/<int:draft_id>/value", draft.value, name="policy_draft_value"),
    path("policy/drafts/<int:draft_id>/notice", draft.notice, name="policy_draft_notice"),
    path("policy/drafts/<int:draft_id>/accept", draft.accept, name="policy_draft_accept"),
    path("policy/drafts/<int:draft_id>/discard", draft.discard, name="policy_draft_discard"),
    path("policy/drafts/<int:draft_id>/<slug:table>", draft.table, name="policy_draft_table"),
    path("policy/drafts/<int:draft_id>/<slug:table>/sheet", draft.sheet, name="policy_draft_sheet"),
    path(f"{ROW}", draft.row, name="policy_draft_row"),
    path(f"{ROW}/check", draft.check, name="policy_draft_check"),
    path(f"{ROW}/act", draft.row_act, name="policy_draft_row_act"),
    path("policy/packs/<slug:pack_id>/files", draft.export, name="policy_export"),
    path("policy/packs/<slug:pack_id>", pack, name="policy_pack"),
    path("policy/packs/<slug:pack_id>/propose", enact.propose, name="policy_propose"),
    path("policy/enactments/<int:enactment_id>/enact", enact.enact, name="policy_enact"),
    path(
        "policy/enactments/<int:enactment_id>/withdraw",
        enact.withdraw,
        name="policy_withdraw",
    ),
]
