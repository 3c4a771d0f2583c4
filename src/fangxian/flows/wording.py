"""What an instruction says, made of the verdict and its citation and nothing else. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fangxian.flows.rows import InstructionRow
from fangxian.ground.policy import reactions as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals

DO = Text(
    "请镇、村同时落实:核实人员到位,落实措施,办结时写明时间、地点、办理人。",
    "Township and village together: confirm that the person is there, put the measure in "
    "place, and report time, place and who did it.",
)
FIRST = Text(
    "【自主填报·未核实】第一步:打电话或入户问清是否属实、是不是本人,再落实下面的措施;不属实的退回并写明。",
    "[Declared online, not verified] First find out by phone or at the door whether it is so and "
    "whether it is this person; if it is not, send this back and say so.",
)
ASK = Text(
    "行程里有地点只知道大概,暂不能断定。请先联系本人问清具体地点(到街道、镇或村)和日期,办结时选“已问清”"
    "并写明地点,系统即重新判定。若属实,措施如下。",
    "A place on the way is known too coarsely to decide. First ask the person for the exact "
    "place (street, town or village) and days, and report it as found out with that place; the "
    "verdict follows by itself. If it is so, the measures are these.",
)

FIND_OUT = Text(
    "问清以后,办结时选“已问清”并写明地点,系统即重新判定;日期等不对的,请更正申报。核实之前不采取措施,也不按无风险放行;联系不上的,写明已怎样联系。",
    "Then report it as found out, with the place; the verdict follows by itself. Wrong days and the like: amend the declaration. Until it is clear no measure is "
    "imposed and nobody is passed as harmless; who cannot be reached: say how it was tried.",
)


def ahead(phases: Sequence[policy.Phase], today: date) -> tuple[policy.Phase, ...]:
    """The measures in force today or still to come."""
    return tuple(phase for phase in phases if phase.end is None or phase.end >= today)


def control_title(
    row: InstructionRow, phase: policy.Phase, edition: policy.Edition, today: date
) -> Text:
    label = measure(phase.measure, edition)
    if phase.start > today:
        return Text(
            f"{row.name}:{label.zh} {_span(phase).zh}", f"{row.name}: {label.en}, {_span(phase).en}"
        )
    end = _day(phase.end)
    return Text(
        f"{row.name}:{label.zh}" + (f" 至 {end}" if end else ""),
        f"{row.name}: {label.en}" + (f" until {end}" if end else ""),
    )


def segment_title(row: InstructionRow, phase: policy.Phase, edition: policy.Edition) -> Text:
    label, span = measure(phase.measure, edition), _span(phase)
    return Text(f"{row.name}:转{label.zh} {span.zh}", f"{row.name}: now {label.en}, {span.en}")


def turning(before: policy.Phase, edition: policy.Edition) -> Text:
    """What is to be done when one measure gives way to the next."""
    was, ended = measure(before.measure, edition), _day(before.end)
    return Text(
        f"{was.zh}已于 {ended} 期满。请镇、村同时交接:上一段指令办结销号,下一段措施落实到人。",
        f"{was.en} ended on {ended}. Township and village together: close the former "
        f"instruction and put the next measure in place.",
    )


def stood_in(lacking: str, acts: str, *, vacant: bool) -> Text:
    """Why somebody gets what another should do; both by name."""
    why = Text("无人在岗", "has nobody on duty") if vacant else Text("尚无接收单位", "has no unit")
    return Text(
        f"注意:{lacking}{why.zh},本条由{acts}代为落实,并请尽快补齐。",
        f"Note: {lacking} {why.en}; {acts} is to act in its stead and to fill the gap.",
    )


def verify_title(row: InstructionRow) -> Text:
    return Text(f"{row.name}:行程待核实", f"{row.name}: itinerary to be verified")


def ask(row: InstructionRow) -> Text:
    """What to find out, the first question in the first line."""
    first = arrivals.questions(row.doubt)
    if not first.zh and row.coarse.zh:
        first = Text(f"先问:{row.coarse.zh}", f"Ask first: {row.coarse.en}")
    if not first.zh:
        return ASK
    rest = FIND_OUT if row.unverified else ASK
    return Text(f"{first.zh}\n{rest.zh}", f"{first.en}\n{rest.en}")


def do(row: InstructionRow) -> Text:
    """What to do, and what else to ask, when that could make it graver."""
    more = arrivals.questions(row.doubt)
    return Text(f"{DO.zh}\n{more.zh}", f"{DO.en}\n{more.en}") if more.zh else DO


def body(
    row: InstructionRow,
    phases: Sequence[policy.Phase],
    edition: policy.Edition,
    lead: Text,
) -> Text:
    """Lead, verdict with its source, the measures with their dates and test days."""
    verdict = _verdict(row, edition)
    lines = [_line(phase, edition) for phase in phases]
    return Text(
        "\n".join([lead.zh, verdict.zh, *(line.zh for line in lines)]),
        "\n".join([lead.en, verdict.en, *(line.en for line in lines)]),
    )


def disease_of(edition: policy.Edition) -> Text:
    """Which disease it is, before a class, where it is another than that which the house works
    against on the day; else nothing, since everybody knows."""
    if edition.disease == policy.disease_on(edition.on):
        return Text("", "")
    said = policy.diseases()[edition.disease]
    return Text(f"{said.zh}·", f"{said.en}, ")


def measure(code: str, edition: policy.Edition) -> Text:
    return edition.measures.get(code, Text(code, code))


def reason_key(row: InstructionRow, phases: Sequence[policy.Phase], kind: str) -> str:
    """The same as long as the same person owes the same for the same reason."""
    said: list[Any] = [
        kind,
        row.place,
        row.class_code,
        row.row,
        row.citation,
        [[phase.measure, phase.start, phase.end, phase.tests] for phase in phases],
    ]
    if row.doubt:
        said += [row.doubt.asked, row.doubt.possible]
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def segment_key(row: InstructionRow, phase: policy.Phase) -> str:
    """The same on every day of the segment."""
    said = [row.place, row.class_code, phase.measure, phase.start, phase.end]
    plain = json.dumps(said, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def because(row: InstructionRow, measure: str = "") -> Mapping[str, Any]:
    """The citation, and the screening that a doubter can replay; the `measure` that is to be in
    place, "" where something is to be found out."""
    named = {"measure": measure} if measure else {}
    return {
        **named,
        **(row.citation or {}),
        "row": row.row,
        "class": row.class_code,
        "edition": row.edition,
        "disease": row.disease,
        "screening_id": row.screening_id,
    }


def _verdict(row: InstructionRow, edition: policy.Edition) -> Text:
    known = edition.classes.get(row.class_code)
    label = known.label if known else Text(row.class_code, row.class_code)
    shade = edition.colours.get(row.colour)
    colour = shade.label if shade else Text(row.colour, row.colour)
    cited, of = row.citation or {}, disease_of(edition)
    source = f"{cited.get('document', '')} {cited.get('clause', '')}".strip()
    return Text(
        f"判定:{of.zh}{label.zh}({colour.zh})" + (f"。依据:{source}。" if source else "。"),
        f"Verdict: {of.en}{label.en} ({colour.en})" + (f". Source: {source}." if source else "."),
    )


def _line(phase: policy.Phase, edition: policy.Edition) -> Text:
    label, span = measure(phase.measure, edition), _span(phase)
    tests = "、".join(day for test in phase.tests if (day := _day(test)))
    return Text(
        f"· {label.zh}:{span.zh}" + (f";核酸 {tests}" if tests else ""),
        f"· {label.en}: {span.en}" + (f"; tests {tests.replace('、', ', ')}" if tests else ""),
    )


def _span(phase: policy.Phase) -> Text:
    start, end = _day(phase.start), _day(phase.end)
    if end is None:
        return Text(f"{start} 起,至另行通知", f"from {start} until further notice")
    return Text(f"{start} 至 {end}", f"{start} to {end}")


def _day(day: date | None) -> str | None:
    return clock.said(day) if day else None
