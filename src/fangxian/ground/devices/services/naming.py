"""What numbers and plates are called in the lists that devices carry: deriving it is dear on
purpose, so it is remembered until those lists have ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fangxian.ground.devices.models import ListName
from fangxian.kernel import crypto

ABOUT = "devices.list_name"


def names_kept(place: str, day: str, texts: Iterable[str]) -> dict[str, str]:
    """Text → what it is called, for those that were derived before. One query."""
    marks = {crypto.blind_index(text, about=ABOUT): text for text in texts}
    rows = ListName.objects.filter(place=place, day=day, mark__in=list(marks))
    return {marks[bytes(mark)]: name for mark, name in rows.values_list("mark", "name")}


def keep_names(place: str, day: str, names: Mapping[str, str]) -> None:
    """Remember some; they go when nobody may use their lists any more (retention)."""
    rows = [
        ListName(place=place, day=day, mark=crypto.blind_index(text, about=ABOUT), name=name)
        for text, name in names.items()
    ]
    ListName.objects.bulk_create(rows, ignore_conflicts=True)
