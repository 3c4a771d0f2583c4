"""What policy offers to flows: the facts it tells, and what reactions call."""

from fangxian.ground.policy.declaring import declare_terms
from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.events import PackEnacted
from fangxian.ground.policy.house import setting, standing
from fangxian.ground.policy.queries import (
    Proposed,
    disease_on,
    diseases,
    in_force_or_none,
    proposed,
)
from fangxian.ground.policy.retention import RETENTION
from fangxian.ground.policy.rules import Phase, Stay
from fangxian.ground.policy.shelf import look_again

__all__ = [
    "RETENTION",
    "Edition",
    "PackEnacted",
    "Phase",
    "Proposed",
    "Stay",
    "declare_terms",
    "disease_on",
    "diseases",
    "in_force_or_none",
    "look_again",
    "proposed",
    "setting",
    "standing",
]
