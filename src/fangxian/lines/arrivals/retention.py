"""How long declarations, filings, screenings and lists are kept, and how they go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from fangxian.ground.people import api as people
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.models import (
    CallAttempt,
    Claim,
    ClaimDecision,
    Declaration,
    Filing,
    Joined,
    PushedItem,
    Receipt,
    RejectedRow,
    Stay,
    StayAnswer,
)
from fangxian.lines.arrivals.services import lapsing
from fangxian.lines.arrivals.services.purging import left_over, purge_some


def _decided(cut_off: datetime) -> Q:
    """Claims decided before. One whose receipt is of a filing as well goes with that filing's
    person, or the resident's link would go before what it shows."""
    link = Receipt.objects.filter(claim=OuterRef("pk"), filing__isnull=False)
    return Q(~Exists(link), decided_at__lt=cut_off)


def _unsettled(cut_off: datetime) -> Q:
    """Rows of uploads of before: whoever has not asked for so long will not."""
    return Q(settled_at__isnull=True, batch__created_at__lt=cut_off)


def _filed(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Filed, or expected, since."""
    day, mine = cut_off.date(), Q(person_id__in=person_ids)
    found = (
        Claim.objects.filter(mine, Q(received_at__gte=cut_off) | Q(decided_at__gte=cut_off)),
        Declaration.objects.filter(
            mine, Q(filed_at__gte=cut_off) | Q(arrival__gte=day) | Q(free_from__gte=day)
        ),
        Filing.objects.filter(mine, received_at__gte=cut_off),
    )
    return {person for rows in found for person in rows.values_list("person_id", flat=True)}


def _unanswered(person_ids: Collection[int], _: datetime) -> set[int]:
    """Whose own row of a list waits for its answer, until `arrivals.unanswered` ends it."""
    found = PushedItem.objects.filter(person_id__in=person_ids).exclude(stage__in=lapsing.ANSWERED)
    return set(found.values_list("person_id", flat=True))


def _answered(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Whose own row of a list was answered since, whatever of its other rows."""
    found = PushedItem.objects.filter(person_id__in=person_ids, stage__in=lapsing.ANSWERED)
    found = found.exclude(lapsing.untouched(cut_off))
    return set(found.values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    gone = lapsing.take_items(PushedItem.objects.filter(person_id__in=person_ids))
    records = people.merges_of(person_ids)
    for rows in (
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
            "arrivals.uploads",
            Text("未提交的上传与已处理的退回行", "Uploads left, rows settled"),
            "retention.upload_days",
            models=("arrivals.PreviewPage", "arrivals.RejectedRow"),
            over=left_over,
            remove=purge_some,
        ),
        Purpose(
            "arrivals.rejected",
            Text("一直没有处理的退回行", "Rejected rows that nobody settled"),
            "retention.rejected_days",
            **by_age((RejectedRow, _unsettled)),
        ),
        Purpose(
            "arrivals.unanswered",
            Text(
                "推送名单中没有人答复的人员:到期了结", "Rows of lists that nobody answered: ended"
            ),
            "retention.unanswered_days",
            (),
            over=lambda cut: lapsing.waiting(cut).count(),
            remove=lapsing.lapse,
        ),
        Purpose(
            "arrivals.pushed",
            Text("推送名单中已答复的人员", "People of lists whose row was answered"),
            "retention.pushed_days",
            models=(label(PushedItem),),
            over=lambda cut: lapsing.answered(cut).count(),
            remove=lapsing.take_answered,
        ),
        Purpose(
            "arrivals.claims",
            Text("已核实或搁置的群众填报", "Claims that were decided"),
            "retention.record_days",
            **by_age((Claim, _decided)),
        ),
    ),
    person=WithPerson(
        tuple(label(model) for model in (Declaration, Filing, Joined, StayAnswer, CallAttempt)),
        _forget,
        (
            Hold("arrivals.filed", Text("申报未到期", "filed or expected lately"), _filed),
            Hold(
                "arrivals.unanswered",
                Text(
                    "推送名单中本人的条目没有答复",
                    "their row of a pushed list waits for its answer",
                ),
                _unanswered,
            ),
            Hold(
                "arrivals.pushed",
                Text(
                    "推送名单中本人的条目刚答复", "their row of a pushed list was answered lately"
                ),
                _answered,
            ),
        ),
    ),
    follows={label(model): label(Declaration) for model in (Stay, Receipt)}
    | {label(ClaimDecision): label(Claim)},
    kept={
        "arrivals.ImportBatch": Text("文件已删,只留计数", "the file is gone, counts stay"),
        "arrivals.PeopleTally": _COUNTS,
        "arrivals.MeasureTally": _COUNTS,
        "arrivals.PushedList": Text("只有标题和来文单位", "title and sender alone"),
        "arrivals.SavedFilter": Text("由保存的人删除", "goes when its maker drops it"),
    },
)
