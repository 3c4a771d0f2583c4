"""`fangxian access`: accounts, roles and grants from the terminal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.say import read
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.ground.access.pages import AccountRow, GrantRow, SecondPeople

ONE_TIME = Text(
    "{username} 的一次性密码(只显示这一次,首次登录须更改):",
    "One-time password of {username} (shown once, to be changed at the first sign-in):",
)


GIVES = Text("同意后可以:{what}", "Once agreed they may: {what}")


@click.group()
def group() -> None:
    """账号、角色、授权 (accounts, roles, grants)."""


@group.command("open")
@click.argument("username")
@click.argument("name")
@click.option("--place", required=True, help="归口区划代码 (division that looks after it)")
@click.option("--phone", default="", help="值班电话 (duty phone)")
@click.option("--role", help="同时在归口区划授予的角色 (role to give at that place)")
@click.option("--json", "as_json", is_flag=True)
def open_(
    username: str, name: str, place: str, phone: str, role: str | None, as_json: bool
) -> None:
    """开立账号 (open an account); prints its one-time password."""
    from fangxian.ground.access import pages as access
    from fangxian.kernel.work import unit_of_work

    with database():
        by = acting()
        with unit_of_work():  # an account without the role asked for would be half an operation
            opened = access.open_account(username, name, place, phone, by=by)
            if role:
                access.grant(opened.account_id, role, place, by=by)
    if as_json:
        print_json(opened)
    else:
        click.echo(f"{speak(ONE_TIME.fill(username=username))} {opened.password}")


@group.command()
@click.argument("username")
@click.argument("role")
@click.argument("place")
@click.option("--reach", type=click.Choice(["place", "own", "assigned"]), default="place")
@click.option("--from", "since", type=DAY, help="起,含当日 (first day)")
@click.option("--to", "until", type=DAY, help="止,含当日 (last day)")
@click.option("--json", "as_json", is_flag=True)
def grant(
    username: str,
    role: str,
    place: str,
    reach: str,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """授予角色 (give a role over a place)."""
    from fangxian.ground.access import pages as access

    with database():
        given = access.grant(
            _id_of(username), role, place, reach, _day(since), _day(until), by=acting()
        )
    if as_json:
        print_json({"grant": given})
    else:
        click.echo(speak(Text("已授予,编号 {id}", "Given, number {id}").fill(id=given)))


@group.command()
@click.argument("grant_id", type=int)
def approve(grant_id: int) -> None:
    """同意一项待第二人的授权 (approve a grant that waits for a second officer)."""
    from fangxian.ground.access import pages as access

    with database():
        access.approve_grant(grant_id, by=acting())
    click.echo(speak(Text("已同意,授权生效", "Approved; the grant holds")))


@group.command()
@click.option("--json", "as_json", is_flag=True)
def waiting(as_json: bool) -> None:
    """等第二人同意的授权 (grants that wait for a second officer)."""
    from fangxian.ground.access import pages as access

    with database():
        found = access.waiting_grants(by=acting())
    if as_json:
        print_json(found)
        return
    for row in found:
        click.echo(f"{row.id}  {row.name}  {speak(row.role_name)} @{row.place}  {row.asked_by}")
        click.echo(f"    {speak(GIVES.fill(what=speak(row.gives)))}")
        click.echo(f"    {_may_agree(row.second)}")


def _may_agree(second: SecondPeople) -> str:
    names = "、".join(second.names) or "—"
    may = Text("可由 {names} 同意,另有 {more} 人", "May agree: {names}, and {more} more")
    return speak(may.fill(names=names, more=second.more))


@group.command()
@click.option("--json", "as_json", is_flag=True)
def asked(as_json: bool) -> None:
    """等第二人同意的事 (what waits for the second of two people)."""
    from fangxian.ground.access import pages as access

    with database():
        found = access.operations_asked(by=acting())
    if as_json:
        print_json(found)
        return
    for row in found:
        click.echo(f"{row.id}  {row.operation}  {row.asked_by}  {read(row.because)}")
        if row.concern.frees:
            click.echo(f"    {speak(row.concern.frees)}")
        click.echo(f"    {_may_agree(row.second)}")


@group.command()
@click.argument("asked_id", type=int)
def agree(asked_id: int) -> None:
    """作为第二人同意,即时办成 (agree as the second of two people: it is done)."""
    from fangxian.ground.access import pages as access

    with database():
        access.agree(asked_id, by=acting())
    click.echo(speak(Text("已同意并办成", "Agreed and done")))


@group.command()
@click.argument("username")
def confirm(username: str) -> None:
    """指挥长确认账号本人 (a chief says who it is: may at once be one of two people)."""
    from fangxian.ground.access import pages as access

    with database():
        access.confirm_account(_id_of(username), by=acting())
    click.echo(speak(Text("已确认", "Confirmed")))


@group.command()
@click.argument("grant_id", type=int)
def revoke(grant_id: int) -> None:
    """收回授权 (take a grant back, by its number)."""
    from fangxian.ground.access import pages as access

    with database():
        access.revoke(grant_id, by=acting())
    click.echo(speak(Text("已收回", "Taken back")))


@group.command()
@click.argument("username")
def close(username: str) -> None:
    """关闭账号 (close an account and end its grants)."""
    from fangxian.ground.access import pages as access

    with database():
        access.close_account(_id_of(username), by=acting())
    click.echo(speak(Text("已关闭", "Closed")))


@group.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """重置密码 (a new one-time password)."""
    from fangxian.ground.access import pages as access

    with database():
        password = access.reset_password(_id_of(username), by=acting())
    click.echo(f"{speak(ONE_TIME.fill(username=username))} {password}")


@group.command("reset-second-factor")
@click.argument("username")
def reset_second_factor(username: str) -> None:
    """清除第二因素 (forget a lost phone or key)."""
    from fangxian.ground.access import pages as access

    with database():
        removed = access.reset_second_factor(_id_of(username), by=acting())
    click.echo(speak(Text("已清除 {n} 项", "{n} removed").fill(n=removed)))


@group.command("list")
@click.option("--text", default="", help="姓名或登录名 (part of a name)")
@click.option("--role", default="", help="持有的角色 (holding a role today)")
@click.option("--place", default="", help="归口区划 (looked after there)")
@click.option("--closed", is_flag=True, help="含已关闭 (closed ones too)")
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def list_(text: str, role: str, place: str, closed: bool, page: int, as_json: bool) -> None:
    """账号清单 (accounts and what they hold)."""
    from fangxian.ground.access import pages as access

    wanted = access.AccountFilter(text=text, holding=role, place=place, with_closed=closed)
    with database():
        found = access.accounts(wanted, page, by=acting())
    if as_json:
        print_json(found)
        return
    for row in found.rows:
        click.echo(_line(row))
    pages = Text("共 {n} 个账号,第 {at}/{last} 页", "{n} accounts, page {at}/{last}")
    click.echo(speak(pages.fill(n=found.total, at=found.number, last=found.last)), err=True)


group.add_command(list_, "accounts")


@group.command()
@click.option("--json", "as_json", is_flag=True)
def roles(as_json: bool) -> None:
    """角色及其权限 (roles and what they may)."""
    from fangxian.ground.access import pages as access

    with database():
        found = access.roles()
    if as_json:
        print_json(found)
        return
    for role in found:
        click.echo(f"{role.code}  {speak(role.name)}\n    {' '.join(role.permissions)}")


def _line(row: AccountRow) -> str:
    marks = [] if row.active else [speak(Text("已关闭", "closed"))]
    if row.second_factor:
        marks.append(speak(Text("双因素", "second factor")))
    held = "、".join(_held(grant) for grant in row.grants if grant.holds_today or grant.awaiting)
    nothing = speak(Text("无权限", "no grant"))
    return f"{row.username}  {row.name}  {row.place}  {held or nothing}  {' '.join(marks)}".rstrip()


def _held(grant: GrantRow) -> str:
    until = f" →{grant.until}" if grant.until else ""
    waits = speak(Text("(待第二人同意)", " (waits for a second)")) if grant.awaiting else ""
    return f"#{grant.id} {speak(grant.role_name)}@{grant.place}{until}{waits}"


def _id_of(username: str) -> int:
    from fangxian.ground.access import pages as access

    found = access.account_named(username)
    if found is None:
        raise NotFound(what=Text(f"账号 {username}", f"Account {username}"))
    return found.pk


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@group.command()
@click.argument("username")
@click.option("--days", default=30, show_default=True, help="有效天数 (days it lasts)")
@click.option("--json", "as_json", is_flag=True)
def token(username: str, days: int, as_json: bool) -> None:
    """签发接口令牌 (a token by which a program speaks for an account); shown once."""
    from fangxian.ground.access import pages as access

    with database():
        issued = access.issue_token(username, timedelta(days=days), by=acting())
    if as_json:
        print_json(issued)
    else:
        click.echo(issued.token)


@group.command("define-role")
@click.argument("code")
@click.argument("name")
@click.argument("name_en")
@click.argument("permissions", nargs=-1, required=True)
def define_role(code: str, name: str, name_en: str, permissions: tuple[str, ...]) -> None:
    """定义或修改本县自设的岗位 (make or change a role of the county's own)."""
    from fangxian.ground.access import pages as access

    with database():
        access.define_role(code, Text(name, name_en), permissions, by=acting())
    click.echo(speak(Text(f"已定义岗位 {name}", f"Role {name_en} is defined")))
