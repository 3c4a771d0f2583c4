"""Everything that access offers to the rooms above and to the doors."""

from fangxian.ground.access.errors import NotTakenUp, TokenTooLong
from fangxian.ground.access.events import AccountClosed
from fangxian.ground.access.models import Account
from fangxian.ground.access.phones import mask_phone, open_phone, read_phone, seal_phone
from fangxian.ground.access.queries import (
    AccountChoice,
    AccountFilter,
    AccountRow,
    GrantRow,
    RoleRow,
    account,
    account_named,
    accounts,
    accounts_in,
    actor_for,
    names_of,
    roles,
)
from fangxian.ground.access.services.accounts import (
    Opened,
    close_account,
    open_account,
    reset_password,
    reset_second_factor,
)
from fangxian.ground.access.services.grants import grant, revoke
from fangxian.ground.access.services.roles import bootstrap, define_role
from fangxian.ground.access.services.sign_in import (
    record_failed_sign_in,
    record_password_change,
    record_sign_in,
    record_sign_out,
)
from fangxian.ground.access.services.tokens import Token, issue_token
from fangxian.ground.access.shipped import ShippedRole, shipped_roles
from fangxian.ground.access.tokens import account_of_token

__all__ = [
    "Account",
    "AccountChoice",
    "AccountClosed",
    "AccountFilter",
    "AccountRow",
    "GrantRow",
    "NotTakenUp",
    "Opened",
    "RoleRow",
    "ShippedRole",
    "Token",
    "TokenTooLong",
    "account",
    "account_named",
    "account_of_token",
    "accounts",
    "accounts_in",
    "actor_for",
    "bootstrap",
    "close_account",
    "define_role",
    "grant",
    "issue_token",
    "mask_phone",
    "names_of",
    "open_account",
    "open_phone",
    "read_phone",
    "record_failed_sign_in",
    "record_password_change",
    "record_sign_in",
    "record_sign_out",
    "reset_password",
    "reset_second_factor",
    "revoke",
    "roles",
    "seal_phone",
    "shipped_roles",
]
