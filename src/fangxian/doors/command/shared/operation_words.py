"""Operations of lines of the audit that were written before they were named otherwise."""

from __future__ import annotations

from fangxian.kernel.text import Text

WORDS = {
    "arrivals.screen_again": Text("当日重新判定", "screened again on the day"),
    "arrivals.screen_what_ended": Text("期满重新判定", "screened what ended"),
    "arrivals.screen_by_new_rules": Text("按新方案判定", "screened by new rules"),
    "arrivals.overrides": Text("查看人工改判", "looked at decisions"),
    "arrivals.propose_override": Text("提出改判", "proposed a decision"),
    "arrivals.approve_override": Text("批准改判", "approved a decision"),
    "arrivals.withdraw_override": Text("撤回改判", "withdrew a decision"),
    "arrivals.dry_run": Text("试算", "dry run"),
}

TO_DO: dict[str, Text] = {  # while they wait for the second of two people
    "people.merge_persons": Text("合并档案", "Merge two records"),
    "people.undo_merge": Text("撤销合并", "Undo a merge"),
    "arrivals.undo_import": Text("撤销导入", "Undo an import"),
    "arrivals.withdraw_override": Text("撤回改判", "Withdraw a human decision"),
    "arrivals.take_back_answer": Text("撤回核实回答", "Take back an answer"),
    "policy.withdraw": Text("撤回提请或停止施行方案", "Withdraw a proposal or a pack in force"),
    "zones.end_by_hand": Text("解除风险区", "End a risk area"),
    "zones.place_unresolved": Text("地名定位", "Place a name anew"),
    "zones.end_left_out": Text("解除名单不再列的风险区", "End what a list leaves out"),
    "codes.withdraw_manual": Text("撤销人工认定", "Withdraw a colour set by hand"),
    "codes.decide_appeal": Text("答复申诉", "Answer an appeal"),
    "codes.rotate_keys": Text("更换签名密钥", "Turn the signing key"),
}
