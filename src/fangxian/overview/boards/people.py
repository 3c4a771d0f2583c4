"""The people's part of the board: measure × origin, colours, whose verdict is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fangxian.ground.policy import api as policy
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals
from fangxian.overview.boards.numbers import ColourLine, Door, MeasureLine, Number

# What a county's board calls 健康监测 is the policy's two monitorings; any other measure in
# force gets a row of its own, so that the rows add up to everybody under a measure.
ROWS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("集中隔离", "Central quarantine"), ("central_quarantine",)),
    (Text("居家隔离", "Home quarantine"), ("home_quarantine",)),
    (Text("健康监测", "Health monitoring"), ("home_health_monitoring", "health_monitoring")),
)
SIDES = {"overseas": Text("境外", "Overseas"), "domestic": Text("国内", "Domestic")}
NOT_A_MEASURE = {"none", "unscreened"}


def measures(found: arrivals.Summary, edition: policy.Edition | None) -> tuple[MeasureLine, ...]:
    known = {code for _, codes in ROWS for code in codes} | NOT_A_MEASURE
    others = sorted(code for code in found.measure_by_origin if code not in known)
    rows = [*ROWS, *((_label(code, edition), (code,)) for code in others)]
    return tuple(_line(label, codes, found) for label, codes in rows)


def _label(code: str, edition: policy.Edition | None) -> Text:
    return (edition.measures.get(code) if edition else None) or Text(code, code)


def _line(label: Text, codes: tuple[str, ...], found: arrivals.Summary) -> MeasureLine:
    counts = {
        side: sum(found.measure_by_origin.get(code, {}).get(side, 0) for code in codes)
        for side in SIDES
    }
    cells = {
        side: _cell(label, word, counts[side], codes, found.on, side)
        for side, word in SIDES.items()
    }
    both = _cell(label, Text("合计", "Both"), sum(counts.values()), codes, found.on, "")
    return MeasureLine(
        label, cells["overseas"], cells["domestic"], both, _in_place(label, codes, found)
    )


def _in_place(label: Text, codes: tuple[str, ...], found: arrivals.Summary) -> Number:
    return Number(
        f"{codes[0]}.in_place",
        Text(f"{label.zh} · 到位", f"{label.en} · in place"),
        sum(found.in_place.get(code, 0) for code in codes),
        Text(
            f"人数;其中已抵达、有人上报“到位”并附了凭据、没有退回的(应为 {found.on} 当天“{label.zh}”的人)",
            f"Of those whose measure is {label.en.lower()}: arrived, and reported in place with evidence",
        ),
        Door("ledger", {"measure": list(codes), "in_place": 1}),
    )


def _cell(
    label: Text, side: Text, count: int, codes: tuple[str, ...], on: date, origin: str
) -> Number:
    conditions: dict[str, object] = {"measure": list(codes)}
    if origin:
        conditions["origin"] = origin
    return Number(
        f"{codes[0]}.{origin or 'both'}",
        Text(f"{label.zh} · {side.zh}", f"{label.en} · {side.en}"),
        count,
        Text(
            f"人数;{on} 当天正在执行“{label.zh}”的人,按现行判定",
            f"People whose measure in force on {on} is {label.en.lower()}, by the standing verdicts",
        ),
        Door("ledger", conditions),
    )


def colours(found: arrivals.Summary, edition: policy.Edition | None) -> tuple[ColourLine, ...]:
    """In the order of the pack's scheme; a colour that no pack names comes last, as its code."""
    scheme = dict(edition.colours) if edition else {}
    codes = [*scheme, *sorted(code for code in found.by_colour if code not in scheme)]
    return tuple(
        _colour(code, scheme.get(code), found) for code in codes if code not in NOT_A_MEASURE
    )


def _colour(code: str, colour: policy.Colour | None, found: arrivals.Summary) -> ColourLine:
    label = colour.label if colour else Text(code, code)
    number = Number(
        f"colour.{code}",
        label,
        found.by_colour.get(code, 0),
        Text(
            f"人数;现行判定为{label.zh}色的全部报备人员",
            f"All declared people whose colour is {label.en}",
        ),
        Door("ledger", {"colour": code}),
    )
    return ColourLine(
        code, label, colour.shape if colour else "circle", colour.hex if colour else "", number
    )


def expected(coming: Sequence[arrivals.ExpectedRow], today: date) -> tuple[Number, ...]:
    """Who is expected today and tomorrow, and how many of them will be under a measure."""
    days = (
        ("today", Text("今日", "today"), today),
        ("tomorrow", Text("明日", "tomorrow"), today + timedelta(days=1)),
    )
    made = []
    for key, word, day in days:
        rows = [row for row in coming if row.day == day]
        conditions = {"arrival": day.isoformat()}
        made.append(
            Number(
                f"expected.{key}",
                Text(f"{word.zh}预计抵达", f"Expected {word.en}"),
                sum(row.people for row in rows),
                Text(
                    f"人数;报备的抵达日期为 {day} 的人", f"People who declared to arrive on {day}"
                ),
                Door("expected", conditions),
            )
        )
        made.append(
            Number(
                f"key.{key}",
                Text(f"{word.zh}抵达的重点人员", f"Of whom under a measure, {word.en}"),
                sum(row.under_measures for row in rows),
                Text(
                    f"人数;报备 {day} 抵达、现行判定有管控措施的人",
                    f"People who declared to arrive on {day} and whose verdict carries a measure",
                ),
                Door("expected", conditions | {"under_measures": 1}),
            )
        )
    return tuple(made)


def uncertain(found: arrivals.Summary) -> Number:
    return Number(
        "uncertain",
        Text("判定存疑", "Uncertain"),
        found.uncertain,
        Text(
            "人数;判定存疑、要先核实行程的人:地点只知道大概的,和待核的(地点不明、有歧义或没有写)",
            "People whose itinerary is to be verified first: a place known too coarsely, or not at all",
        ),
        Door("ledger", {"uncertain": 1}),
    )
