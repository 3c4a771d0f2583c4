"""What tasks tells the rooms above. One fact a batch; `subjects` run along with the ids."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class InstructionsIssued:
    """Went out to all their addressees in the same moment."""

    instruction_ids: tuple[int, ...]


@fact
class InstructionsReceived:
    """Somebody on a level said 收到."""

    instruction_ids: tuple[int, ...]


@fact
class InstructionsAccepted:
    """Were taken on by an addressee."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsRefused:
    """Went back to their issuer."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsActed:
    """Were reported done, with evidence."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsChecked:
    """Had their result confirmed."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsClosed:
    """销号."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsSentBack:
    """Are to be done again, or were returned to their addressees; the clocks start anew."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsUndone:
    """Had their last step (`act`) taken back by the hand that did it."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]
    act: str


@fact
class InstructionsWithdrawn:
    """No longer to be done: replaced, or the reason has gone."""

    instruction_ids: tuple[int, ...]
    subjects: tuple[str, ...]


@fact
class InstructionsClimbed:
    """Were brought before the next level because a stage is late."""

    instruction_ids: tuple[int, ...]


@fact
class InstructionsUrged:
    """Somebody above reminded the units that are late with what is next (催办)."""

    instruction_ids: tuple[int, ...]
    unit_ids: tuple[int, ...]


@fact
class InstructionsReassigned:
    """Were taken from who had them and given to another unit; its clock of receipt starts anew."""

    instruction_ids: tuple[int, ...]
    unit_id: int


@fact
class InstructionCommented:
    """Somebody said something about an instruction that is worked on."""

    instruction_id: int
    comment_id: int
    account_id: int | None


@fact
class AccountMentioned:
    """Somebody was spoken to (@) in a comment on an instruction."""

    account_ids: tuple[int, ...]
    instruction_id: int
    comment_id: int
