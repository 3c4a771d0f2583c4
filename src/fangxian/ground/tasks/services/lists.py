"""Named lists: a batch that was issued together, or a filter that was saved."""

from __future__ import annotations

from datetime import datetime

from fangxian.ground.tasks.models import InstructionList
from fangxian.ground.tasks.queries.filters import InstructionFilter, to_plain
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


@verb(needs="tasks.issue", words=Text("建指令清单", "opened a list"), at=lambda place: place)
def open_list(
    name: str, kind: str, place: str, *, by: Actor, origin: str = "", due_at: datetime | None = None
) -> int:
    """A list to issue under. The same `origin` opens the same list. Returns its id."""
    values = {
        "name": name[:120],
        "kind": kind,
        "place": place,
        "due_at": due_at,
        "created_by_id": by.account_id,
        "created_at": clock.now(),
    }
    if origin:
        made, _ = InstructionList.objects.get_or_create(origin=origin, defaults=values)
    else:
        made = InstructionList.objects.create(**values)
    audit.note(subject=f"tasks.list:{made.pk}")
    return made.pk


@verb(needs="tasks.read", words=Text("存指令清单", "kept a filter"), at=lambda place: place)
def save_filter(name: str, found: InstructionFilter, place: str, *, by: Actor) -> int:
    """Give a filter a name; the list is read anew each time it is opened."""
    made = InstructionList.objects.create(
        name=name[:120],
        kind="saved",
        place=place,
        filter=to_plain(found),
        created_by_id=by.account_id,
        created_at=clock.now(),
    )
    audit.note(subject=f"tasks.list:{made.pk}")
    return made.pk
