"""`fangxian venues`: apply from a list, review, print posters, keep the days of visits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fangxian.doors.cli import imports
from fangxian.doors.cli.session import acting, database, print_json, tell

QUEUE = 10_000


@click.group()
def group() -> None:
    """场所码 (venue codes)."""


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@imports.options
def apply(file: Path, **given: Any) -> None:
    """从表格批量申领 (hand in a list): 名称、类别、地方、地址…… 即 fangxian import venues."""
    imports.run("venues", file, **given)


@group.command()
@click.option("--state", default="filed", help="filed|returned|approved|outstanding")
@click.option("--approve-all", is_flag=True, help="待审的全部通过 (approve all that wait)")
@click.option("--return", "returned", nargs=2, metavar="ID REASON", help="退回 (send one back)")
@click.option("--words", default="", help="理由说明 (in words)")
@click.option("--json", "as_json", is_flag=True)
def review(
    state: str, approve_all: bool, returned: tuple[str, str] | None, words: str, as_json: bool
) -> None:
    """审核 (the queue): 不带选项时只列出."""
    with database():
        from fangxian.lines.venues import pages as venues

        by = acting()
        if returned:
            venues.return_(int(returned[0]), returned[1], words, by=by)
        if approve_all:
            waiting = venues.applications("filed", size=QUEUE, by=by).rows
            venues.approve([row.id for row in waiting], by=by)
        found = venues.applications(state, size=QUEUE, by=by)
        counts = venues.application_counts(by=by)
    if as_json:
        print_json(
            {
                "applied": counts.applied,
                "approved": counts.approved,
                "outstanding": counts.outstanding,
                "waiting": counts.waiting,
                "returned": counts.returned,
                "state": state,
                "list": [
                    {
                        "id": row.id,
                        "name": row.name,
                        "place": row.place,
                        "state": row.state,
                        "reason": row.reason,
                        "words": row.words,
                        "venue": row.venue_id,
                    }
                    for row in found.rows
                ],
            }
        )
        return
    tell(
        f"申请 {counts.applied} 通过 {counts.approved} 未通过 {counts.outstanding}",
        f"{counts.applied} applied, {counts.approved} approved, {counts.outstanding} outstanding",
    )
    for row in found.rows:
        click.echo(f"{row.id:>6} {row.state:9}{row.place:13}{row.name} {row.reason} {row.words}")


@group.command()
@click.argument("venue", type=int)
@click.option("--size", "sizes", multiple=True, default=("a4",), help="a3 a4 a5 a6 label")
@click.option("--svg", is_flag=True, help="每个出入口一个 SVG (one SVG an entrance)")
@click.option("--base", default="", help="码里的网址前缀 (address before the token)")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--json", "as_json", is_flag=True)
def posters(
    venue: int, sizes: tuple[str, ...], svg: bool, base: str, out: Path, as_json: bool
) -> None:
    """打印一个场所的海报 (write the posters of a venue)."""
    with database():
        from django.conf import settings

        from fangxian.lines.venues import pages as venues

        before = base or f"{str(settings.ENVIRONMENT.public_url).rstrip('/')}/p/v/"
        made = venues.posters(venue, sizes, before, by=acting(), kind="svg" if svg else "pdf")
    out.mkdir(parents=True, exist_ok=True)
    for one in made:
        (out / one.name).write_bytes(one.body)
    names = [str(out / one.name) for one in made]
    if as_json:
        print_json({"files": names})
    else:
        click.echo("\n".join(names))


@group.command()
@click.option("--json", "as_json", is_flag=True)
def partitions(as_json: bool) -> None:
    """备好到访记录的分区 (make the days of visits ahead, show those held)."""
    with database():
        from fangxian.lines.venues import pages as venues

        made = venues.ensure_partitions(by=acting())
        held = venues.days_held(by=acting())
    if as_json:
        print_json({"made": made, "held": held})
        return
    tell(f"新备 {len(made)} 天,共 {len(held)} 天", f"{len(made)} made, {len(held)} held")
    click.echo(f"{held[0]} – {held[-1]}")


@group.command("drop-expired")
@click.option("--json", "as_json", is_flag=True)
def drop_expired(as_json: bool) -> None:
    """删除超过保存期的到访记录,记入审计 (drop visits past the retention)."""
    with database():
        from fangxian.kernel import clock
        from fangxian.lines.venues import pages as venues

        done = venues.drop_expired(clock.today(), by=acting())
    if as_json:
        print_json({"days": done.days, "visits": done.visits})
        return
    tell(
        f"删除 {len(done.days)} 天 {done.visits} 条", f"{len(done.days)} days, {done.visits} visits"
    )
