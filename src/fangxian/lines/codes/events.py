"""What codes tells the rooms above. Ids and plain values."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class StandingsChanged:
    """Standings were raised or lowered. `person_ids` is empty when they are too many to name."""

    person_ids: tuple[int, ...]
    count: int
    origin: str


@fact
class ManualStandingProposed:
    """Somebody asks that a person be restricted by hand; a second person is to decide."""

    proposal_id: int
    person_id: int
    place: str


@fact
class ManualStandingApproved:
    """A second person agreed: the standing holds."""

    proposal_id: int
    person_id: int
    standing_id: int
    place: str


@fact
class AlarmRaised:
    """Colours are being changed by hand more often than the pack allows."""

    alarm_id: int
    kind: str
    about: str
    count: int
    place: str


@fact
class AppealFiled:
    """A person says that a standing is wrong; the clock runs."""

    appeal_id: int
    person_id: int
    standing_id: int
    place: str


@fact
class AppealsEnded:
    """What these appeals were against ended before anybody answered them."""

    appeal_ids: tuple[int, ...]
    person_ids: tuple[int, ...]


@fact
class AppealDecided:
    """An appeal was answered in words."""

    appeal_id: int
    person_id: int
    standing_id: int
    upheld: bool
