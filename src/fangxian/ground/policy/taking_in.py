"""The files of a pack's folder, brought by hand (or in a zip), as the content of a draft."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from fangxian.ground.policy.contents import FILES, PARTS, Content
from fangxian.ground.policy.errors import DraftUnreadable, FilesFaulty
from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.loading import read_text

MOST_BYTES = 2_000_000  # of all files of a pack


def content_of_files(files: Mapping[str, bytes]) -> Content:
    """File name → bytes; a zip counts as what it holds. FilesFaulty with the first wrong line,
    DraftUnreadable without a pack.yaml."""
    held = {PurePosixPath(name).name: data for name, data in _opened(files).items()}
    found: Content = {}
    faults: list[Fault] = []
    for name, shape in PARTS.items():
        if FILES[name] not in held:
            continue
        document, wrong = read_text(Path(FILES[name]), held[FILES[name]], shape)
        faults += wrong
        if document:
            found[name] = _plain(document.content)
    if faults:
        first = faults[0]
        raise FilesFaulty(
            count=len(faults),
            first=f"{first.file}:{first.line} {first.sentence.zh}",
            first_en=f"{first.file}:{first.line} {first.sentence.en}",
        )
    if "head" not in found:
        raise DraftUnreadable
    return found


def _plain(part: Any) -> Any:
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _opened(files: Mapping[str, bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for name, data in files.items():
        if not zipfile.is_zipfile(io.BytesIO(data)):
            left -= len(data)
            if left < 0:
                raise DraftUnreadable
            found[name] = data
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for one in packed.infolist():
                    if PurePosixPath(one.filename).name in FILES.values():
                        left -= one.file_size
                        if left < 0:
                            raise DraftUnreadable
                        found[one.filename] = packed.read(one)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
            raise DraftUnreadable from None
    return found
