"""What ends because a list no longer names it, or parts it. Silence frees as many as a word does:
beyond what one may end by hand, or more areas a day than the pack lets one's lists end, they stay
listed until a second person agrees."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.zones import terms
from fangxian.lines.zones.asking import SOME_WAIT
from fangxian.lines.zones.events import WideAreaByHand
from fangxian.lines.zones.hiding import hiding
from fangxian.lines.zones.models import LeftOut, RiskArea, ZoneSource
from fangxian.lines.zones.rules import Span
from fangxian.lines.zones.services import lowering, wide


class Leaving:
    """What one list leaves out: `alone` ends by the hand that brought it, `waits` stays. Ask under
    `changes.wait_for_others`."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.hand = lowering.Hand(by)
        self.most = int(policy.setting(terms.LEFT_OUT_ALONE, clock.today(), places.home()))
        self.lately = LeftOut.objects.filter(
            lowering.of_hand(by, "source__imported_by_id"),
            state="alone",
            source__imported_at__gt=clock.now() - wide.WITHIN,
        ).count()
        self.alone: list[bytes] = []
        self.waits: list[tuple[bytes, Span | None]] = []
        self.wide = False

    def judge(self, gone: Mapping[bytes, Sequence[str]]) -> set[bytes]:
        """Which of these areas, which a list does not name, stay listed. What waits already goes on
        waiting; of too many all do: one person decides about the list as a whole."""
        waiting = _waiting(gone) if self.by.account_id is not None else set()
        many, hides = self._many(len(gone.keys() - waiting)), self._hides(gone)
        for key, touched in gone.items():
            if key in waiting or many or key in hides or not self._may(touched):
                self.waits.append((key, None))
            else:
                self.alone.append(key)
        return {key for key, _ in self.waits}

    def may_part(self, key: bytes, touched: Sequence[str], span: Span) -> bool:
        """Whether a list may say of an area that it was not listed in between."""
        if self._many(1) or self._hides([key]) or not self._may(touched):
            self.waits.append((key, span))
            return False
        self.alone.append(key)
        return True

    def _hides(self, keys: Collection[bytes]) -> set[bytes]:
        """Those of these by which somebody is restricted who was so by other ground before."""
        if self.by.account_id is None:
            return set()
        rows = RiskArea.objects.filter(key__in=list(keys), basis="seen").values_list("pk", "key")
        of = {pk: bytes(key) for pk, key in rows}
        return {of[pk] for pk in hiding(of)}

    def _many(self, more: int) -> bool:
        beyond = self.lately + len(self.alone) + more > self.most
        self.wide = self.wide or beyond
        return beyond and self.by.account_id is not None

    def _may(self, touched: Sequence[str]) -> bool:
        self.wide = self.wide or wide.beyond(touched)
        return self.hand.may(list(touched))

    def keep(self, source: ZoneSource, moment: int | None) -> None:
        """Write down what ended and what waits, and ring where that is many."""
        rows = [LeftOut(source=source, key=key, moment=moment, state="alone") for key in self.alone]
        rows += [
            LeftOut(
                source=source,
                key=key,
                state="waits",
                moment=None if span else moment,
                stated=[span.begin, span.end, span.loose_begin + 2 * span.loose_end]
                if span
                else [],
            )
            for key, span in self.waits
        ]
        LeftOut.objects.bulk_create(rows, batch_size=2_000)
        self.hand.write_down()
        if self.waits or (self.alone and (self.wide or self.hand.crossed)):
            outbox.emit(
                WideAreaByHand(
                    subject=f"zones.source:{source.pk}",
                    what="left_out",
                    by=self.by.name,
                    shown=SOME_WAIT.format(
                        name=source.name[:40], count=len(rows), waits=len(self.waits)
                    ),
                )
            )


def _waiting(keys: Mapping[bytes, object]) -> set[bytes]:
    found = LeftOut.objects.filter(key__in=list(keys), state="waits").values_list("key", flat=True)
    return {bytes(key) for key in found}
