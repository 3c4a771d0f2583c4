"""`fangxian`: one group of commands a room, and up, worker, doctor."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """防线: 推送 → 核查 → 管控 → 反馈 → 销号."""
