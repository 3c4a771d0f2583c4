"""Why checkpoints declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NameMissing(Refusal):
    code = "checkpoints.name_missing"
    sentence = Text("请写卡口名称。", "The checkpoint needs a name.")
    way_out = Text("例如“汉阴高速出口卡口”。", "For example the motorway exit's name.")


class NoSuchKind(Refusal):
    code = "checkpoints.no_such_kind"
    sentence = Text("没有“{given}”这一类。", "There is no kind {given}.")
    way_out = Text("可选:{known}。", "Choose from: {known}.")


class PlaceUnknown(Refusal):
    code = "checkpoints.place_unknown"
    sentence = Text("不认识地点“{given}”。", "The place {given} is not known.")
    way_out = Text(
        "请写区划代码或镇、村名称。", "Give a division code, or the name of a township or village."
    )


class PlateMissing(Refusal):
    code = "checkpoints.plate_missing"
    sentence = Text("请写车牌号。", "The number plate is missing.")
    way_out = Text("写全车牌,例如 陕G12345。", "Write the whole plate, for example 陕G12345.")


class PassReversed(Refusal):
    code = "checkpoints.pass_reversed"
    sentence = Text("通行证的截止日早于起始日。", "The pass ends before it begins.")
    way_out = Text("请核对有效期。", "Check its days.")


class ShiftReversed(Refusal):
    code = "checkpoints.shift_reversed"
    sentence = Text("班次的结束时间早于开始时间。", "The shift ends before it begins.")
    way_out = Text("请核对起止时间。", "Check its times.")


class OutsideShift(Refusal):
    code = "checkpoints.outside_shift"
    status = 403
    sentence = Text(
        "此刻在“{site}”当班的是{lead}一班,您的账号不在班上,不能查询个人信息。",
        "{lead}'s shift is on duty at {site} and your account is not in it: nobody can be looked up.",
    )
    way_out = Text(
        "请带班领导在卡口页把您的账号排进本班;已经发生的查验照样可以记下。",
        "Have the lead add your account to the shift; what has happened can be recorded all the same.",
    )


class LeadMissing(Refusal):
    code = "checkpoints.lead_missing"
    sentence = Text("每班必须有带班领导。", "Every shift needs its lead.")
    way_out = Text("请写带班人姓名。", "Give the lead's name.")


class ReasonNeeded(Refusal):
    code = "checkpoints.reason_needed"
    sentence = Text("收回通行证要写明理由。", "A pass is revoked with a reason.")
    way_out = Text(
        "请用一句话写明,例如“车辆已换”。",
        "Say it in a sentence, for example that the truck was changed.",
    )


class RouteMissing(Refusal):
    code = "checkpoints.route_missing"
    sentence = Text("通行证要写明路线。", "A pass needs its route.")
    way_out = Text("例如“安康—汉阴—石泉”。", "For example: Ankang – Hanyin – Shiquan.")


class FindingMissing(Refusal):
    code = "checkpoints.finding_missing"
    sentence = Text(
        "请用一句话写明找到了没有、怎样处置的。", "Say whether they were found, and what was done."
    )
    way_out = Text(
        "例如“已在蒲溪镇找到,专车接往隔离点”。", "For example: found in Puxi, fetched to the site."
    )


class PassNeedsReason(Refusal):
    code = "checkpoints.pass_needs_reason"
    sentence = Text(
        "按规则此人应{advised}。要“{outcome}”,须写明谁同意的、为什么。",
        "The rules ask for: {advised}. For “{outcome}”, say who agreed and why.",
    )
    way_out = Text(
        "写明理由再办,指挥部会立即收到警报;或按规则处置。",
        "Give the reason: headquarters are alarmed at once. Or do as the rules say.",
    )


class NumberNotWhole(Refusal):
    code = "checkpoints.number_not_whole"
    sentence = Text(
        "只核对写全的证件号或手机号。", "Only a whole document number or phone is looked up."
    )
    way_out = Text(
        "请照证件写全,一位也不少。", "Type the whole number as it stands on the document."
    )


class TooManyLooks(Refusal):
    code = "checkpoints.too_many_looks"
    status = 429
    sentence = Text(
        "十分钟内联网核对得太多,先停一停。",
        "Too many were looked up within ten minutes; it pauses.",
    )
    way_out = Text(
        "照手上的名册查验,名册上没有的请示带班领导;过几分钟再核对。",
        "Work by the list in hand, refer whoever is not on it, and look again in a few minutes.",
    )
