"""`fangxian policy`: check the packs, read what is in force, explain one person."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from fangxian.doors.cli import policy_text
from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.policy_dryrun import dryrun
from fangxian.doors.cli.policy_enact import enact, proposals, propose, records, withdraw
from fangxian.doors.cli.say import print_json, tell
from fangxian.doors.cli.session import database
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock, home
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON (answer in JSON)")


@click.group("policy")
def group() -> None:
    """政策:检查方案、查看在行规定、解释一个人的判定、试算 (check, show, explain, dry run)."""


for command in (dryrun, propose, enact, withdraw, proposals):
    group.add_command(command)


@group.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@AS_JSON
def lint(path: Path | None, as_json: bool) -> None:
    """检查方案文件,逐行指出错误;有错误时退出码为 1 (faults with file and line).

    提醒不是错误,退出码仍为 0 (warnings are no faults).

    PATH: 一份方案的文件夹、一个方案目录,或其中一个文件;不写则检查本系统的全部方案。
    """
    faults, warned = policy.lint(path), policy.warnings(path)
    if as_json:
        print_json(
            {
                "faults": [fault.as_dict() for fault in faults],
                "warnings": [one.as_dict() for one in warned],
            }
        )
    else:
        policy_text.faults(faults)
        policy_text.warnings(warned)
    raise SystemExit(1 if faults else 0)


@group.command()
@click.option("--at", "at", metavar="CODE", help="区划代码;不写则为本县 (default: home county)")
@click.option("--on", "on", type=DAY, help="日期;不写则为今天 (default: today)")
@click.option("--disease", default="", help="病种;不写则为本县当前应对的 (default: the county's)")
@AS_JSON
def show(at: str | None, on: datetime | None, disease: str, as_json: bool) -> None:
    """查看某地某日在行的方案:标题、文号、日期、表格与逐行出处 (what is in force)."""
    day = on.date() if on else clock.today()
    with records():
        edition = policy.in_force(day, _at(at), disease)
    if as_json:
        print_json(policy_text.edition_as_dict(edition, _at(at)))
    else:
        policy_text.edition(edition, _at(at))


@group.command()
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@click.option("--at", "at", metavar="CODE", help="目的地区划代码,优先于文件所写 (destination)")
@click.option("--on", "on", type=DAY, help="研判日期,优先于文件所写 (day of the decision)")
@click.option("--disease", help="病种,优先于文件所写 (disease)")
@AS_JSON
def explain(
    file: Any, at: str | None, on: datetime | None, disease: str | None, as_json: bool
) -> None:
    """解释一个人:类别、颜色、措施起止、检测日,依据哪份文件哪一行 (one person's facts).

    \b
    FILE(- 为标准输入)是一个 JSON 对象,键用英文或报备表的列名:
      on 研判日期          at 目的地(代码或地名)      disease 病种
      arrival 抵达日期     overseas 是否入境           entry 入境日期
      origin 出发地        leaving 离开出发地日期
      stays 途经地         [{"place","from","to"}] 或 "地点@起~止;地点@起~止"
      listings 风险区      [{"level","place","from","to"}],level 为 high/medium/low 或 高/中/低
      category 接触类别    last_exposure 末次暴露日
    地点写地名或代码。不写 listings 时用系统内的风险区名单。
    写了 listings 时不需要数据库(自行装入的地名除外)。详见 docs/howto/packs.md。
    """
    with records(), _living() as living:
        case = policy.Reader(living.resolve, living.candidates).read(_json(file))
        day = (on.date() if on else None) or case.on or clock.today()
        place = _at(at or case.at)
        edition = policy.in_force(day, place, disease or case.disease)
        listings = living.listings(case, edition)
    found = policy.explain_verdict(edition, case.facts, listings, day)
    if as_json:
        said = {"unresolved": case.unresolved, "ignored": case.ignored}
        print_json({"at": place, **found.as_dict(), **said})
    else:
        policy_text.explained(found, case, place)


@group.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """把方案文件的 JSON Schema 写到 FOLDER,供编辑器校验 (for editors; packs/_schema)."""
    for file in policy.write_schemas(folder):
        click.echo(file)


def _at(code: str | None) -> str:
    if code or settings.FANGXIAN_COUNTY:
        return places.prefix(code or settings.FANGXIAN_COUNTY)
    with database():
        return places.prefix(_chosen())


def _chosen() -> str:
    if not (county := home.county()):
        raise NoCounty
    return county


class NoCounty(Refusal):
    code = "cli.no_county"
    sentence = Text("还没有选定本县。", "No county has been chosen yet.")
    way_out = Text(
        "请用 --at 写明区划代码,或先开局:fangxian setup。",
        "Name a division by --at, or set the county up first: fangxian setup.",
    )


def _json(file: Any) -> Any:
    try:
        return json.load(file)
    except ValueError as wrong:
        raise policy.FactsUnreadable(
            key=str(getattr(file, "name", "FILE")),
            why=f"不是合法的 JSON({wrong})",
            why_en=f"not valid JSON ({wrong})",
        ) from None


class Living:
    """The living database, started only for the day's lists and for places that are not
    among the facts that the product ships."""

    def __init__(self, held: contextlib.ExitStack) -> None:
        self._held = held
        self._open = False

    def resolve(self, text: str) -> Any:
        found = places.shipped_resolve(text)
        if found and found.exact and not found.rest and not places.shipped_doubtful(text):
            return found
        where = self._where(text)
        if len(where.all) > 1:
            raise policy.FactsUnreadable(
                key=text,
                why="这里写了几处地点,请每处写成一段停留(stays)",
                why_en="several places in one: write a stay (stays) for each",
            )
        return places.resolve_name(text) if where.code else None

    def candidates(self, text: str) -> tuple[str, ...]:
        """Between what a name does not decide, as a ledger is read."""
        found: tuple[str, ...] = self._where(text).candidates
        return found

    def _where(self, text: str) -> Any:
        self._start()
        from fangxian.lines.arrivals import pages as arrivals

        return arrivals.where_named(text)

    def listings(self, case: policy.Case, edition: policy.Edition) -> tuple[policy.Listing, ...]:
        """Those that the case brings, else all that the day's records hold."""
        rows = edition.table.rows
        if case.facts.category or not any(row.origin == "listed" for row in rows):
            return case.listings or ()
        if case.listings is None:
            return self._recorded(case, edition)
        kinds = any(row.city_kinds for row in rows)
        return tuple(self._of_kind(listing) if kinds else listing for listing in case.listings)

    def _recorded(self, case: policy.Case, edition: policy.Edition) -> tuple[policy.Listing, ...]:
        from fangxian.lines.zones import pages as zones

        self._start()
        days = policy.listing_days(edition, case.facts)
        found: tuple[policy.Listing, ...] = zones.listings(*days)
        if not found:
            tell(
                "系统内这段时间没有任何风险区名单,请先导入,否则结果偏松。",
                "No risk areas are recorded for these days: import them first.",
            )
        return found

    def _of_kind(self, listing: policy.Listing) -> policy.Listing:
        """A rule that asks for the kind of a city needs it for every listing."""
        if listing.city_kind or len(listing.place) < 4:
            return listing
        kind = places.shipped_kind_of_city(listing.place)
        if not kind:
            self._start()
            kind = places.kind_of_city(listing.place)
        return replace(listing, city_kind=kind)

    def _start(self) -> None:
        if not self._open:
            tell("正在连接数据库…", "Reaching the database…")
            self._held.enter_context(database())
            self._open = True


@contextlib.contextmanager
def _living() -> Iterator[Living]:
    with contextlib.ExitStack() as held:
        yield Living(held)
