"""Why devices declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class DeviceUnknown(Refusal):
    code = "devices.unknown"
    status = 401
    sentence = Text(
        "这台设备没有登记,或者令牌不对。", "This device is not enrolled, or its token is wrong."
    )
    way_out = Text(
        "请用工作账号登录后重新登记;未上报的记录留在设备上,登记后自动补报。",
        "Sign in with a duty account and enrol again; what was not sent stays on the device "
        "and follows by itself.",
    )


class DeviceIsRevoked(Refusal):
    code = "devices.revoked"
    status = 401
    sentence = Text("这台设备已停用:{why}。", "This device was revoked: {why}.")
    way_out = Text(
        "设备上的名册应当清除;找回的设备请由值班员重新登记。",
        "Its bundle is to be wiped; a device that was found again is enrolled anew.",
    )


class PasswordToBeReset(Refusal):
    code = "devices.password_to_be_reset"
    status = 403
    sentence = Text(
        "这个账号有手机被停用过,之后还没有重置密码:捡到手机的人可能知道密码,先不能再启用手机。",
        "A phone of this account was shut and the password was not reset since: whoever has it may "
        "know the password, so no phone is set up.",
    )
    way_out = Text(
        "请当面或打电话请账号管理员({who})重置密码,用新密码登录后再启用。",
        "Ask an account officer ({who}), in person or by phone, to reset the password; sign in with "
        "the new one and set up the phone.",
    )


class DeviceNameMissing(Refusal):
    code = "devices.name_missing"
    sentence = Text("请给设备起个名字,例如“火车站卡口 1 号手机”。", "Give the device a name.")
    way_out = Text(
        "写上卡口或村名和编号,丢失时才好停用。",
        "Write the post and a number, so that it can be revoked when it is lost.",
    )


class NoSuchTile(Refusal):
    code = "devices.no_such_tile"
    sentence = Text("没有名为“{tile}”的功能。", "There is no tile named {tile}.")
    way_out = Text("可选:{known}。", "Choose from: {known}.")


class WordsMissing(Refusal):
    code = "devices.words_missing"
    sentence = Text("请用一句话写明原因或处理情况。", "Say in a sentence why, or what was done.")
    way_out = Text("写明后再提交。", "Write it and submit again.")
