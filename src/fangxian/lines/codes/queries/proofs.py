"""Whether a phone alone still proves whose it is (ADR 17)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.lines.codes.scheme import number, scheme_on

DAYS = 365


def proof_ended(
    person_ids: Collection[int], mark: bytes, claimed: datetime | None
) -> frozenset[int]:
    """Those of these people whom the phone of this mark alone proves no more, by the pack's days."""
    try:
        days = number(scheme_on(clock.today()).edition, "codes.phone_proof_days")
    except (policy.NoSuchValue, policy.NotInForce):  # an older pack of a county's own, or none
        days = DAYS
    return people.proof_ended(person_ids, mark, days=days, claimed=claimed)
