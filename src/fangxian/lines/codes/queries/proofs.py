"""Whether a phone alone still proves whose it is (ADR 17)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock


def proof_ended(
    person_ids: Collection[int], mark: bytes, claimed: datetime | None
) -> frozenset[int]:
    """Those of these people whom the phone of this mark alone proves no more, by the pack's days."""
    days = policy.standing("codes.phone_proof_days", clock.today(), places.home()).value
    return people.proof_ended(person_ids, mark, days=int(days), claimed=claimed)
