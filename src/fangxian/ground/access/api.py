"""What access offers to the rooms above it."""

from fangxian.ground.access.acting import actor_for, actor_of
from fangxian.ground.access.holders import phone_of, with_phone
from fangxian.ground.access.models import Account
from fangxian.ground.access.phones import mask_phone, open_phone, read_phone, seal_phone
from fangxian.ground.access.queries import (
    RoleHolder,
    account_named,
    count_empowered,
    holds,
    names_of,
    officers_of,
    password_reset_at,
    role_holders,
    role_name,
)
from fangxian.ground.access.services.accounts import open_account
from fangxian.ground.access.services.grants import grant
from fangxian.ground.access.services.parts import keep_first_parts
from fangxian.ground.access.services.sign_in import end_sessions, record_password_change
from fangxian.ground.access.services.two_people import ask_for
from fangxian.ground.access.shipped import shipped_roles

__all__ = [
    "Account",
    "RoleHolder",
    "account_named",
    "actor_for",
    "actor_of",
    "ask_for",
    "count_empowered",
    "end_sessions",
    "grant",
    "holds",
    "keep_first_parts",
    "mask_phone",
    "names_of",
    "officers_of",
    "open_account",
    "open_phone",
    "password_reset_at",
    "phone_of",
    "read_phone",
    "record_password_change",
    "role_holders",
    "role_name",
    "seal_phone",
    "shipped_roles",
    "with_phone",
]
