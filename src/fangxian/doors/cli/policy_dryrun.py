"""`fangxian policy dryrun`: what a pack would change on the living database."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.session import acting, database, plain, print_json, tell
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.lines.screening.pages import DryRun


@click.command()
@click.option("--pack", "pack_id", required=True, help="要试算的政策包 (the pack to try)")
@click.option("--on", type=DAY, help="试算哪一天,默认今天 (day)")
@click.option("--limit", default=100, show_default=True, help="列出多少名有变化的人 (rows shown)")
@click.option("--json", "as_json", is_flag=True, help="输出一行 JSON (one line of JSON)")
def dryrun(pack_id: str, on: datetime | None, limit: int, as_json: bool) -> None:
    """试算:新政策施行后谁会变、变成什么,需要多少隔离房、检测、上门。谁也不会被改动。"""
    with database():
        from fangxian.kernel import clock
        from fangxian.lines.screening import pages as screening

        day = on.date() if on else clock.today()
        done = screening.dry_run(pack_id, day, by=acting(), size=limit)
        if as_json:
            print_json(as_dict(done))
        else:
            _say(done)


def as_dict(done: DryRun) -> dict[str, Any]:
    """The --json shape."""
    return {
        "pack": done.pack,
        "on": done.on.isoformat(),
        "disease": done.disease,
        "others": done.others,
        "people": done.people,
        "changed": done.changed,
        "uncertain": {"before": done.uncertain_before, "after": done.uncertain_after},
        "by_class": {"before": done.class_before, "after": done.class_after},
        "by_measure": {"before": done.measure_before, "after": done.measure_after},
        "in_place": {"before": done.in_place_before, "after": done.in_place_after},
        "transitions": [
            {"from": old, "to": new, "people": number}
            for (old, new), number in sorted(done.transitions.items())
        ],
        "needs": {"before": plain(done.needs_before), "after": plain(done.needs_after)},
        "changes": plain(done.changes),
    }


def _say(done: DryRun) -> None:
    tell(f"{done.on} 试算 {done.pack}", f"{done.pack} tried on {done.on}")
    if not done.people and done.others:
        _say_nobody(done)
        return
    click.echo(f"共 {done.people} 人,变化 {done.changed} 人")
    for (old, new), number in sorted(done.transitions.items(), key=lambda pair: -pair[1]):
        click.echo(f"  {old} → {new}\t{number} 人")
    click.echo("日期\t隔离房(间)\t检测(人次)\t上门(人次)  现行 → 新")
    for old_need, new_need in zip(done.needs_before, done.needs_after, strict=True):
        click.echo(
            f"{new_need.day}\t{old_need.rooms} → {new_need.rooms}"
            f"\t{old_need.tests} → {new_need.tests}\t{old_need.visits} → {new_need.visits}"
        )


def _say_nobody(done: DryRun) -> None:
    from fangxian.ground.policy import pages as policy

    words = policy.diseases()
    others = [(words.get(code, Text(code, code)), n) for code, n in done.others.most_common()]
    tell(
        f"没有因{words[done.disease].zh}在册的人,所以没有可试算的。在册的是:"
        + "、".join(f"{one.zh} {n} 人" for one, n in others),
        f"Nobody of this disease ({words[done.disease].en}) is on record, so there is nothing to try. On record: "
        + ", ".join(f"{one.en} {n}" for one, n in others),
    )
