"""Everything that access offers to the rooms above and to the doors."""

from fangxian.ground.access.acting import actor_for, actor_of, device_subject
from fangxian.ground.access.errors import NotTakenUp, TokenTooLong, TryLater
from fangxian.ground.access.events import (
    AccountClosed,
    AccountHandedOver,
    SameHands,
    SignInsTried,
)
from fangxian.ground.access.models import Account
from fangxian.ground.access.phones import mask_phone, open_phone, read_phone, seal_phone
from fangxian.ground.access.queries import (
    AccountChoice,
    AccountFilter,
    AccountRow,
    AskedRow,
    GrantRow,
    RoleRow,
    Waiting,
    account,
    account_named,
    accounts,
    accounts_in,
    deeds_asked,
    names_of,
    officers_of,
    password_reset_at,
    role_name,
    roles,
    waiting_grants,
)
from fangxian.ground.access.retention import RETENTION
from fangxian.ground.access.services.accounts import (
    Opened,
    close_account,
    confirm_account,
    open_account,
    reset_password,
    reset_second_factor,
)
from fangxian.ground.access.services.asking import agree, ask_for, do_or_ask, drop_asked
from fangxian.ground.access.services.grants import approve_grant, grant, revoke
from fangxian.ground.access.services.keys import KeyStanding, key_standing, settle_key
from fangxian.ground.access.services.parts import compare_parts, keep_first_parts
from fangxian.ground.access.services.roles import bootstrap, define_role
from fangxian.ground.access.services.sign_in import (
    end_sessions,
    notices_for_holder,
    record_failed_sign_in,
    record_password_change,
    record_sign_in,
    record_sign_out,
)
from fangxian.ground.access.services.tokens import Token, issue_token
from fangxian.ground.access.services.trying import (
    Asker,
    count_failure,
    forget_failures,
    refuse_hasty,
)
from fangxian.ground.access.shipped import ShippedRole, shipped_roles
from fangxian.ground.access.tokens import account_of_token

__all__ = [
    "RETENTION",
    "Account",
    "AccountChoice",
    "AccountClosed",
    "AccountFilter",
    "AccountHandedOver",
    "AccountRow",
    "AskedRow",
    "Asker",
    "GrantRow",
    "KeyStanding",
    "NotTakenUp",
    "Opened",
    "RoleRow",
    "SameHands",
    "ShippedRole",
    "SignInsTried",
    "Token",
    "TokenTooLong",
    "TryLater",
    "Waiting",
    "account",
    "account_named",
    "account_of_token",
    "accounts",
    "accounts_in",
    "actor_for",
    "actor_of",
    "agree",
    "approve_grant",
    "ask_for",
    "bootstrap",
    "close_account",
    "compare_parts",
    "confirm_account",
    "count_failure",
    "deeds_asked",
    "define_role",
    "device_subject",
    "do_or_ask",
    "drop_asked",
    "end_sessions",
    "forget_failures",
    "grant",
    "issue_token",
    "keep_first_parts",
    "key_standing",
    "mask_phone",
    "names_of",
    "notices_for_holder",
    "officers_of",
    "open_account",
    "open_phone",
    "password_reset_at",
    "read_phone",
    "record_failed_sign_in",
    "record_password_change",
    "record_sign_in",
    "record_sign_out",
    "refuse_hasty",
    "reset_password",
    "reset_second_factor",
    "revoke",
    "role_name",
    "roles",
    "seal_phone",
    "settle_key",
    "shipped_roles",
    "waiting_grants",
]
