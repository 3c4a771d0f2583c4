"""What an entrance is told when it is not served: a code, a sentence and a way out."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class UnknownDevice(Refusal):
    code = "entrance.unknown_device"
    status = 401
    sentence = Text("这台终端没有登记,或已停用。", "This device is not enrolled, or was revoked.")
    way_out = Text("请用管理账号重新启用终端。", "Enrol the device again from a staff account.")


class PassOver(Refusal):
    code = "entrance.pass_over"
    status = 401
    sentence = Text(
        "本页的凭据已失效(到时、已退出或手机号已更换)。",
        "This page's pass is over: its time, the sign-in or the phone.",
    )
    way_out = Text("请重新打开“我的码”。", "Open the page of your code again.")


class Unreadable(Refusal):
    code = "entrance.unreadable"
    status = 400
    sentence = Text("请求读不懂。", "The request cannot be read.")
    way_out = Text("请按接口约定发送 JSON。", "Send JSON as the contract says.")


class Full(Refusal):
    code = "entrance.full"
    status = 429
    sentence = Text("此刻太忙,没有收下这一条。", "Too busy at the moment: this one was not taken.")
    way_out = Text(
        "请留在终端里,稍后自动再发。", "Keep it on the device and send it again in a moment."
    )


class NotKept(Refusal):
    code = "entrance.not_kept"
    status = 503
    sentence = Text("没有存下这一条。", "This one was not stored.")
    way_out = Text("请原样再发一次,不会重复。", "Send the same again: it will not count twice.")


class NoSuchAddress(Refusal):
    code = "entrance.no_such_address"
    status = 404
    sentence = Text("高速入口没有这个地址。", "The hot door has no such address.")
    way_out = Text(
        "它只有 /gate/scan、/gate/code、/gate/verify 与 /gate/healthz。",
        "It has /gate/scan, /gate/code, /gate/verify and /gate/healthz only.",
    )


class NoSuchMethod(Refusal):
    code = "entrance.no_such_method"
    status = 405
    sentence = Text("这个地址不接受 {method}。", "This address does not take {method}.")
    way_out = Text(
        "出示用 GET,登记与核验用 POST。", "Use GET to show a code, POST to scan or verify."
    )
