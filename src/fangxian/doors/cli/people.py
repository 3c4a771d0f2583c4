"""`fangxian people`: look somebody up, masked; the look is written down."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json


@click.group()
def group() -> None:
    """人员 (people)."""


@group.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True)
def search(text: str, as_json: bool) -> None:
    """按姓名、拼音、首字母、证件号或电话查找 (by name, pinyin, initials, number or phone)."""
    with database():
        from fangxian.ground.people import api as people

        rows = people.search(text, by=acting())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        numbers = " ".join(document.number for document in row.documents)
        click.echo(f"{row.id:>8}  {row.name}  {numbers}  {row.phone}  {row.place}")
