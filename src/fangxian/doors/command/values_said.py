"""What the plain values of a pack are called, and those whose value is a word of the house."""

from __future__ import annotations

from typing import Any

from fangxian.doors.command import names
from fangxian.ground.policy import api as policy
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import api as checkpoints

NAMES = {
    "arrivals.ahead_days": Text("最多提前多少天报备", "Announced at most so long ahead"),
    "arrivals.claim_days": Text("待核填报的保留期", "Claims are kept"),
    "certificates.leave_city_hours": Text("离市核酸证明的时效", "Test certificate on leaving the city"),
    "checkpoints.antigen_minutes": Text("抗原检测出结果", "Antigen result after"),
    "codes.alarm_minutes": Text("集中改码:统计时段", "Burst of changes: watched span"),
    "codes.alarm_operator": Text("集中改码:同一经办人", "Burst of changes: one officer"),
    "codes.alarm_place": Text("集中改码:同一地方", "Burst of changes: one place"),
    "codes.alarm_reason": Text("集中改码:同一理由", "Burst of changes: one reason"),
    "codes.grace_minutes": Text("断网时过期码仍认", "Accepted past its end without network"),
    "codes.key_days": Text("签发密钥的使用期", "A key signs for"),
    "codes.key_list_hours": Text("密钥清单的有效期", "Key list is valid for"),
    "codes.life_minutes": Text("一张码的有效期", "A code is valid for"),
    "codes.manual_reasons": Text("可人工认定的理由", "Reasons for a decision by hand"),
    "codes.password_minutes": Text("验证码的有效期", "A one-time password is valid for"),
    "codes.password_tries": Text("一个验证码可试", "Tries of a one-time password"),
    "codes.passwords_per_hour": Text("每小时可取验证码", "One-time passwords an hour"),
    "codes.phone_proof_days": Text("手机号核对的有效期", "A checked phone holds for"),
    "duty.households_per_member_max": Text("网格员每人包联,最多", "Households a member, at most"),
    "duty.households_per_member_min": Text("网格员每人包联,最少", "Households a member, at least"),
    "field.bundle_hours": Text("离线名册的有效期", "The phone's list is valid for"),
    "instructions.addressees": Text("指令同时发给", "Instructions go to"),
    "report.network_hours": Text("网络直报的时限", "Reported over the network within"),
    "venues.copied_minutes": Text("同一张码重复扫:视为转借", "One code twice within: lent"),
    "venues.dwell_minutes": Text("没有扫离场时按停留", "Counted stay without leaving"),
    "venues.recheck_days": Text("巡查问题的复核期限", "Re-inspected within"),
    "venues.retention_days": Text("到访记录的保存期", "Visits are kept"),
    "venues.ticket_minutes": Text("扫码页面的有效期", "A scanned page is valid for"),
    "venues.two_towns_minutes": Text("两镇同时到访:视为可疑", "In two towns within: doubtful"),
}  # fmt: skip
UNITS = {
    "township": Text("镇", "township"), "village": Text("村(社区)", "village"),
    "task_force": Text("专班", "task force"), "headquarters": Text("指挥部", "headquarters"),
}  # fmt: skip
CODES = {  # of a checkpoint's advice, beside the colours
    "missing": Text("没有码", "no code"), "unknown": Text("认不出的码", "a code that proves nothing"),
}  # fmt: skip
ADVICE, REASON = "checkpoints.advice.", "codes.manual_reason."


def name(edition: policy.Edition, key: str) -> Text:
    """What a value is called: by its own name, its colour or reason, or by the room it is of."""
    if key.startswith(ADVICE):
        code = key.removeprefix(ADVICE)
        colour = edition.colours.get(code)
        whose = colour.label if colour else CODES.get(code, names.ANOTHER)
        return Text(f"查验建议:{whose.zh}", f"Advice at a checkpoint: {whose.en}")
    if key.startswith(REASON):
        code, _, part = key.removeprefix(REASON).rpartition(".")
        if part == "words":
            return Text("人工认定理由", "Reason by hand")
        said = _reason(edition, code)
        return Text(f"最长:{said.zh}", f"At most: {said.en}")
    stem, _, kind = key.rpartition(".")
    if stem in NAMES:
        return Text(f"{NAMES[stem].zh}:{kind}", f"{NAMES[stem].en}: {kind}")
    return NAMES.get(key) or names.room(key)


def shown(edition: policy.Edition, key: str, value: Any) -> Text | None:
    """A value that is a word of the house; None where it says itself."""
    if key.startswith(ADVICE):
        return checkpoints.OUTCOMES.get(str(value))
    if key == "codes.manual_reasons":
        return _joined([_reason(edition, code) for code in value])
    if key == "instructions.addressees":
        return _joined([UNITS.get(code, names.ANOTHER) for code in value])
    if key.startswith(REASON) and key.endswith(".words"):
        return Text(*value)
    return None


def _reason(edition: policy.Edition, code: str) -> Text:
    value = edition.values.get(f"{REASON}{code}.words")
    return Text(*value.value) if value else names.ANOTHER


def _joined(some: list[Text]) -> Text:
    return Text("、".join(one.zh for one in some), ", ".join(one.en for one in some))
