"""Claims beside the record, on the person's page: taken as true, or set aside, each with how it was
found out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from fangxian.doors.command import whereto
from fangxian.doors.command.desk import desk
from fangxian.doors.threshold import DeskRequest
from fangxian.ground.access import api as access
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals

STATES = {
    "waiting": Text("待核实", "to be checked"), "accepted": Text("已采信", "accepted"),
    "set_aside": Text("不采信", "set aside"), "replaced": Text("填报人已改填", "filed anew since"),
    "lapsed": Text("逾期未核实,已失效", "nobody found out in time: lapsed"),
    "withdrawn": Text("所依据的导入已撤销", "the import that brought it was undone"),
}  # fmt: skip
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


def shown(request: DeskRequest, person_id: int) -> dict[str, Any]:
    """What the person's page needs to draw the claims; nothing without the permission."""
    if not request.actor.may("arrivals.read"):
        return {}
    rows = arrivals.claims_of(person_id, by=request.actor)
    names = access.names_of({n for row in rows if (n := row.seconded_by or row.decided_by)})
    return {
        "claims": [
            (
                row,
                STATES[row.state],
                ASKED if row.handover else WORDS.get(row.provenance),
                names.get(row.seconded_by or row.decided_by or 0, "—"),
            )
            for row in rows
        ],
        "claims_waiting": sum(row.state == "waiting" for row in rows),
    }


@require_POST
@desk(needs="arrivals.vouch")
def decide(request: DeskRequest, person_id: int, claim_id: int) -> HttpResponse:
    deed, why = request.POST.get("deed", ""), request.POST.get("why", "")[:200]
    if deed == "accept":
        lowers = request.POST.get("lowers") == "1"
        fields = request.POST.getlist("field") if "chosen" in request.POST else None
        taken = arrivals.accept_claim(claim_id, why, lowers=lowers, fields=fields, by=request.actor)
        if taken.verdict == arrivals.ASKS_LESS:
            return _done(request, person_id, SECONDED)
    elif deed == "aside":
        arrivals.set_claim_aside(claim_id, why, by=request.actor)
    else:
        raise Http404
    return _done(request, person_id, ACCEPTED if deed == "accept" else ASIDE)


def _done(request: DeskRequest, person_id: int, said: Text) -> HttpResponse:
    return whereto.to_person(request, person_id, said, "#claims")


urlpatterns = [
    path("people/<int:person_id>/claims/<int:claim_id>", decide, name="person_claim"),
]
