"""What checkpoints tells the rooms above."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class PersonHeld:
    """Somebody waits at a checkpoint to be fetched. Told again when it is known who it is."""

    crossing_id: int
    person_id: int | None
    place: str  # where the person belongs, or the checkpoint when that is not known


@fact
class CrossingsRecorded:
    """Somebody came to a checkpoint and was decided upon."""

    crossing_ids: tuple[int, ...]
    checkpoint_id: int


@fact
class CrossingDiffers:
    """A guard let somebody through who, as the county knows now, should not have passed. Told
    once a crossing; `person_id` None while nobody knows who it was."""

    crossing_id: int
    person_id: int | None
    place: str
    advised: str
