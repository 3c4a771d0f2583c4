"""What this room declines, and the way out."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class UnitMisplaced(Refusal):
    code = "duty.unit_misplaced"
    sentence = Text(
        "代码 {place} 处不能设“{kind}”单位。", "A unit of kind “{kind}” cannot stand at {place}."
    )
    way_out = Text(
        "指挥部用县6位、镇9位、村12位、网格15位代码;专班可设在县、镇、村。",
        "Headquarters stand at a county (6 digits), townships 9, villages 12, grids 15.",
    )


class UnitExists(Refusal):
    code = "duty.unit_exists"
    status = 409
    sentence = Text("“{name}”在此处已经存在。", "“{name}” already exists here.")
    way_out = Text(
        "请直接使用已有的;专班可另取名称。",
        "Use the one that exists; give a task force another name.",
    )


class NameMissing(Refusal):
    code = "duty.name_missing"
    sentence = Text("没有填写名称或姓名。", "A name is missing.")
    way_out = Text("请补填后再提交。", "Fill it in and submit again.")


class SeatTaken(Refusal):
    code = "duty.seat_taken"
    status = 409
    sentence = Text(
        "“{title}”在该时段已由{holder}担任。", "“{title}” is held by {holder} in that period."
    )
    way_out = Text(
        "请先填写前任的截止日期,或更正起止日期。",
        "End the present holding first, or correct the dates.",
    )


class PeriodReversed(Refusal):
    code = "duty.period_reversed"
    sentence = Text(
        "结束日期 {until} 早于开始日期 {since}。", "The end {until} lies before the start {since}."
    )
    way_out = Text(
        "请更正日期;不设结束可留空。", "Correct the dates; leave the end open if it has none."
    )


class StillHeld(Refusal):
    code = "duty.still_held"
    status = 409
    sentence = Text("“{name}”还有 {count} 人在岗。", "“{name}” still has {count} holders.")
    way_out = Text("请先卸任在岗人员,再撤销。", "End the holdings first, then close it.")


class ChargeUnclear(Refusal):
    code = "duty.charge_unclear"
    sentence = Text(
        "责任人须是一个岗位上的人或一个单位,二者择一。",
        "Either one holder or one unit answers, not both and not neither.",
    )
    way_out = Text("请只选其一。", "Choose one of the two.")


class UnknownChargeRole(Refusal):
    code = "duty.unknown_charge_role"
    status = 404
    sentence = Text("没有包保角色“{role}”。", "There is no charge role “{role}”.")
    way_out = Text(
        "请在“值守与包保”页查看本县的角色表。", "See the county's list on the duty page."
    )


class UnknownUnit(Refusal):
    code = "duty.unknown_unit"
    sentence = Text(
        "辖区内没有单位“{unit}”,或同名不止一个。",
        "There is no unit “{unit}” in your area, or more than one of that name.",
    )
    way_out = Text(
        "请填写单位代码;镇、村、网格还没有单位的,先请指挥部建立。",
        "Give the unit's code; where a town, village or grid has no unit yet, headquarters makes it first.",
    )


class PhoneOdd(Refusal):
    code = "duty.phone_odd"
    sentence = Text("“{phone}”不像能拨打的号码。", "“{phone}” is no number that can be dialled.")
    way_out = Text(
        "请写作 0915-5212345、12345 或手机号;留空即撤下。",
        "Write it as 0915-5212345, 12345 or a mobile number; empty takes it away.",
    )


class DayUnreadable(Refusal):
    code = "duty.day_unreadable"
    sentence = Text("“{text}”不是日期。", "“{text}” is not a day.")
    way_out = Text("请写作 2022-05-01。", "Write it as 2022-05-01.")


class LineStruck(Refusal):
    code = "duty.line_struck"
    sentence = Text(
        "这一行有删除线({columns}):还算不算,表上没有说。",
        "The row is struck through ({columns}): whether it counts, the list does not say.",
    )
    way_out = Text(
        "算数的请去掉删除线再导入;不算的请删去这一行。",
        "Remove the line if the row counts, the row if it does not, and import again.",
    )


class SeatVacant(Refusal):
    code = "duty.seat_vacant"
    sentence = Text(
        "“{title}”写的是“{given}”,不是一个人:没有安排任何人,仍按空岗计。",
        "“{title}” says “{given}”, which is nobody: no one was seated, it counts as vacant.",
    )
    way_out = Text("定了人以后补填再导入。", "Import again once there is somebody.")


class SeveralHolders(Refusal):
    code = "duty.several_holders"
    sentence = Text(
        "“{name}”不止一个人:分不清电话是谁的,谁该接指令。",
        "“{name}” is more than one person: whose phone it is cannot be told.",
    )
    way_out = Text("请一人一行,各写各的电话。", "Give each person a row with their own phone.")


class ShiftWithoutPhone(Refusal):
    code = "duty.shift_without_phone"
    sentence = Text(
        "{day}“{title}”{name}没有电话:值班时找不到人。",
        "{name} ({title}, {day}) has no phone: nobody can call them on duty.",
    )
    way_out = Text(
        "请在姓名后或旁边一列写上电话,再导入。",
        "Write the phone behind or beside the name and import again.",
    )


class PhoneShared(Refusal):
    code = "duty.phone_shared"
    status = 409
    sentence = Text(
        "{name}写的电话,同一岗位同一时段已是{holder}的。",
        "The phone given for {name} is that of {holder} on the same post at the same time.",
    )
    way_out = Text("请核对两人各自的电话。", "Check whose phone it is.")


class UnitUnsaid(Refusal):
    code = "duty.unit_unsaid"
    sentence = Text("表上没有说是哪个单位值班。", "The list does not say which unit is on duty.")
    way_out = Text(
        "请在标题里写明单位(如“城关镇值班表”),或加一列“单位”。",
        "Name the unit in the title, or add a column “Unit”.",
    )


class MarksForNames(Refusal):
    code = "duty.marks_for_names"
    sentence = Text(
        "这张表一人一行、格里写班次,看不出格里是谁。",
        "Each row is a person and its days hold marks: who is on duty cannot be read from a cell.",
    )
    way_out = Text(
        "请改成一行一个岗位、格里写姓名和电话。",
        "Make each row a post and write names and phones into the days.",
    )
