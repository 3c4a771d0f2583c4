"""Appeals: what is owed an answer, what was answered, and how often people were right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, question, reading
from fangxian.lines.codes.models import Appeal
from fangxian.lines.codes.rules import ORIGINS
from fangxian.lines.codes.scheme import Scheme, Shade, scheme_back
from fangxian.lines.codes.services.appeal_successors import end_of
from fangxian.lines.codes.services.appealing import SEALED, makers

NEEDS = "codes.decide_appeal"


@dataclass(frozen=True)
class AppealRow:
    """An appeal beside the standing that it is against. `upheld` None: nobody decided it; with `ended`
    it ended with its standing, and says how."""

    id: int
    person_id: int
    name: str  # masked
    place: str
    words: str
    filed_at: datetime
    due_at: datetime
    late: bool
    upheld: bool | None
    answer: str
    decided_by: str
    decided_at: datetime | None
    standing_id: int
    shade: Shade
    standing_words: Text
    clause: dict[str, object]
    origin: Text
    made_by: str
    until: datetime | None
    may_decide: bool  # the reader is not one of the standing's makers
    ended: Text | None  # told to the person where it ended with the standing
    has_photo: bool = False

    @property
    def waiting(self) -> bool:
        """Owed an answer."""
        return self.decided_at is None


@dataclass(frozen=True)
class AppealStatistics:
    """Counts of appeals (条), of which late ones are past their clock without an answer."""

    filed: int
    waiting: int
    late: int
    upheld: int
    rejected: int
    ended: int  # with what they were against, before anybody answered
    answered_in_time: int
    hours_p50: float | None  # from filing to answer
    by_origin: dict[str, tuple[int, int]]  # origin → (decided, upheld)


@reading(needs=NEEDS, words=Text("查看申诉", "looked at appeals"))
def appeals(
    page: int = 1, *, by: Actor, waiting_only: bool = True, disease: str = ""
) -> Page[AppealRow]:
    """What is owed first: by due time. With `waiting_only` False the answered ones, newest first.
    `disease`: against what was laid because of it."""
    found = Appeal.objects.filter(by.scope(NEEDS).q(place="place")).select_related("standing")
    if disease:
        found = found.filter(standing__disease=disease)
    found = found.defer("sealed_photo")
    found = found.filter(decided_at__isnull=waiting_only)
    rows, total = cut(found.order_by("due_at" if waiting_only else "-decided_at"), page)
    audit.note(person_ids=[row.person_id for row in rows], purpose="办理申诉")
    return Page(_rows(rows, by), total, page)


@reading(needs=PUBLIC, words=Text("本人查看申诉", "looked at their appeals"))
def own_appeals(person_id: int, *, by: Actor) -> tuple[AppealRow, ...]:
    """One's own appeals with their answers; the door has proven who asks."""
    found = Appeal.objects.filter(person_id=person_id).select_related("standing")
    found = found.defer("sealed_photo")
    audit.note(person_ids=[person_id])
    return _rows(list(found.order_by("-filed_at")[:20]), by)


def _rows(found: list[Appeal], by: Actor) -> tuple[AppealRow, ...]:
    names = people.names_of([one.person_id for one in found])
    scheme = scheme_back(clock.today())
    shown = Appeal.objects.filter(pk__in=[one.pk for one in found], sealed_photo__isnull=False)
    pictured = set(shown.values_list("pk", flat=True))
    return tuple(
        replace(_row(one, names.get(one.person_id, ""), scheme, by), has_photo=one.pk in pictured)
        for one in found
    )


def _row(one: Appeal, name: str, scheme: Scheme, by: Actor) -> AppealRow:
    standing = one.standing
    return AppealRow(
        one.pk,
        one.person_id,
        name,
        one.place,
        crypto.unseal(one.sealed_words, about=SEALED),
        one.filed_at,
        one.due_at,
        one.decided_at is None and one.due_at < clock.now(),
        one.upheld,
        one.answer,
        one.decided_by,
        one.decided_at,
        standing.pk,
        scheme.shade(standing.colour, standing.made_at, standing.place, standing.disease),
        Text(standing.words_zh, standing.words_en),
        standing.clause,
        ORIGINS[standing.origin],
        standing.made_by,
        standing.until,
        by.account_id is not None and not by.hand & makers(standing),
        end_of(standing) if one.decided_at and one.upheld is None else None,
    )


@question(needs=NEEDS)
def appeal_statistics(*, by: Actor) -> AppealStatistics:
    """How many were filed, answered, in time, and right."""
    rows = list(
        Appeal.objects.filter(by.scope(NEEDS).q(place="place")).values_list(
            "standing__origin", "upheld", "filed_at", "due_at", "decided_at"
        )
    )
    decided = [row for row in rows if row[1] is not None]
    ended = sum(row[1] is None and row[4] is not None for row in rows)
    hours = sorted(
        (done - filed).total_seconds() / 3600 for _, _, filed, _, done in decided if done
    )
    by_origin: dict[str, tuple[int, int]] = {}
    for origin, upheld, *_ in decided:
        count, right = by_origin.get(origin, (0, 0))
        by_origin[origin] = (count + 1, right + bool(upheld))
    return AppealStatistics(
        len(rows),
        len(rows) - len(decided) - ended,
        sum(done is None and due < clock.now() for _, _, _, due, done in rows),
        sum(row[1] is True for row in rows),
        sum(row[1] is False for row in rows),
        ended,
        sum(done <= due for _, _, _, due, done in decided if done),
        hours[len(hours) // 2] if hours else None,
        by_origin,
    )
