"""The packs behind a verdict, kept by their hash, so that it can be decided again after the
folder has changed or is gone."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.errors import PackNotKept
from fangxian.ground.policy.layers import compose
from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.models import KeptPacks
from fangxian.ground.policy.queries import in_force, library
from fangxian.ground.policy.schema import (
    ContactsFile,
    PackFile,
    Part,
    TravellersFile,
    ValuesFile,
    WordsFile,
)
from fangxian.kernel import clock

T = TypeVar("T", bound=Part)
FILES: dict[str, type[Part]] = {
    "head": PackFile,
    "travellers": TravellersFile,
    "contacts": ContactsFile,
    "values": ValuesFile,
}


def keep_packs(edition: Edition) -> None:
    """Keep what an edition is made of, once. Call it where verdicts of the edition are written.
    One query when it is kept already."""
    if KeptPacks.objects.filter(hash=edition.hash).exists():
        return
    held = library()
    layers = [held.folders[ref.id] for ref in edition.packs if ref.id in held.folders]
    if [layer.hash for layer in layers] != [ref.hash for ref in edition.packs]:
        return  # the folder changed under a running process: what it decided by is not there
    content = {"layers": [_plain(layer) for layer in layers], "words": _dumped(held.words)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    KeptPacks.objects.bulk_create(
        [
            KeptPacks(
                hash=edition.hash,
                edition=edition.id[:200],
                content=zlib.compress(text, 9),
                sha256=hashlib.sha256(text).hexdigest(),
                kept_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )


def kept(hash_: str, on: date, at: str) -> Edition:
    """The edition of a hash as it was on a day: as kept, else as it stands if it is still the
    same. PackNotKept when neither."""
    row = KeptPacks.objects.filter(hash=hash_).first()
    if row is not None:
        return _restored(row, on)
    try:
        standing = in_force(on, at)
    except Exception:  # noqa: BLE001 whatever is wrong with the folder of today is no answer here
        standing = None
    if standing is None or standing.hash != hash_:
        raise PackNotKept(hash=hash_[:12])
    return standing


def _restored(row: KeptPacks, on: date) -> Edition:
    text = zlib.decompress(bytes(row.content))
    if hashlib.sha256(text).hexdigest() != row.sha256:
        raise PackNotKept(hash=row.hash[:12])
    content = json.loads(text)
    try:
        layers = tuple(_folder(layer) for layer in content["layers"])
        words = WordsFile.model_validate(content["words"])
    except ValidationError:
        raise PackNotKept(hash=row.hash[:12]) from None
    return compose(layers, words, on)


def _plain(folder: Folder) -> dict[str, Any]:
    parts = {name: getattr(folder, name) for name in FILES}
    return {name: _dumped(found.content) for name, found in parts.items() if found is not None}


def _dumped(part: Part) -> Any:
    return part.model_dump(mode="json", by_alias=True)


def _folder(plain: dict[str, Any]) -> Folder:
    parts: dict[str, Any] = {
        name: Document(Path(f"{name}.yaml"), FILES[name].model_validate(content), None)
        for name, content in plain.items()
    }
    return Folder(path=Path("kept"), **parts)
