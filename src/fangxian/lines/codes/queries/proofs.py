"""Whether a phone alone still proves whose it is (ADR 17)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.codes import terms


def phone_proof_ended(
    person_ids: Collection[int], mark: bytes, claimed: datetime | None
) -> frozenset[int]:
    """Those of these people whom the phone of this mark alone proves no more, by the pack's days."""
    days = policy.setting(terms.PHONE_PROOF_DAYS, clock.today(), places.home()).days
    return people.proof_ended(person_ids, mark, days=days, claimed=claimed)
