"""The one way to say on the terminal what of the hidden parts of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fangxian.ground.intake.api import Hidden

asked = click.option(
    "--with-hidden/--without-hidden",
    "with_hidden",
    default=None,
    help="隐藏的内容也读,或不要 (read what is hidden as well, or leave it out); 有隐藏内容时必须说明",
)


def said(with_hidden: bool | None) -> Hidden:
    """What was said, as `intake` takes it; None: nothing."""
    return None if with_hidden is None else "read" if with_hidden else "leave"
