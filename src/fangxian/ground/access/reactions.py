"""What access offers to flows: the facts it tells, and what reactions call."""

from fangxian.ground.access.acting import actor_of
from fangxian.ground.access.events import (
    AccountClosed,
    AccountConfirmed,
    AccountHandedOver,
    SameHands,
    SignInsTried,
)
from fangxian.ground.access.holders import (
    AskedOfTwo,
    asked_for,
    grant_waiting,
    holding,
    open_among,
    speaking_for,
)
from fangxian.ground.access.queries import names_of
from fangxian.ground.access.retention import RETENTION
from fangxian.ground.access.services.parts import compare_parts

__all__ = [
    "RETENTION",
    "AccountClosed",
    "AccountConfirmed",
    "AccountHandedOver",
    "AskedOfTwo",
    "SameHands",
    "SignInsTried",
    "actor_of",
    "asked_for",
    "compare_parts",
    "grant_waiting",
    "holding",
    "names_of",
    "open_among",
    "speaking_for",
]
