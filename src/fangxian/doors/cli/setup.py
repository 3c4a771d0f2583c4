"""`fangxian setup`: the county's first day, by a file or by a one-time link to the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fangxian.doors.cli.session import acting, database, print_json, speak, tell
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.overview.opening.api import Applied, StepState

SIGNS = {"done": "✓", "missing": "✗", "put_off": "·"}
NOT_YET = 1  # exit code: something needed is missing, or rows came back
LINK = Text(
    "开局链接(只能用一次,{minutes} 分钟内有效):", "Set-up link (once, within {minutes} minutes):"
)
PUT_OFF = Text("以后再办", "put off")
NOTHING = Text("没有变化。", "Nothing changed.")
PASSWORDS = Text(
    "一次性密码(只显示这一次,首次登录须更改):",
    "One-time passwords (shown once, to be changed at the first sign-in):",
)


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--link", is_flag=True, help="取一个开局链接 (a new one-time link)")
@click.option("--json", "as_json", is_flag=True)
def setup(file: Path | None, link: bool, as_json: bool) -> None:
    """开局:按 FILE(county.yaml)办,或不写 FILE 查看还缺什么 (set a county up).

    写法见 docs/howto/county.yaml。同一个文件再运行一次,什么也不变。
    """
    with database():
        if link:
            _give_link(as_json)
        elif file:
            _by_file(file, as_json)
        else:
            _show(as_json)


def _give_link(as_json: bool) -> None:
    address = new_link()
    if as_json:
        print_json({"link": address})
    else:
        tell(speak(_link_said()), speak(_link_said()))
        click.echo(address)


def new_link() -> str:
    """The address that lets one browser into the set-up: the token stands in the fragment, which no
    server and no log ever sees."""
    from config.settings import ENVIRONMENT
    from fangxian.overview.opening import api as opening

    invited = opening.invite(by=acting())
    base = ENVIRONMENT.public_url.rstrip("/") or ENVIRONMENT.link
    return f"{base}/setup/#{invited.token}"


def _link_said() -> Text:
    from fangxian.overview.opening import api as opening

    return LINK.fill(minutes=opening.MINUTES.seconds // 60)


def say_link() -> None:
    """What `up` says of a system on which nobody has a right yet; nothing of any other."""
    from fangxian.overview.opening import api as opening

    if opening.is_finished() or opening.has_officers():
        return
    tell(speak(_link_said()), speak(_link_said()))
    click.echo(f"setup: {new_link()}")


def _by_file(file: Path, as_json: bool) -> None:
    from fangxian.kernel import outbox
    from fangxian.overview.opening import api as opening

    done = opening.set_up_by_file(opening.read_county_file(file), by=acting())
    outbox.settle()  # no worker need be running yet
    steps = opening.checklist()
    if as_json:
        rows = [
            {"file": name, "row": line, "sentence": said, "way_out": out}
            for name, line, said, out in done.rejected
        ]
        print_json(
            {
                "changed": done.changed,
                "passwords": done.passwords,
                "rejected": rows,
                "finished": done.finished,
                "steps": steps,
            }
        )
    else:
        _tell(done)
        _list(steps)
    if done.rejected:
        raise SystemExit(NOT_YET)


def _tell(done: Applied) -> None:
    for words in done.changed or [NOTHING]:
        click.echo(speak(words))
    for name, line, said, out in done.rejected:
        where = speak(Text(f"{name} 第 {line} 行", f"{name}, row {line}"))
        click.echo(f"{where}: {speak(said)} → {speak(out)}", err=True)
    if done.passwords:
        click.echo(speak(PASSWORDS))
        for username, password in done.passwords.items():
            click.echo(f"  {username}  {password}")


def _show(as_json: bool) -> None:
    from fangxian.overview.opening import api as opening

    steps = opening.checklist()
    if as_json:
        print_json({"finished": opening.is_finished(), "steps": steps})
    else:
        _list(steps)
    if any(one.needed and one.state != "done" for one in steps):
        raise SystemExit(NOT_YET)


def _list(steps: tuple[StepState, ...]) -> None:
    for one in steps:
        later = f"  ({speak(PUT_OFF)})" if one.state == "put_off" else ""
        click.echo(f"{SIGNS[one.state]} {speak(one.name)}: {speak(one.said)}{later}")
