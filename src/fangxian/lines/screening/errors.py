"""What the screening room declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NoEnd(Refusal):
    code = "screening.override_needs_end"
    sentence = Text(
        "截止日期必须在今天和 {longest} 之间。", "The end must lie between today and {longest}."
    )
    way_out = Text("请填写不晚于该日的截止日期。", "Give an end no later than that day.")


class NoReason(Refusal):
    code = "screening.override_reason_unknown"
    sentence = Text("理由“{reason}”不在清单内。", 'The reason "{reason}" is not on the list.')
    way_out = Text("请从清单中选择:{known}。", "Choose one of: {known}.")


class NotOnTheList(Refusal):
    code = "screening.override_class_unknown"
    sentence = Text(
        "“{what}”不是该地现行方案里的类别或颜色。",
        '"{what}" is no class or colour of the policy in force there.',
    )
    way_out = Text(
        "请从现行方案的类别和颜色中选择。", "Choose a class and a colour of that policy."
    )


class OneIsOpen(Refusal):
    code = "screening.override_open"
    status = 409
    sentence = Text(
        "此人已有一条未结束的人工改判。", "There is a human decision for this person already."
    )
    way_out = Text(
        "请先批准或撤回那一条,再提出新的。", "Approve or withdraw that one first, then propose."
    )


class DecidedAlready(Refusal):
    code = "screening.override_decided"
    status = 409
    sentence = Text("这条改判已批准或已过期。", "This decision stands already, or has ended.")
    way_out = Text("请刷新页面看它现在的状态。", "Load the page again to see its state.")


class SamePerson(Refusal):
    code = "screening.override_needs_two"
    sentence = Text("提出人和批准人不能是同一人。", "Who proposes a change cannot approve it.")
    way_out = Text("请由另一位有批准权限的同事批准。", "Ask a colleague with the right to approve.")
