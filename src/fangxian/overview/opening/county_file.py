"""county.yaml: the whole set-up in one file, read with the line of each thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from fangxian.ground.policy import api as policy
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.overview.opening import errors

# 632323 and 09731234 without quotes are numbers to YAML, and meant as they are written.
Written = Annotated[str, BeforeValidator(lambda one: str(one) if isinstance(one, int) else one)]


class GridsOfVillage(policy.Part):
    village: Written
    names: tuple[Written, ...] = Field(min_length=1)


class TaskForce(policy.Part):
    name: str
    role: str = ""
    place: Written = ""


class AccountWanted(policy.Part):
    username: Written
    name: str
    role: str
    place: Written = ""
    phone: Written = ""


class CheckpointWanted(policy.Part):
    name: str
    kind: str
    place: Written = ""
    lanes: int = Field(1, ge=1, le=40)
    services: tuple[str, ...] = ()


class SenderWanted(policy.Part):
    kind: str
    address: str = ""


class PolicyWanted(policy.Part):
    """`disease` and `edition` are held against what is in force, so that a file says what it means."""

    disease: str = ""
    edition: str = ""


class CountyFile(policy.Part):
    county: Written = Field(pattern=r"^\d{6}$")
    divisions: str = ""
    grids: str | tuple[GridsOfVillage, ...] = ""
    task_forces: tuple[TaskForce, ...] = ()
    accounts: tuple[AccountWanted, ...] = ()
    roster: str = ""
    households: str = ""
    policy: PolicyWanted | None = None
    checkpoints: tuple[CheckpointWanted, ...] = ()
    public_phones: dict[Written, Written] = Field(default_factory=dict)
    sender: SenderWanted | None = None
    later: tuple[str, ...] = ()
    finish: bool = False


@dataclass(frozen=True)
class Given:
    """The file as it was read."""

    path: Path
    content: CountyFile
    document: policy.Document[CountyFile]

    @contextmanager
    def at(self, *loc: str | int) -> Iterator[None]:
        """A refusal within is told with the line that it is about."""
        try:
            yield
        except errors.LineRefused:
            raise
        except Refusal as why:
            raise errors.LineRefused(
                file=self.path.name,
                line=self.document.line(*loc),
                key=".".join(map(str, loc)),
                why=why.said,
                out=why.next_step,
            ) from why

    def bytes_of(self, name: str) -> bytes:
        file = self.path.parent / name
        if not file.is_file():
            raise errors.FileMissing(name=name[:120])
        return file.read_bytes()


@dataclass
class Applied:
    """What a file did. `passwords`: of accounts that are new, shown once. `rejected`: rows of
    tables that came back, with their file."""

    changed: list[Text] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    rejected: list[tuple[str, int, Text, Text]] = field(default_factory=list)
    finished: bool = False


def read_county_file(path: Path) -> Given:
    """FileMissing, FileOdd with the line that is wrong."""
    if not path.is_file():
        raise errors.FileMissing(name=str(path))
    document, faults = policy.read_document(path, CountyFile)
    if document is None:
        first = faults[0]
        raise errors.FileOdd(file=path.name, line=first.line, why=first.sentence)
    return Given(path, document.content, document)
