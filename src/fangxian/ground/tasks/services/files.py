"""A file sent along with an instruction: sealed as it came, opened by an audited reading."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from fangxian.ground.tasks.errors import FileEmpty, FileTooLarge
from fangxian.ground.tasks.models import InstructionFile
from fangxian.ground.tasks.services.stages import find
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

FILE_BYTES = 10 * 1024 * 1024
ABOUT = "tasks.file"


@dataclass(frozen=True, slots=True)
class FileGiven:
    """A file as it was chosen: its name and what is in it."""

    name: str
    content: bytes


def keep_file(list_id: int, file: FileGiven) -> None:
    """Seal the file of a list. FileEmpty, FileTooLarge."""
    if not file.content:
        raise FileEmpty
    if len(file.content) > FILE_BYTES:
        raise FileTooLarge(most=FILE_BYTES // 1024 // 1024)
    name = file.name.replace("\\", "/").rpartition("/")[2].strip()[-120:]
    InstructionFile.objects.create(
        list_ref_id=list_id,
        name=name or "附件",
        sealed=crypto.seal(base64.b64encode(file.content).decode(), about=ABOUT),
        created_at=clock.now(),
    )


@reading(needs="tasks.read", words=Text("打开指令附件", "opened the file of an instruction"))
def file_of(instruction_id: int, *, by: Actor) -> FileGiven:
    """What was sent along with an instruction. NotFound outside the area, and where there is none."""
    row = find(instruction_id, by, "tasks.read")
    kept = InstructionFile.objects.filter(list_ref_id=row.list_ref_id).first()
    if row.list_ref_id is None or kept is None:
        raise NotFound(what=Text("附件", "The file"))
    audit.note(subject=f"tasks.file:{kept.pk}", person_ids=[row.person_id] if row.person_id else [])
    return FileGiven(kept.name, base64.b64decode(crypto.unseal(bytes(kept.sealed), about=ABOUT)))
