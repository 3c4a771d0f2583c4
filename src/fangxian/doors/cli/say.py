"""How the terminal speaks: Chinese first, English by `--lang en` or LANG=en…; JSON for scripts."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import click

from fangxian.kernel import kept
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

REFUSED = 2  # exit code of a refusal; 1 is for "looked, and found something wrong"


def language() -> str:
    """The `--lang` of this call, else what the terminal's locale says."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("lang") if context else None
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return str(chosen or ("en" if locale.lower().startswith("en") else "zh"))


def speak(text: Text) -> str:
    """As it is written: a terminal's lines are cut and compared by programs as well."""
    return text.en if language() == "en" else text.zh


def read(words: str) -> str:
    """What a column keeps: a sentence of ours in the reader's language, what somebody typed as it is."""
    found = kept.said(words)
    return speak(found) if found else words


def tell(zh: str, en: str) -> None:
    """A line about what goes on, on stderr: stdout is for answers."""
    click.echo(speak(Text(zh, en)), err=True)


def say(refusal: Refusal) -> None:
    """A refusal, on stderr: its code, what is wrong, what to do next."""
    click.echo(f"{refusal.code}: {speak(refusal.said)}\n  → {speak(refusal.next_step)}", err=True)
    if command := refusal.next_command:
        click.echo(f"  → {speak(command)}", err=True)


def print_json(answer: Any) -> None:
    """One line of JSON on stdout: Chinese as it is, dates in ISO form, rows as objects."""
    click.echo(json.dumps(plain(answer), ensure_ascii=False))


def plain(value: Any) -> Any:
    """Rows, dates, sets and paths as what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    return _scalar(value)


def _key(key: Any) -> str:
    return str(_scalar(key))


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return _moment(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, _PLAIN) else str(value)


_PLAIN = (str, int, float, bool, type(None))


def _moment(value: datetime) -> datetime:
    from fangxian.kernel import clock

    return clock.county(value) if value.tzinfo else value
