"""What the hot door says when it does not: the same three parts as everywhere."""

from __future__ import annotations

from fangxian.kernel.text import Text

REFUSALS: dict[str, tuple[Text, Text]] = {
    "gate.unknown_device": (
        Text("这台终端没有登记,或已停用。", "This device is not enrolled, or was revoked."),
        Text("请用管理账号重新启用终端。", "Enrol the device again from a staff account."),
    ),
    "gate.unreadable": (
        Text("请求读不懂。", "The request cannot be read."),
        Text("请按接口约定发送:id、venue、code。", "Send id, venue and code as the contract says."),
    ),
    "gate.full": (
        Text("此刻太忙,没有收下这一条。", "Too busy at the moment: this one was not taken."),
        Text("请留在终端里,稍后自动再发。", "Keep it on the device and send it again in a moment."),
    ),
    "gate.not_kept": (
        Text("没有存下这一条。", "This one was not stored."),
        Text("请原样再发一次,不会重复。", "Send the same again: it will not count twice."),
    ),
}
