"""Why tasks declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

FAULTS: dict[str, Text] = {
    "not_found": Text("不在您的管辖范围内,或已不存在", "outside your area, or gone"),
    "not_addressed": Text("不是下达给您所在单位的", "not addressed to your unit"),
    "not_acted": Text("尚未办理,不能核验", "nothing has been done yet that could be checked"),
    "not_checked": Text("尚未核验,不能销号", "not checked yet, so it cannot be closed"),
    "still_uncertain": Text(
        "的判定仍是待核或存疑,问清以前不能销号",
        "still in doubt: it is not closed before that is settled",
    ),
    "claim_waiting": Text(
        "问的填报还没有采信或不采信,在档案页“待核填报”里定下来以前不能销号",
        "not closed while the filing waits: accept it or set it aside under “Claims” in the file",
    ),
    "phone_unchecked": Text(
        "问的手机号还断着,在档案页“核对电话”里登记以前不能销号",
        "not closed while the phone is cut off: write down the phone of now in the file",
    ),
    "already_reported": Text(
        "已经上报办理,不能再改派;要重办的请退回",
        "reported already, so it cannot be reassigned: send it back if it is to be done again",
    ),
    "already_acted": Text("已经办理,不能再拒收", "already acted upon, so it cannot be refused"),
    "already_closed": Text("已经销号", "already closed"),
    "already_withdrawn": Text("已经撤回", "already withdrawn"),
    "nothing_to_send_back": Text("没有可以退回的办理结果", "there is no result to send back"),
    "another_is_open": Text(
        "之后又下达了新的一条,请在新的那条上办",
        "succeeded by a newer one that is open: act on that",
    ),
    "not_undoable": Text(
        "现在不能撤销:不是您刚办的、别人已接着办,或已据此往下办",
        "past taking back: not yours, somebody went on from it, or it was built upon",
    ),
    "own_report": Text(
        "是您自己上报办结的,请另一个人核实",
        "reported by yourself: another person checks it",
    ),
    "own_check": Text(
        "是您自己核实的,请另一个人销号", "checked by yourself: another person closes it"
    ),
    "not_begun": Text(
        "还没有到开始的日子,不能核实或销号;提前到了的,先更正抵达日期",
        "not begun yet; if it began earlier, put the date right first",
    ),
    "not_possible": Text("在现阶段不能这样办", "not possible in this stage"),
}


class CannotMove(Refusal):
    code = "tasks.cannot_move"
    status = 409
    sentence = Text("指令“{title}”{why}。", "“{title}” is {why}.")
    way_out = Text(
        "请打开指令查看目前的阶段和时间线,再选择可办的一步。",
        "Open the instruction, see its stage and timeline, and choose a step that is possible.",
    )

    def __init__(self, *, title: str, fault: str) -> None:
        self.fault = fault
        super().__init__(title=title, why=FAULTS[fault].zh, why_en=FAULTS[fault].en)

    @property
    def said(self) -> Text:
        title = self.values["title"]
        return Text(
            self.sentence.zh.format(title=title, why=self.values["why"]),
            f"“{title}”: {self.values['why_en']}.",
        )


class ReasonMissing(Refusal):
    code = "tasks.reason_missing"
    sentence = Text(
        "拒收、退回、撤回,和撤销办结、核实、销号,必须写明理由。",
        "A refusal, a return, a withdrawal, and taking a report, check or closing back need a reason.",
    )
    way_out = Text(
        "请用一句话写明理由后再提交。", "Give the reason in a sentence and submit again."
    )


class NoAddressee(Refusal):
    code = "tasks.no_addressee"
    sentence = Text(
        "指令“{title}”没有接收单位({place})。",
        "“{title}” has no unit that would receive it ({place}).",
    )
    way_out = Text(
        "请先在“责任”中为该地设立镇、村单位,再下达。",
        "Set up the township's and village's units under Duty first, then issue it.",
    )


class EvidenceIncomplete(Refusal):
    code = "tasks.evidence_incomplete"
    sentence = Text(
        "办结要写明结果、经过、时间、地点和办理人:缺{missing}。", "Evidence lacks: {missing_en}."
    )
    way_out = Text("请补上所缺的内容。", "Fill in what is missing.")


class OutcomeUnknown(Refusal):
    code = "tasks.outcome_unknown"
    sentence = Text("这类指令没有“{outcome}”这个结果。", "“{outcome}” is no result of this kind.")
    way_out = Text("请从这几项里选:{choices}。", "Choose one of: {choices_en}.")


class FoundPlaceMissing(Refusal):
    code = "tasks.found_place_missing"
    sentence = Text(
        "“{outcome}”要写明问到的地点。",
        "“{outcome}” says nothing without the place that was found out.",
    )
    way_out = Text(
        "请选一个地点,或写到县、镇;还没有问清的,选“联系不上”或“其他”。",
        "Choose a place, or give county and town; if it is not clear yet, choose another outcome.",
    )


class FoundPlaceUnknown(Refusal):
    code = "tasks.found_place_unknown"
    sentence = Text("没有认出“{place}”是哪里。", "“{place}” is not recognised as one place.")
    way_out = Text(
        "请写明省、市、县(区)和镇{choices}。", "Give province, city, county and town{choices}."
    )


class EvidenceInFuture(Refusal):
    code = "tasks.evidence_in_future"
    sentence = Text("办理时间 {at} 还没有到。", "{at} is still to come.")
    way_out = Text("请填写实际办理的时间。", "Give the time at which it was really done.")


class NotBegun(Refusal):
    code = "tasks.not_begun"
    status = 409
    sentence = Text(
        "指令“{title}”从 {begins} 开始,{at} 还不能报“{outcome}”。",
        "“{title}” begins on {begins}: it cannot be {outcome_en} on {at}.",
    )
    way_out = Text(
        "提前到了的,先在一人一档里更正抵达日期再报;不来了的,选相应的结果。",
        "If they came earlier, put the date of arrival right first; if they do not come, say that.",
    )


class PhotoUnreadable(Refusal):
    code = "tasks.photo_unreadable"
    sentence = Text("照片无法读取。", "The picture cannot be read.")
    way_out = Text(
        "请上传 20MB 以内的 JPG、PNG 或 WebP;也可以不附照片。",
        "Upload a JPG, PNG or WebP below 20 MB; a picture is optional.",
    )


class PhotoTooLarge(Refusal):
    code = "tasks.photo_too_large"
    status = 413
    sentence = Text("照片超过 {most} 百万像素。", "The picture has more than {most} megapixels.")
    way_out = Text(
        "请用手机普通模式重拍,或先缩小。", "Take it in the normal mode, or scale it down."
    )


class NobodyToAssign(Refusal):
    code = "tasks.nobody_to_assign"
    sentence = Text("没有选择承办的人或单位。", "Nobody was chosen to take it on.")
    way_out = Text("请选择一个单位或一名工作人员。", "Choose a unit or a member of staff.")


class DraftIncomplete(Refusal):
    code = "tasks.draft_incomplete"
    sentence = Text("指令还缺{missing}。", "The instruction lacks {missing_en}.")
    way_out = Text(
        "请补上再下达;已填的内容还在。", "Fill it in and issue again; what you typed is kept."
    )


class DueInPast(Refusal):
    code = "tasks.due_in_past"
    sentence = Text("时限 {due} 已经过去。", "The deadline {due} has passed.")
    way_out = Text("请填一个还没有到的时间。", "Give a time that is still to come.")


class UnitUnknown(Refusal):
    code = "tasks.unit_unknown"
    status = 404
    sentence = Text("没有第 {unit} 号单位。", "There is no unit {unit}.")
    way_out = Text("请从列表里选。", "Choose one from the list.")


class UnitElsewhere(Refusal):
    code = "tasks.unit_elsewhere"
    status = 409
    sentence = Text("{unit}不管这件事所在的地方。", "{unit} does not answer for that place.")
    way_out = Text(
        "请改派给当地的镇、村、网格或指挥部;人到了别处的,先在一人一档里更正目的地。",
        "Choose a unit that does; if the person is elsewhere, put the destination right first.",
    )


class FileTooLarge(Refusal):
    code = "tasks.file_too_large"
    status = 413
    sentence = Text("附件超过 {most} MB。", "The file is larger than {most} MB.")
    way_out = Text("请压缩或分成几份。", "Make it smaller, or split it.")


class FileEmpty(Refusal):
    code = "tasks.file_empty"
    sentence = Text("附件是空的。", "The file is empty.")
    way_out = Text("请重新选一个文件,或不附。", "Choose another, or send none.")


class CommentEmpty(Refusal):
    code = "tasks.comment_empty"
    sentence = Text("留言是空的。", "The comment is empty.")
    way_out = Text("请写一句话再发。", "Write a sentence first.")


class NotOfIt(Refusal):
    code = "tasks.not_of_it"
    sentence = Text(
        "第 {account} 号账号与这条指令无关,不能点名。",
        "Account {account} has nothing to do with this instruction.",
    )
    way_out = Text(
        "请从列出的人里选;要请别人办的,先指派。", "Choose one of those listed, or assign it first."
    )


class TooMany(Refusal):
    code = "tasks.too_many"
    sentence = Text(
        "一次最多办理 {most} 条,这里有 {count} 条。", "At most {most} at once, not {count}."
    )
    way_out = Text("请用筛选条件分几次办理。", "Narrow the filter and do it in parts.")


class NotLate(Refusal):
    code = "tasks.not_late"
    status = 409
    sentence = Text(
        "这条指令现在没有逾期,不用催办。", "This is not late now; nobody is to be reminded."
    )
    way_out = Text("请刷新看它现在的时限。", "Reload and see when it is due.")


class UrgedAlready(Refusal):
    code = "tasks.urged_already"
    status = 409
    sentence = Text("{at} 已由{by}催办过。", "{by} sent a reminder at {at} already.")
    way_out = Text(
        "半小时内不重复催办;急的请直接打值班电话。",
        "One reminder in half an hour is enough; if it presses, call the duty phone.",
    )
