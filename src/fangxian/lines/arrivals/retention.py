"""How long declarations, filings, screenings and lists are kept, and how they go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from fangxian.ground.people import api as people
from fangxian.kernel.retention import Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.models import (
    CallAttempt,
    Claim,
    ClaimDecision,
    Declaration,
    Filing,
    Joined,
    Override,
    Phase,
    PushedItem,
    Receipt,
    RejectedRow,
    Screening,
    Stay,
    StayAnswer,
)
from fangxian.lines.arrivals.services.purging import left_over, purge_some


def _decided(cut_off: datetime) -> Q:
    """Claims decided before. One whose receipt is of a filing as well goes with that filing's
    person, or the resident's link would go before what it shows."""
    link = Receipt.objects.filter(claim=OuterRef("pk"), filing__isnull=False)
    return Q(~Exists(link), decided_at__lt=cut_off)


def _unsettled(cut_off: datetime) -> Q:
    """Rows of uploads of before: whoever has not asked for so long will not."""
    return Q(settled_at__isnull=True, batch__created_at__lt=cut_off)


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Filed, expected, under a measure, overruled or on an open list since."""
    day = cut_off.date()
    declared = Declaration.objects.filter(person_id__in=person_ids)
    mine = Q(declaration__person_id__in=person_ids)
    found = (
        Claim.objects.filter(person_id__in=person_ids)
        .filter(Q(received_at__gte=cut_off) | Q(decided_at__gte=cut_off)).values_list("person_id"),
        declared.filter(Q(filed_at__gte=cut_off) | Q(arrival__gte=day) | Q(free_from__gte=day))
        .values_list("person_id"),
        Filing.objects.filter(person_id__in=person_ids, received_at__gte=cut_off)
        .values_list("person_id"),
        Phase.objects.filter(mine, Q(end__isnull=True) | Q(end__gte=day))
        .values_list("declaration__person_id"),
        Override.objects.filter(mine, withdrawn_at__isnull=True, until__gte=day)
        .values_list("declaration__person_id"),
        PushedItem.objects.filter(person_id__in=person_ids)
        .filter(Q(pushed_list__closed_at__isnull=True) | Q(pushed_list__closed_at__gte=cut_off))
        .values_list("person_id"),
    )  # fmt: skip
    return {person for rows in found for (person,) in rows}


def _forget(person_ids: Collection[int]) -> int:
    gone = 0
    records = people.merges_of(person_ids)
    for rows in (
        PushedItem.objects.filter(person_id__in=person_ids),
        StayAnswer.objects.filter(person_id__in=person_ids),
        CallAttempt.objects.filter(person_id__in=person_ids),
        Joined.objects.filter(record_id__in=records),
        Claim.objects.filter(person_id__in=person_ids),
        Declaration.objects.filter(person_id__in=person_ids),
        Filing.objects.filter(person_id__in=person_ids),
    ):
        gone += rows.delete()[0]
    return gone


_COUNTS = Text("只有计数,没有个人信息", "counts alone, nothing personal")

RETENTION = Retention(
    purposes=(
        Purpose(
            "arrivals.uploads", Text("未提交的上传与已处理的退回行", "Uploads left, rows settled"),
            "retention.upload_days",
            models=("arrivals.PreviewPage", "arrivals.RejectedRow"),
            over=left_over, remove=purge_some,
        ),
        Purpose(
            "arrivals.rejected", Text("一直没有处理的退回行", "Rejected rows that nobody settled"),
            "retention.rejected_days", **by_age((RejectedRow, _unsettled)),
        ),
        Purpose(
            "arrivals.pushed", Text("已办结的推送名单的人员", "People of lists that were closed"),
            "retention.pushed_days",
            **by_age((PushedItem, lambda cut: Q(pushed_list__closed_at__lt=cut))),
        ),
        Purpose(
            "arrivals.claims", Text("已核实或搁置的群众填报", "Claims that were decided"),
            "retention.record_days", **by_age((Claim, _decided)),
        ),
    ),
    person=WithPerson(
        tuple(label(model) for model in (Declaration, Filing, Joined, StayAnswer, CallAttempt)), _held, _forget,
        Text("申报、措施或推送名单未到期", "a declaration, a measure or a pushed list is not over"),
    ),
    follows={
        label(model): label(Declaration)
        for model in (Stay, Receipt, Screening, Phase, Override)
    } | {label(ClaimDecision): label(Claim)},
    kept={
        "arrivals.ImportBatch": Text("文件已删,只留计数", "the file is gone, counts stay"),
        "arrivals.PeopleTally": _COUNTS,
        "arrivals.MeasureTally": _COUNTS,
        "arrivals.PushedList": Text("只有标题和来文单位", "title and sender alone"),
        "arrivals.SavedFilter": Text("由保存的人删除", "goes when its maker drops it"),
    },
)  # fmt: skip
