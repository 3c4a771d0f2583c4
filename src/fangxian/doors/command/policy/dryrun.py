"""试算: a pack tried on the living ledger before anybody is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel.errors import Refusal
from fangxian.kernel.pages import SIZE, Page
from fangxian.kernel.text import Text
from fangxian.lines.screening import pages as screening

FREE = Text("无措施", "no measure")
NONE = Text("未判定", "not decided")


@command_page(needs="policy.dryrun")
def dry_run(request: WebRequest) -> HttpResponse:
    """GET: with a pack in the address, its effect; else the choice of pack and day."""
    on, pack_id = asked.day(request.GET), request.GET.get("pack", "")
    shown: dict[str, Any] = {}
    refusal: Refusal | None = None
    if pack_id and request.GET.get("run"):
        try:
            shown = _shown(request, pack_id)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "policy/dryrun",
        packs=policy.packs(),
        chosen=pack_id,
        on=on,
        refusal=refusal,
        status=refusal.status if refusal else 200,
        **shown,
    )


def _shown(request: WebRequest, pack_id: str) -> dict[str, Any]:
    on, number = asked.day(request.GET), asked.page_number(request.GET)
    result = screening.dry_run(pack_id, on, by=request.actor, page=number, size=SIZE)
    words, diseases = _Words(pack_id, request), policy.diseases()
    return {
        "result": result,
        "disease": diseases[result.disease],
        "others": [
            (diseases.get(code, Text(code, code)), people)
            for code, people in result.others.most_common()
        ],
        "page": Page(result.changes, result.changed, number),
        "classes": _paired(result.class_before, result.class_after, words.class_of),
        "measures": _paired(result.measure_before, result.measure_after, words.measure_of, result),
        "transitions": [
            (words.class_of(old), words.class_of(new), people, old != new)
            for (old, new), people in result.transitions.most_common()
        ],
        "needs": list(zip(result.needs_before, result.needs_after, strict=True)),
        "words": words,
        "sankey": _sankey(result.transitions, words, request.language),
    }


class _Words:
    """Labels of classes and measures, of the new edition first, then of the one in force."""

    def __init__(self, pack_id: str, request: WebRequest) -> None:
        on, home = asked.day(request.GET), places.home()
        editions = [policy.edition(pack_id, at=home, on=on)]
        if held := policy.in_force_or_none(on, home, editions[0].disease):
            editions.append(held)
        self._classes: dict[str, Text] = {}
        self._measures: dict[str, Text] = {"none": FREE}
        for edition in reversed(editions):
            self._classes |= {code: info.label for code, info in edition.classes.items()}
            self._measures |= edition.measures

    def class_of(self, code: str) -> Text:
        return NONE if code in {"", "none"} else self._classes.get(code, Text(code, code))

    def measure_of(self, code: str) -> Text:
        return self._measures.get(code, Text(code, code))

    @property
    def classes(self) -> Mapping[str, Text]:
        return {"none": NONE, "": NONE, **self._classes}

    @property
    def measures(self) -> Mapping[str, Text]:
        return self._measures


@dataclass(frozen=True)
class Paired:
    """A count before and after, and its two bars in per cent of the longest."""

    label: Text
    before: int
    after: int
    bar_before: int
    bar_after: int
    placed: tuple[int, int] | None = None  # of before and after, of whom it is in place

    @property
    def change(self) -> int:
        return self.after - self.before


def _paired(
    before: Mapping[str, int],
    after: Mapping[str, int],
    label: Any,
    done: screening.DryRun | None = None,
) -> list[Paired]:
    codes = sorted({*before, *after}, key=lambda code: -max(before[code], after[code]))
    most = max([1, *before.values(), *after.values()])
    return [
        Paired(
            label(code),
            before[code],
            after[code],
            _share(before[code], most),
            _share(after[code], most),
            (done.in_place_before[code], done.in_place_after[code]) if done else None,
        )
        for code in codes
    ]


def _share(part: int, most: int) -> int:
    """Per cent of the longest bar; anything but nothing shows."""
    return max(1, round(100 * part / most)) if part else 0


def _sankey(transitions: Mapping[tuple[str, str], int], words: _Words, language: str) -> Any:
    """ECharts options; the two sides are told apart by 现 and 新."""
    old_sign, new_sign = ("now: ", "new: ") if language == "en" else ("现·", "新·")
    before = {old: old_sign + words.class_of(old).speak(language) for old, _ in transitions}
    after = {new: new_sign + words.class_of(new).speak(language) for _, new in transitions}
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "sankey",
                "left": 8,
                "right": "38%",
                "nodeGap": 14,
                "data": [{"name": name} for name in {*before.values(), *after.values()}],
                "links": [
                    {"source": before[old], "target": after[new], "value": people}
                    for (old, new), people in transitions.items()
                ],
                "lineStyle": {"color": "source", "opacity": 0.35},
                "label": {"color": "inherit", "fontSize": 13},
            }
        ],
    }
