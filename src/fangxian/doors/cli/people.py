"""`fangxian people`: look somebody up, masked, and take in the county's households."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fangxian.doors.cli import imports
from fangxian.doors.cli.session import acting, ask_or_do, database, print_json, speak
from fangxian.kernel import masking
from fangxian.kernel.text import Text


@click.group()
def group() -> None:
    """人员 (people)."""


@group.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True)
def search(text: str, as_json: bool) -> None:
    """按姓名、拼音、首字母、证件号或电话查找 (by name, pinyin, initials, number or phone)."""
    with database():
        from fangxian.ground.people import pages as people

        rows = people.search(text, by=acting())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        numbers = " ".join(document.number for document in row.documents)
        click.echo(f"{row.id:>8}  {row.name}  {numbers}  {row.phone}  {row.place}")


@group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@imports.options
def households(file: Path, **given: Any) -> None:
    """导入户籍/住户清单 (households): 户主、户主证件号码、地址…… 即 fangxian import households."""
    imports.run("households", file, **given)


@group.command()
@click.option("--json", "as_json", is_flag=True)
def twins(as_json: bool) -> None:
    """可能是同一个人的两份档案 (records that may be one person, the surest first)."""
    with database():
        from fangxian.ground.people import pages as people

        rows = people.possible_twins(by=acting())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        why = "、".join(speak(people.TWIN_REASONS[key]) for key in row.why)
        click.echo(f"{row.one.id:>8} {row.one.name}  ≟ {row.other.id:>8} {row.other.name}  {why}")


@group.command()
@click.argument("kept", type=int)
@click.argument("gone", type=int)
@click.option("--why", required=True)
def merge(kept: int, gone: int, why: str) -> None:
    """把第二份档案并入第一份,可撤销;其中一份受限制或待核的,--as 须另一人同意.

    (make one record of two; can be undone; --as: where either is restricted, another agrees)
    """
    with database():
        from fangxian.ground.people import pages as people

        why = masking.masked(why)
        given = {"kept_id": kept, "gone_id": gone, "why": why}
        ask_or_do(
            "people.merge_persons", given, people.TO_MERGE.format(gone=gone, kept=kept, why=why)
        )


@group.command()
@click.argument("person_id", type=int)
@click.argument("place")
@click.argument("address")
def address(person_id: int, place: str, address: str) -> None:
    """更正住址 (where somebody lives now)."""
    with database():
        from fangxian.ground.people import pages as people
        from fangxian.ground.places import pages as places

        people.set_address(person_id, places.prefix(place), address, by=acting())
    click.echo(speak(Text("住址已更正", "The address is corrected")))


@group.command()
@click.argument("person_id", type=int)
@click.argument("codes", nargs=-1)
def occupations(person_id: int, codes: tuple[str, ...]) -> None:
    """更正职业,不写则清空 (what somebody does, by its codes; none clears)."""
    with database():
        from fangxian.ground.people import pages as people

        people.set_occupations(person_id, codes, by=acting())
    click.echo(speak(Text("职业已更正", "The callings are corrected")))
