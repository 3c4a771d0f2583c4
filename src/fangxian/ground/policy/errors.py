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
        "请告知指挥部系统管理员:改好方案文件之前,人员不会判定,已有的判定和码照旧。",
        "Tell headquarters' administrator: until the pack files are corrected nobody is decided; "
        "verdicts and codes stand as they are.",
    )
    terminal = Text(
        "运行 fangxian policy lint 查看全部错误并逐行改正。",
        "Run fangxian policy lint to see them all, and correct them line by line.",
    )


class FactsUnreadable(Refusal):
    code = "policy.facts_unreadable"
    sentence = Text("“{key}”读不懂:{why}。", "“{key}” cannot be read: {why_en}.")
    way_out = Text(
        "请按每一项旁边的写法改正后再试。",
        "Write it as the hint beside the field says, and try again.",
    )
    terminal = Text("写法见 docs/howto/packs.md。", "How it is written: docs/howto/packs.md.")


class NotADraft(Refusal):
    code = "policy.not_a_draft"
    sentence = Text(
        "{pack} 不是征求意见稿,不需要批准。", "{pack} is no draft and needs no approval."
    )
    way_out = Text(
        "只有 status: draft 的方案要经两人批准。", "Only a pack with status: draft does."
    )


class PackHasFaults(Refusal):
    code = "policy.pack_has_faults"
    sentence = Text(
        "{pack} 有 {count} 处错误,不能提请或批准。第一处:{first}",
        "{pack} has {count} faults, so it is neither proposed nor approved. The first: {first_en}",
    )
    way_out = Text(
        "请告知指挥部系统管理员改正方案文件,改好后再提请。",
        "Have headquarters' administrator correct the pack's file, then propose it again.",
    )
    terminal = Text("fangxian policy lint 列出全部错误。", "fangxian policy lint lists them all.")


class AlreadyProposed(Refusal):
    code = "policy.already_proposed"
    status = 409
    sentence = Text("{pack} 的这一稿已经提请。", "This version of {pack} is already proposed.")
    way_out = Text("请由另一人批准,或先撤回。", "Have it approved by another, or withdraw it.")


class AlreadyDecided(Refusal):
    code = "policy.already_decided"
    status = 409
    sentence = Text("这次提请已批准或已撤回。", "This proposal is already approved or withdrawn.")
    way_out = Text("请刷新后查看。", "Reload and look.")


class NeedsAccount(Refusal):
    code = "policy.needs_account"
    status = 403
    sentence = Text("提请与批准须由实名账号办理。", "Proposing and approving need a named account.")
    way_out = Text("请用本人账号登录后办理。", "Sign in with your own account.")
    terminal = Text("请加 --as 账号。", "Use --as ACCOUNT.")


class PackChanged(Refusal):
    code = "policy.pack_changed"
    status = 409
    sentence = Text("{pack} 在提请之后被改动过。", "{pack} was changed after it was proposed.")
    way_out = Text("请撤回,核对后重新提请。", "Withdraw it, check it and propose it again.")


class DraftLocked(Refusal):
    code = "policy.draft_locked"
    status = 409
    sentence = Text(
        "{pack} 已经提请，另一人看到的必须就是提请的那一稿，所以不能再改。",
        "{pack} is proposed: the second person must see what was proposed, so it cannot be changed.",
    )
    way_out = Text(
        "要改，请先在政策页撤回提请；已经施行的，请以它为底另起一稿。",
        "Withdraw the proposal first; if it is in force, begin a new draft from it.",
    )


class IdTaken(Refusal):
    code = "policy.id_taken"
    status = 409
    sentence = Text("编号“{pack}”已有另一份方案在用。", "The id “{pack}” is another pack's.")
    way_out = Text("请换一个编号，例如加上 -2。", "Choose another, with -2 for instance.")


class DraftUnreadable(Refusal):
    code = "policy.draft_unreadable"
    sentence = Text("这不是一份方案：没有标题、日期那一部分。", "This is no pack: it has no head.")
    way_out = Text(
        "请把方案文件夹里的 pack.yaml 一起交来。", "Bring pack.yaml of the pack's folder as well."
    )


class FilesFaulty(Refusal):
    code = "policy.files_faulty"
    sentence = Text(
        "这些文件有 {count} 处错误，没有收进来。第一处：{first}",
        "The files have {count} faults and were not taken in. The first: {first_en}",
    )
    way_out = Text(
        "请按行改正后再交；要从头起草，可以直接在页面上写。",
        "Correct them line by line and bring them again, or write the notice on the page.",
    )


class PackNotKept(Refusal):
    code = "policy.pack_not_kept"
    status = 409
    sentence = Text(
        "当时所用的政策包(指纹 {hash})没有留存,现在的内容也与当时不同,无法按当时的规则重算。",
        "The packs used then (fingerprint {hash}) were not kept and are other today; the verdict "
        "cannot be decided again by the rules of that day.",
    )
    way_out = Text(
        "政策包自本版本起随研判留存;更早的研判,请从版本库恢复当时的政策包后再重算。",
        "Packs are kept with verdicts from this version on; for earlier ones restore the packs of "
        "that day and try again.",
    )
