"""What this room declines, and the way out."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NotToOneself(Refusal):
    code = "access.not_to_oneself"
    status = 403
    sentence = Text(
        "不能更改自己的账号或权限:需两人办理。",
        "Nobody changes their own account or grants: it takes two people.",
    )
    way_out = Text("请由另一位账号管理员办理。", "Ask another account officer to do it.")


class NotYoursToGive(Refusal):
    code = "access.not_yours_to_give"
    status = 403
    sentence = Text(
        "您不能在 {place} 授予或变动“{role}”:您本人没有这些权限,也未受托发放该角色。",
        "You cannot give or change “{role}” at {place}: you neither hold its permissions "
        "there nor were charged to hand it out.",
    )
    way_out = Text(
        "请由上一级指挥部授予,或改授您有权发放的角色。",
        "Ask headquarters above you to give it, or give a role that you may hand out.",
    )


class UsernameTaken(Refusal):
    code = "access.username_taken"
    status = 409
    sentence = Text("登录名 {username} 已有人使用。", "The sign-in name {username} is taken.")
    way_out = Text(
        "请换一个登录名,例如在后面加镇名拼音。",
        "Choose another, for example with the township's name after it.",
    )


class UsernameUnusable(Refusal):
    code = "access.username_unusable"
    sentence = Text("登录名“{username}”不能使用。", "The sign-in name “{username}” cannot be used.")
    way_out = Text(
        "请用 2 至 60 个字母、数字、汉字或 . _ - @ +,中间不留空格。",
        "Use 2 to 60 letters, digits, Chinese characters or . _ - @ +, without spaces.",
    )


class NameMissing(Refusal):
    code = "access.name_missing"
    sentence = Text("没有填写姓名。", "The name is missing.")
    way_out = Text("请填写持有人的真实姓名。", "Give the real name of the holder.")


class PhoneUnusable(Refusal):
    code = "access.phone_unusable"
    sentence = Text("电话号码无法识别。", "The phone number cannot be read.")
    way_out = Text(
        "请填写 11 位手机号,或带区号的座机号。",
        "Give an 11-digit mobile number, or a landline with its area code.",
    )


class NotAPlace(Refusal):
    code = "access.not_a_place"
    sentence = Text("“{place}”不是区划代码。", "“{place}” is not a division code.")
    way_out = Text(
        "请用省2位、市4位、县6位、镇9位、村12位或网格15位的代码。",
        "Use the 2, 4, 6, 9, 12 or 15 digits of a province, city, county, township, village or grid.",
    )


class PeriodReversed(Refusal):
    code = "access.period_reversed"
    sentence = Text(
        "结束日期 {until} 早于开始日期 {since}。", "The end {until} lies before the start {since}."
    )
    way_out = Text(
        "请更正日期;不设结束可留空。", "Correct the dates; leave the end open if it has none."
    )


class UnknownReach(Refusal):
    code = "access.unknown_reach"
    sentence = Text("“{reach}”不是可用的范围。", "“{reach}” is not a reach.")
    way_out = Text(
        "请用 place(辖区)、own(本人经办)或 assigned(交办本单位)。",
        "Use place, own (made by oneself) or assigned (handed to one's unit).",
    )


class UnknownRole(Refusal):
    code = "access.unknown_role"
    status = 404
    sentence = Text("没有角色“{role}”。", "There is no role “{role}”.")
    way_out = Text(
        "请从“账号”页的角色清单里选。", "Choose one of the roles listed on the accounts page."
    )
    terminal = Text("fangxian access roles 列出全部角色。", "fangxian access roles lists them.")


class UnknownPermission(Refusal):
    code = "access.unknown_permission"
    sentence = Text("没有权限“{permission}”。", "There is no permission “{permission}”.")
    way_out = Text(
        "权限写作“部门.动作”,例如 tasks.receive。",
        "A permission is written room.act, for example tasks.receive.",
    )


class RoleIsShipped(Refusal):
    code = "access.role_is_shipped"
    status = 409
    sentence = Text(
        "“{role}”随系统发布,不能在本县改动。", "“{role}” is shipped and cannot be changed here."
    )
    way_out = Text("请另建一个角色,用新的代码。", "Make a role of your own under another code.")


class AccountIsClosed(Refusal):
    code = "access.account_is_closed"
    status = 409
    sentence = Text("账号 {username} 已关闭。", "The account {username} is closed.")
    way_out = Text("请为其另开新账号。", "Open a new account for this person.")


class TokenTooLong(Refusal):
    code = "access.token_too_long"
    sentence = Text("令牌最长 {days} 天。", "A token lasts {days} days at most.")
    way_out = Text("请缩短有效期,到期前再换一个。", "Choose a shorter time and renew it.")


class NotTakenUp(Refusal):
    code = "access.not_taken_up"
    status = 409
    sentence = Text(
        "账号 {username} 还在用一次性密码,不能签发令牌。",
        "The account {username} still has its one-time password: no token is issued for it.",
    )
    way_out = Text(
        "请本人先登录并换成自己的密码。", "Its holder first signs in and chooses a password."
    )


class NotSignedInYet(Refusal):
    code = "access.not_signed_in_yet"
    status = 409
    sentence = Text(
        "账号 {username} 还在用一次性密码,经手密码的人也能登录,不能确认是本人。",
        "The account {username} still has its one-time password, which whoever handed it out knows: it "
        "cannot be confirmed.",
    )
    way_out = Text(
        "请本人当面登录、换成自己的密码,再确认;登录不了的,先重置密码。",
        "Its holder signs in before you and chooses a password; confirm it then. Where they cannot, have the "
        "password reset first.",
    )


class TryLater(Refusal):
    code = "access.try_later"
    status = 429
    sentence = Text(
        "密码错误次数过多,请等 {after} 秒再试。",
        "Too many failures to sign in: wait {after} seconds before the next.",
    )
    way_out = Text(
        "记不起密码的,请找本单位账号管理员重置;别处登录同一账号不受影响。",
        "Ask your account officer for a new password if you cannot recall it; other places are not shut.",
    )


class NotByTheHand(Refusal):
    code = "access.not_by_the_hand"
    status = 403
    sentence = Text(
        "您重置过这个账号的密码、两步验证,或为它签发过令牌,不能由您确认是本人。",
        "You set this account's password or factor, or issued its token: you cannot confirm it.",
    )
    way_out = Text(
        "请由另一位指挥长确认,或等满规定天数。",
        "Ask another chief, or wait until the days of the rules are over.",
    )


class NothingAsked(Refusal):
    code = "access.nothing_asked"
    status = 409
    sentence = Text("这件事不在等第二人。", "This is not waiting for a second person.")
    way_out = Text("请刷新页面看它现在的状态。", "Load the page again to see its state.")


class NotForTwoPeople(Refusal):
    code = "access.not_an_operation_of_two"
    sentence = Text(
        "“{operation}”不是两人办理的事。", "“{operation}” is no operation of two people."
    )
    way_out = Text("请直接办理。", "Do it directly.")


class NotAChief(Refusal):
    code = "access.not_a_chief"
    status = 403
    sentence = Text("只有指挥长可以确认账号本人。", "Only a chief confirms who an account is.")
    way_out = Text("请联系指挥长。", "Ask a chief of headquarters.")
