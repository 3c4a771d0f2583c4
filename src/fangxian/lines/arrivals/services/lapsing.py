"""Rows of pushed lists whose days are over: each by its own last step, whatever of its list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.lines.arrivals import subject_keys
from fangxian.lines.arrivals.models import PushedItem, PushedList
from fangxian.lines.arrivals.rules import STAGES
from fangxian.lines.codes import api as codes

ANSWERED = STAGES[STAGES.index("answered") :]
LAPSED = "lapsed"
WHY = kept("逾期未反馈·到期清除", "never answered; taken away when its days were over")
FOUND_OUT = kept("名单所说的已核实反馈", "what the list said was verified and answered")


def untouched(cut_off: datetime) -> Q:
    """Every step was taken before a moment; one that the house ended is over at once."""
    before = [
        Q(**{f"stage_at__{stage}__isnull": True}) | Q(**{f"stage_at__{stage}__lt": _text(cut_off)})
        for stage in STAGES
    ]
    return reduce(and_, before) | Q(stage_at__has_key=LAPSED)


def _text(moment: datetime) -> str:
    """As the steps are written: by the county's clock, so that they compare as text."""
    return clock.county(moment).isoformat()


def waiting(cut_off: datetime) -> QuerySet[PushedItem]:
    """Rows that nobody answered, nor moved since a moment."""
    return PushedItem.objects.filter(untouched(cut_off)).exclude(stage__in=ANSWERED)


def answered(cut_off: datetime) -> QuerySet[PushedItem]:
    """Rows that were answered before a moment."""
    return PushedItem.objects.filter(untouched(cut_off), stage__in=ANSWERED)


def lapse(cut_off: datetime, most: int) -> int:
    """End up to so many of what waits: 逾期未反馈·到期清除. In the caller's transaction."""
    rows = list(waiting(cut_off).select_for_update(of=("self",)).order_by("pk")[:most])
    for row in rows:
        row.stage, row.answer = STAGES[-1], WHY
        row.stage_at |= {LAPSED: clock.now().isoformat()}
    PushedItem.objects.bulk_update(rows, ["stage", "answer", "stage_at"], batch_size=500)
    lower(rows, WHY)
    close_done({row.pushed_list_id for row in rows})
    return len(rows)


def take_answered(cut_off: datetime, most: int) -> int:
    ids = list(answered(cut_off).order_by("pk").values_list("pk", flat=True)[:most])
    return take_items(PushedItem.objects.filter(pk__in=ids))


def take_items(items: QuerySet[PushedItem]) -> int:
    """Take rows away, and close the lists of which nothing is left to do."""
    lists = set(items.values_list("pushed_list_id", flat=True))
    gone = items.delete()[0]
    close_done(lists)
    return gone


def lower(rows: Iterable[PushedItem], why: str) -> None:
    """End the 待核 of what these rows said: it is found out, or their days are over."""
    keys = [f"{subject_keys.ITEM}{row.pk}" for row in rows if row.remark]
    codes.lower_by_key(keys, subject_keys.PUSHED, why, by=SYSTEM)


def close_done(list_ids: set[int]) -> None:
    """Close those of these lists of which every row that is left is closed."""
    open_ones = PushedItem.objects.exclude(stage=STAGES[-1]).values("pushed_list_id")
    done = PushedList.objects.filter(pk__in=list_ids, closed_at__isnull=True)
    done.exclude(pk__in=open_ones).update(closed_at=clock.now())
