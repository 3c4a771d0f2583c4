"""`fangxian arrivals screen`: everybody as of today, and the counts that answer for it."""

from __future__ import annotations

from datetime import date

import click

from fangxian.doors.cli.session import acting, database, print_json, tell


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出一行 JSON (one line of JSON)")
def screen(as_json: bool) -> None:
    """按今天的政策研判全部来返人员:类别、颜色、当日在施措施。 Screen everybody as of today.

    看别的日子用 policy dryrun 或 policy explain,谁也不会被改动。 For another day: these two.
    """
    with database():
        from fangxian.ground.places import pages as places
        from fangxian.ground.policy import pages as policy
        from fangxian.kernel import clock
        from fangxian.lines.arrivals import pages as arrivals
        from fangxian.lines.zones import pages as zones

        day = clock.today()
        policy.in_force(day, places.home())  # refuses in words when nothing is in force
        done = arrivals.screen_all(by=acting())
        summary = arrivals.summary(day, by=acting())
        if as_json:
            print_json(summary.as_dict())
            return
        said = zones.lists_said(done.lists)
        tell(
            f"研判 {done.people} 人,结论有变 {done.changed} 人,存疑 {done.uncertain} 人;{said.zh}。",
            f"{done.people} people screened, {done.uncertain} uncertain. {said.en}.",
        )
        _table(day, summary.by_measure, summary.measure_by_origin)


def _table(day: date, by_measure: dict[str, int], origin: dict[str, dict[str, int]]) -> None:
    from fangxian.ground.places import pages as places
    from fangxian.ground.policy import pages as policy

    names = policy.in_force(day, places.home()).measures
    click.echo(f"{day}  措施\t境外\t国内\t合计")
    for measure, number in sorted(by_measure.items(), key=lambda pair: -pair[1]):
        label = names[measure].zh if measure in names else "无在施措施"
        sides = origin[measure]
        click.echo(f"{label}\t{sides['overseas']}\t{sides['domestic']}\t{number}")
