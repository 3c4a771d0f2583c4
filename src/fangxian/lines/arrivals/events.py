"""What arrivals tells the rooms above. One fact a batch."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class DeclarationsChanged:
    """Declarations were filed, amended or imported; they are to be screened."""

    declaration_ids: tuple[int, ...]  # of an import: those known before; it screens the new ones
    batch_id: int | None = None


@fact
class ClaimMade:
    """Somebody without proof, or by a lesser word, said otherwise than the record: to be checked."""

    claim_ids: tuple[int, ...]


@fact
class ClaimDecided:
    """A claim was taken as true or set aside."""

    claim_id: int
    person_id: int
    state: str  # accepted | set_aside | replaced


@fact
class ClaimReopened:
    """What was decided about a claim was taken back: it waits again, and the record stands as if it
    had not been accepted. `withdrawn`: the declaration that nothing else had made."""

    claim_id: int
    person_id: int
    withdrawn: tuple[int, ...] = ()


@fact
class ListPushed:
    """A list came from above; its items are to be checked."""

    list_id: int


@fact
class ImportUndone:
    """An import was taken back; what was asked of anybody because of these declarations,
    which no longer exist, is void. `restricted`: how many people it restricted, all or in part;
    `place`, `why`: of the batch, and in the words of who took it back."""

    batch_id: int
    withdrawn: tuple[int, ...]
    restricted: int = 0
    place: str = ""
    why: str = ""
