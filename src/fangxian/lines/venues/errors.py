"""What the venues room declines, and what to do then."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class ApplicationIncomplete(Refusal):
    """`faults`: field → what is wrong with it, for the form to show beside it."""

    code = "venues.application_incomplete"
    sentence = Text("申请有 {count} 处要改。", "{count} answers need a change.")
    way_out = Text("请按提示改好后再交。", "Correct them as marked and send again.")

    def __init__(self, faults: dict[str, Text]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


class NoSuchApplication(Refusal):
    code = "venues.no_such_application"
    status = 404
    sentence = Text("没有这份场所码申请。", "There is no such application.")
    way_out = Text(
        "请核对回执上的链接;仍打不开的,联系镇、社区。",
        "Check the link on your receipt, or ask the township.",
    )


class AlreadyReviewed(Refusal):
    code = "venues.already_reviewed"
    status = 409
    sentence = Text(
        "“{name}”的申请已经有人审过。", "The application of {name} was already reviewed."
    )
    way_out = Text("请刷新待审清单。", "Reload the queue.")


class ReasonMissing(Refusal):
    code = "venues.reason_missing"
    sentence = Text("退回要写明理由。", "A return needs a reason.")
    way_out = Text(
        "请选一条理由;选“其他”的,用一句话说明。", "Choose one; for “other”, say it in a sentence."
    )


class NoSuchCode(Refusal):
    code = "venues.no_such_code"
    status = 404
    sentence = Text(
        "这张海报上的码不是本县的场所码。", "The code on this poster is none of the county's."
    )
    way_out = Text(
        "请告诉场所的工作人员,改由工作人员登记。", "Tell the staff; they can register you instead."
    )


class PageTooOld(Refusal):
    code = "venues.page_too_old"
    sentence = Text("这个登记页面不完整或被改过。", "This page is incomplete or was altered.")
    way_out = Text("请重新扫门口的码。", "Scan the code at the door again.")


class UnknownSize(Refusal):
    code = "venues.unknown_size"
    sentence = Text("没有 {size} 这种海报尺寸。", "There is no poster size {size}.")
    way_out = Text("可选:{known}。", "Choose one of {known}.")


class NothingFound(Refusal):
    code = "venues.nothing_entered"
    sentence = Text("没有填写任何单位。", "No premises were entered.")
    way_out = Text("每行写一个:名称,地址。", "Write one a line: name, address.")


class DepartmentMissing(Refusal):
    code = "venues.department_missing"
    sentence = Text("没有写明抄送哪个部门,或没有选单位。", "No department, or no premises chosen.")
    way_out = Text("请勾选单位并填写主管部门。", "Tick premises and name the department.")


class PurposeMissing(Refusal):
    code = "venues.purpose_missing"
    sentence = Text("查看到访记录要写明用途。", "A look at visits needs a purpose.")
    way_out = Text(
        "请写明为什么查,例如“流调:某病例 5 月 8 日轨迹”。",
        "Say why, for instance the case that is traced.",
    )


class UnknownFinding(Refusal):
    code = "venues.unknown_finding"
    sentence = Text("“{item}”不在巡查清单里。", "“{item}” is not on the inspection list.")
    way_out = Text(
        "请从清单中选;其他情况写在备注里。", "Choose from the list; write the rest as a note."
    )


class AlreadyRechecked(Refusal):
    code = "venues.already_rechecked"
    status = 409
    sentence = Text("这次巡查已经复查过。", "This inspection was already re-checked.")
    way_out = Text("请看场所页上最新的一次。", "See the newest one on the venue's page.")


class VisitorIncomplete(Refusal):
    """`faults`: field → what is wrong with it."""

    code = "venues.visitor_incomplete"
    sentence = Text("有 {count} 处要改,见下面。", "{count} answers need a change, see below.")
    way_out = Text("请改好后再登记。", "Correct them and send again.")

    def __init__(self, faults: dict[str, Text]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))
