"""The demo's days and its accounts, for `up` and for the commands of the demo."""

from __future__ import annotations

import click

from fangxian.doors.cli.say import speak, tell


def fill_if_empty() -> None:
    """What `up` does in a demo: load once, then go on from where it was."""
    from config.settings import ENVIRONMENT

    if ENVIRONMENT.demo:
        load()


def load() -> object:
    """The drills room plays the county's days through the rooms' own doors. Idempotent."""
    from fangxian.overview.drills import api as drills

    return drills.load_demo(tell=lambda line: tell(line.zh, line.en))


def say_who_can_sign_in() -> None:
    """In the demo only: who can sign in as what."""
    from config.settings import ENVIRONMENT

    if not ENVIRONMENT.demo:
        return
    from fangxian.overview.drills import api as drills

    for account in drills.demo_accounts():
        click.echo(f"  {account.username} / {account.password}  {speak(account.what)}")
