"""The packs that were written in the browser and enacted by two people: kept in the database by the
digest of their content, so that every process reads the same law and none is started anew. What is
in force by enactment is asked again after two seconds at most."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache

from django.conf import settings
from django.db import connection

from fangxian.ground.policy import contents
from fangxian.ground.policy.contents import Content
from fangxian.ground.policy.library import Enacted, Folder, Library
from fangxian.ground.policy.models import Draft, WrittenPack
from fangxian.kernel import clock

LOOK_AGAIN_AFTER = 2.0  # seconds; between two looks no question of the law costs a query


# `written` is asked for in a way that holds while an older release's table is brought up: migrations read
# the law too.
ENACTED = """
SELECT pack, pack_hash, from_day, coalesce(to_jsonb(e) ->> 'written', '') FROM policy_enactment e
 WHERE approved_at IS NOT NULL AND withdrawn_at IS NULL ORDER BY approved_at, id
"""


class _Looked:
    at: float = float("-inf")
    enacted: tuple[Enacted, ...] = ()


def enacted() -> tuple[Enacted, ...]:
    """The packs that two people brought into force, in the order of approval."""
    if time.monotonic() - _Looked.at >= LOOK_AGAIN_AFTER:
        _Looked.enacted = _enacted()
        _Looked.at = time.monotonic()
    return _Looked.enacted


def look_again() -> None:
    """Make the next question ask what is in force by enactment: whoever decides many at once asks
    it as of now."""
    _Looked.at = float("-inf")


def has_records() -> bool:
    """Whether there is a database to ask: before one is made, files are all the law there is."""
    files = settings.FANGXIAN_DATABASE_FILES
    return files is None or bool(files.exists())


def _enacted() -> tuple[Enacted, ...]:
    if not has_records():
        return ()
    with connection.cursor() as cursor:
        cursor.execute(ENACTED)
        return tuple(Enacted(*row) for row in cursor.fetchall())


@lru_cache(maxsize=256)
def written(sha256: str) -> Folder | None:
    """A pack of the database by the digest of its content; None where it is not what it was."""
    kept = WrittenPack.objects.filter(sha256=sha256).values_list("content", flat=True).first()
    content = contents.unpacked(sha256, bytes(kept)) if kept is not None else None
    return contents.read(content, f"written/{sha256[:12]}")[0] if content else None


def keep(content: Content) -> str:
    """Keep a pack's content, once; answers with its digest."""
    sha256, kept = contents.packed(content)
    WrittenPack.objects.bulk_create(
        [WrittenPack(sha256=sha256, pack=content["head"]["id"], content=kept, kept_at=clock.now())],
        ignore_conflicts=True,
    )
    return sha256


def on_shelf(files: Library, made: tuple[Enacted, ...]) -> Library:
    """The library in which what was enacted holds: of the database as it was approved, of a file as
    long as its content is the same."""
    folders = dict(files.folders)
    for one in made:
        folder = written(one.written) if one.written else folders.get(one.pack)
        if folder is not None and folder.hash == one.hash:
            folders[one.pack] = replace(folder, enacted_from=one.from_day)
    return replace(files, folders=folders)


def drafted(pack_id: str) -> Folder | None:
    """An open draft as it stands, where it can be read."""
    if not has_records():
        return None
    text = Draft.objects.filter(pack=pack_id, discarded_at__isnull=True).values_list(
        "content", flat=True
    )
    found = text.first()
    return contents.read(contents.from_text(found), f"draft/{pack_id}")[0] if found else None
