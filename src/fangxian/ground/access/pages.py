"""What access offers to the doors: their pages, programs and phones."""

from fangxian.ground.access.acting import actor_for, actor_of, device_subject
from fangxian.ground.access.holders import SecondPeople, second_people
from fangxian.ground.access.models import Account
from fangxian.ground.access.queries import (
    AccountChoice,
    AccountFilter,
    AccountRow,
    AskedRow,
    GrantRow,
    RoleRow,
    account,
    account_named,
    accounts,
    accounts_in,
    accounts_with,
    names_of,
    operations_asked,
    role_name,
    roles,
    waiting_grants,
)
from fangxian.ground.access.services.accounts import (
    close_account,
    confirm_account,
    open_account,
    reset_password,
    reset_second_factor,
)
from fangxian.ground.access.services.grants import approve_grant, grant, revoke
from fangxian.ground.access.services.keys import key_standing, settle_key
from fangxian.ground.access.services.roles import bootstrap, define_role
from fangxian.ground.access.services.sign_in import (
    notices_for_holder,
    record_failed_sign_in,
    record_password_change,
    record_sign_in,
    record_sign_out,
)
from fangxian.ground.access.services.throttling import (
    SignInOrigin,
    count_failure,
    forget_failures,
    refuse_hasty,
)
from fangxian.ground.access.services.tokens import issue_token
from fangxian.ground.access.services.two_people import agree, do_or_ask, drop_asked
from fangxian.ground.access.tokens import account_of_token

__all__ = [
    "Account",
    "AccountChoice",
    "AccountFilter",
    "AccountRow",
    "AskedRow",
    "GrantRow",
    "RoleRow",
    "SecondPeople",
    "SignInOrigin",
    "account",
    "account_named",
    "account_of_token",
    "accounts",
    "accounts_in",
    "accounts_with",
    "actor_for",
    "actor_of",
    "agree",
    "approve_grant",
    "bootstrap",
    "close_account",
    "confirm_account",
    "count_failure",
    "define_role",
    "device_subject",
    "do_or_ask",
    "drop_asked",
    "forget_failures",
    "grant",
    "issue_token",
    "key_standing",
    "names_of",
    "notices_for_holder",
    "open_account",
    "operations_asked",
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
    "second_people",
    "settle_key",
    "waiting_grants",
]
