"""What the policy room declines, and what to do then."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NotInForce(Refusal):
    code = "policy.not_in_force"
    status = 404
    sentence = Text(
        "{on} 没有在行的{disease}防控方案:{why}。",
        "No {disease_en} policy is in force on {on}: {why_en}.",
    )
    way_out = Text(
        "请核对日期;确需该日的规定,请先补录该时期的方案。",
        "Check the date; if rules for that day are needed, add the pack of that time first.",
    )


class NoSuchPack(Refusal):
    code = "policy.no_such_pack"
    status = 404
    sentence = Text("没有编号为 {pack} 的方案。", "There is no pack {pack}.")
    way_out = Text("现有方案:{known}。", "Known packs: {known}.")


class NoSuchValue(Refusal):
    code = "policy.no_such_value"
    status = 404
    sentence = Text(
        "{edition} 没有 {key} 这一项,系统不代为设定。",
        "{edition} holds no value {key}, and none is assumed.",
    )
    way_out = Text(
        "请在方案的 values.yaml 中写明数值与出处。", "Write it, with its source, in values.yaml."
    )


class PacksFaulty(Refusal):
    code = "policy.packs_faulty"
    status = 500
    sentence = Text(
        "方案文件有 {count} 处错误,停止判定。第一处:{first}",
        "The packs have {count} faults, so nothing is decided. The first: {first}",
    )
    way_out = Text(
        "运行 fangxian policy lint 查看全部错误并逐行改正。",
        "Run fangxian policy lint to see them all, and correct them line by line.",
    )


class FactsUnreadable(Refusal):
    code = "policy.facts_unreadable"
    sentence = Text("“{key}”读不懂:{why}。", "“{key}” cannot be read: {why_en}.")
    way_out = Text(
        "请按 docs/howto/packs.md 所列写法改正。", "Correct it as docs/howto/packs.md describes."
    )
