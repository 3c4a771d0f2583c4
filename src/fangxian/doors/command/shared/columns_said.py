"""What columns are, said by hand on the page of a file, and the file that travels with that page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from fangxian.ground.intake import api as intake
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SHOWN = 40  # letters of a cell
LARGEST = 2 * 1024 * 1024  # it comes back with the page


class TooLargeToMap(Refusal):
    code = "command.too_large_to_map"
    status = 413
    sentence = Text(
        "文件超过 2 MB,不能在这一页逐列选。",
        "The file is larger than 2 MB; its columns cannot be said on this page.",
    )
    way_out = Text("请改表头,或分成几个文件。", "Correct the header, or split the file.")


@dataclass(frozen=True)
class ColumnShown:
    title: str
    field: str
    samples: tuple[str, ...]


def of(typed: QueryDict) -> dict[str, str]:
    """Label → field, as chosen; empty where nothing was asked."""
    return dict(zip(typed.getlist("column"), typed.getlist("field"), strict=False))


def shown(found: intake.Unread, said: Mapping[str, str]) -> list[ColumnShown]:
    """The columns as they stand, with what was said of them already."""
    return [
        ColumnShown(
            one.label,
            said.get(one.label, one.field),
            tuple(intake.masked(text, one.label)[:SHOWN] for text in one.samples),
        )
        for one in found.columns
    ]


def fields_of(columns: Sequence[intake.Column]) -> list[tuple[str, Text]]:
    """What a column may be taken for."""
    return [(column.field, column.title) for column in columns]


def packed(content: bytes) -> str:
    """A file as text in a page. TooLargeToMap."""
    if len(content) > LARGEST:
        raise TooLargeToMap
    return base64.b64encode(content).decode()


def unpacked(text: str) -> bytes:
    """The file of a page; empty where there is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
