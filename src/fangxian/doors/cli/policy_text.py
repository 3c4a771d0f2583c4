"""How a pack, a fault and a verdict are read on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from fangxian.doors.cli.say import plain, speak
from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text


def line(zh: str, en: str, indent: int = 0) -> None:
    click.echo(" " * indent + speak(Text(zh, en)))


def faults(found: Sequence[policy.Fault]) -> None:
    for fault in found:
        click.echo(f"{_near(fault.file)}:{fault.line}: {speak(fault.sentence)}")
    if found:
        line(f"共 {len(found)} 处错误。", f"{len(found)} faults.")
    else:
        line("方案没有错误。", "The packs hold together.")


def warnings(found: Sequence[policy.Fault]) -> None:
    for one in found:
        line(
            f"提醒 {_near(one.file)}:{one.line}: {one.sentence.zh}",
            f"Warning {_near(one.file)}:{one.line}: {one.sentence.en}",
        )


def _near(file: str) -> str:
    path = Path(file)
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def edition(found: policy.Edition, at: str) -> None:
    """Title, dates, layers, then the tables row by row."""
    packs = {pack.id: pack for pack in policy.packs()}
    click.echo(speak(found.title))
    line(
        f"地区 {at} · 日期 {found.on} · 版本 {found.hash[:12]}",
        f"place {at} · day {found.on} · version {found.hash[:12]}",
    )
    for ref in reversed(found.packs):
        pack = packs[ref.id]
        click.echo(f"\n{ref.document}  {pack.number or ''}".rstrip())
        begin, end = (speak(policy.MARKS[mark]) for mark in pack.marks)
        line(
            f"{ref.issuer} · 施行 {ref.from_}[{begin}] 至 {ref.to or '另行通知'}[{end}]",
            f"{ref.issuer} · from {ref.from_} [{begin}] to {ref.to or 'further notice'} [{end}]",
            2,
        )
        if pack.note:
            click.echo(f"  {pack.note}")
        for what, why in pack.left_out:
            line(f"未列入:{what}({why})", f"Left out: {what} ({why})", 2)
    _table(found, found.table, Text("来返人员", "Travellers"))
    _table(found, found.contacts, Text("接触与暴露人员", "Contacts"))
    _values(found)
    _sources(found)


def _table(found: policy.Edition, table: policy.DecisionTable, title: Text) -> None:
    click.echo(f"\n{speak(title)}")
    for row in policy.rows_in_words(found, table):
        click.echo(
            f"{row.number:>3}. {speak(row.who)}  {_badge(row.colour)} {speak(row.info.label)}"
        )
        for said in (row.conditions, row.course):
            if said.zh:
                click.echo(f"     {speak(said)}")
        if row.checks.zh:
            line(f"抵达:{row.checks.zh}", f"On arrival: {row.checks.en}", 5)
        if row.note:
            click.echo(f"     {row.note}")
        cited = row.citation
        line(
            f"出处:{cited.clause}({cited.source})[{row.mark.zh}]",
            f"Source: {cited.clause} ({cited.source}) [{row.mark.en}]",
            5,
        )
        for column, why in row.inferred:
            line(f"推断:{column.zh}:{why}", f"Inferred: {column.en}: {why}", 5)
    info, colour = found.classes[table.otherwise_class], found.colours[table.otherwise_colour]
    line(
        f"  其余:{_badge(colour)} {info.label.zh}", f"  Otherwise: {_badge(colour)} {info.label.en}"
    )
    if over := policy.WHEN_OVER.get(table.when_over):
        line(f"  一行期满之后:{over.zh}", f"  When a course is over: {over.en}")


def _values(found: policy.Edition) -> None:
    line("\n时限(自发出起算)", "\nClocks (counted from the issue)")
    for stage, length in found.clocks.items():
        name, cited = policy.STAGES[stage], found.read(f"clocks.{stage}").citation
        mark, hours = policy.MARKS[cited.mark], length.total_seconds() / 3600
        line(f"{name.zh} {hours:g} 小时 [{mark.zh}]", f"{name.en} {hours:g} h [{mark.en}]", 2)

    line("\n数值", "\nValues")
    for key, value in sorted({**found.house, **found.values}.items()):
        if not key.startswith(("clocks.", "ladder.", "checklists.")):
            _value(key, value)


def _value(key: str, value: policy.Value) -> None:
    """Its word, the value with its unit, what follows from it; a key that nothing reads as such."""
    term, mark = policy.term_of(key), policy.MARKS[value.citation.mark]
    said = value.value
    if isinstance(said, dict):  # a closed list: code → its words
        said = tuple(
            f"{code}={words}" if isinstance(words, str) else speak(Text(*words))
            for code, words in said.items()
        )
    held = said if not isinstance(said, tuple) else "、".join(map(str, said))
    shown = "—" if held is None else f"{held} {value.unit}".strip()
    if term is None:
        line(f"{key} {shown}  没有程序读这一项", f"{key} {shown}  nothing reads it", 2)
        return
    whose = term.name_in(key)
    of = f"({whose})" if whose else ""
    line(f"{term.word.zh}{of} {shown} [{mark.zh}]", f"{term.word.en}{of} {shown} [{mark.en}]", 2)
    line(f"{term.does.zh}  {key}", f"{term.does.en}  {key}", 4)


def _sources(found: policy.Edition) -> None:
    """Only those that a row or a value names."""
    rows = (*found.table.rows, *found.contacts.rows)
    named = {row.citation.source for row in rows}
    named |= {value.citation.source for value in found.values.values()}
    line("\n来源(等级 A 官方,B 媒体,C 转载)", "\nSources (A official, B media, C secondary)")
    for key in sorted(named & set(found.sources)):
        source = found.sources[key]
        click.echo(f"  {key} [{source.quality}] {source.title} · {source.site}")


def _badge(colour: policy.Colour) -> str:
    return f"{policy.SHAPES[colour.shape]}{speak(colour.label)}"


def edition_as_dict(found: policy.Edition, at: str) -> dict[str, Any]:
    """What `show --json` says."""
    tables = {
        name: {
            "rows": [
                {
                    **{key: item for key, item in plain(row).items() if key not in ("who", "id")},
                    "number": number,
                    "id": row.id,
                    "who": plain(found.notes[row.id].who),
                    "inferred": dict(found.notes[row.id].inferred),
                }
                for number, row in enumerate(table.rows, 1)
            ],
            "otherwise": {"class": table.otherwise_class, "colour": table.otherwise_colour},
            "when_over": table.when_over or None,
        }
        for name, table in (("travellers", found.table), ("contacts", found.contacts))
    }
    return {
        "id": found.id,
        "title": found.title,
        "disease": found.disease,
        "at": at,
        "on": found.on,
        "hash": found.hash,
        "packs": found.packs,
        **tables,
        "classes": found.classes,
        "colours": found.colours,
        "measures": found.measures,
        "checks": found.checks,
        "values": found.values,
        "sources": found.sources,
    }


def explained(found: policy.VerdictExplained, case: policy.Case, at: str) -> None:
    """Class and colour first, then the course, then why."""
    verdict, edition_ = found.verdict, found.edition
    info, colour = edition_.classes[verdict.class_code], edition_.colours[verdict.colour]
    doubt = speak(Text(" (存疑,先核查)", " (uncertain: check first)")) if verdict.uncertain else ""
    click.echo(f"{_badge(colour)} {speak(info.label)}{doubt}")
    now = edition_.measures.get(found.measure, Text("无", "none"))
    day = f" {found.day[0]}/{found.day[1]}" if found.day else ""
    line(f"{found.on} 在 {at}:{now.zh}{day}", f"On {found.on} at {at}: {now.en}{day}")
    for phase in verdict.phases:
        label = speak(edition_.measures[phase.measure])
        click.echo(f"  {phase.start} ~ {phase.end or '…'}  {label}  {phase.note}".rstrip())
        if phase.tests:
            days = "、".join(day.isoformat() for day in phase.tests)
            line(f"检测:{days}", f"tests: {days}", 4)
    _checks(found)
    _why(found, case)


def _checks(found: policy.VerdictExplained) -> None:
    checks = [found.edition.checks[check] for check in (found.row.on_arrival if found.row else ())]
    if checks:
        line(
            f"  抵达:{'、'.join(check.zh for check in checks)}",
            f"  On arrival: {', '.join(check.en for check in checks)}",
        )


def _why(found: policy.VerdictExplained, case: policy.Case) -> None:
    verdict = found.verdict
    if verdict.stay:
        start = verdict.stay.start or "…"
        line(
            f"停留:{verdict.stay.text or verdict.stay.place} {start} ~ {verdict.stay.end}",
            f"Stay: {verdict.stay.text or verdict.stay.place} {start} ~ {verdict.stay.end}",
        )
    if verdict.listing:
        listed = verdict.listing
        line(
            f"风险区:{listed.text or listed.place} {listed.level} {listed.listed_from} ~ {listed.listed_to}",
            f"Listed: {listed.text or listed.place} {listed.level} {listed.listed_from} ~ {listed.listed_to}",
        )
    if verdict.citation:
        cited, mark = verdict.citation, policy.MARKS[verdict.citation.mark]
        line(
            f"依据:{cited.document} {cited.clause}(行 {verdict.row or '—'})[{mark.zh}]",
            f"By: {cited.document} {cited.clause} (row {verdict.row or '—'}) [{mark.en}]",
        )
    else:
        line("依据:没有一行符合,按其余人员办理", "By: no row holds, so what holds otherwise")
    _doubt(found)
    for name in case.unresolved:
        line(f"未能识别的地名:{name}(不能判定,先核实)", f"Unknown place: {name} (verify first)")
    for key in case.ignored:
        line(f"未使用的键:{key}", f"Key not used: {key}")


def _doubt(found: policy.VerdictExplained) -> None:
    """What is behind the person, and what is to be found out."""
    verdict = found.verdict
    if verdict.behind:
        info = found.edition.classes[verdict.behind.class_code]
        line(
            f"已期满:{info.label.zh},至 {verdict.behind.end}(行 {verdict.behind.row})",
            f"Over: {info.label.en}, until {verdict.behind.end} (row {verdict.behind.row})",
        )
    if verdict.unverified:
        line("待核:行程还不清楚,先核实,后判定", "To verify: where they were is not clear yet")
    if verdict.possible:
        stay = verdict.possible.stay
        line(
            f"先问:是否 {stay.place}(写的是“{stay.text}”)?",
            f"Ask first: was it {stay.place} (written “{stay.text}”)?",
        )
