"""What arrivals declines: files, rows of files, and operations; each with its way out."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

CORRECT_CELL = Text(
    "请在原表中改正这一格,或在此处改正后重新提交。",
    "Correct the cell in the file or here and submit it again.",
)


class RowsRejected(Refusal):
    code = "arrivals.rows_rejected"
    sentence = Text(
        "有 {count} 行不能导入,按“全部导入”的要求一行也没有导入。",
        "{count} rows cannot be taken; as all were asked for, none was.",
    )
    way_out = Text(
        "改正这些行后再试,或选择“只导入正确的行”。",
        "Correct these rows, or choose to commit only the good ones.",
    )


class ImportRunning(Refusal):
    code = "arrivals.import_running"
    status = 409
    sentence = Text(
        "这个文件正在导入,本次没有再做任何改动。", "This file is being imported already."
    )
    way_out = Text("请稍候查看导入结果。", "Wait and look at the result.")


class BeingLookedAt(Refusal):
    code = "arrivals.being_looked_at"
    status = 409
    sentence = Text(
        "这个文件行数多,还在后台逐行核对,没有再做任何改动。",
        "The file is long and still being looked at; nothing was changed.",
    )
    way_out = Text("请等预览出来再操作。", "Wait for its preview.")


class WouldLower(Refusal):
    code = "arrivals.would_lower"
    status = 409
    sentence = Text(
        "这个文件会让 {count} 人的管控降低:{who}。没有收下任何一行。",
        "This file would ask less of {count} people than now: {who}. Nothing was taken.",
    )
    way_out = Text(
        "请先看清是哪些人,勾选“已看过”再导入:一人一天内可以减轻的当即生效,其余降低的行交第二人核实后才生效;其他行照常收下。",
        "See who they are, tick it and take the file: what one officer may ease within a day is in force at"
        " once, what else lowers waits for a second officer; the other rows are taken.",
    )
    terminal = Text("加 --yes-lower。", "Add --yes-lower.")


class ImportSettled(Refusal):
    code = "arrivals.import_settled"
    status = 409
    sentence = Text(
        "这次导入已经{state},不能再操作。", "This import is already {state}; it cannot be changed."
    )
    way_out = Text("请打开导入记录查看结果。", "See the result on the import's page.")


class UndoWhy(Refusal):
    code = "arrivals.undo_why"
    sentence = Text("撤销导入要写明理由。", "Say why the import is taken back.")
    way_out = Text("例如“传错了文件”。", "For example: the wrong file.")


class UndoDepends(Refusal):
    code = "arrivals.undo_depends"
    status = 409
    sentence = Text(
        "这次导入的 {count} 人此后都已有新的填报或处置,没有可以撤销的:{who}。",
        "All {count} people of this import have newer filings or dealings: {who}.",
    )
    way_out = Text(
        "请在个人档案中逐人更正;已下达的指令可由指挥部逐条撤回。",
        "Correct them one by one on their pages; headquarters can withdraw each instruction.",
    )


class ReceiptUnknown(Refusal):
    code = "arrivals.receipt_unknown"
    status = 404
    sentence = Text("这个链接无效或已失效。", "This link is not valid, or no longer.")
    way_out = Text(
        "请重新申报,或联系目的地村(社区)。", "Declare again, or ask the village committee."
    )


class ReceiptOther(Refusal):
    code = "arrivals.receipt_other_person"
    sentence = Text(
        "修改申报不能换成另一个人的证件。",
        "A declaration cannot be changed to another person's document.",
    )
    way_out = Text("请为另一个人重新申报。", "Make a new declaration for the other person.")


class StageUnknown(Refusal):
    code = "arrivals.stage_wrong"
    status = 409
    sentence = Text(
        "这一条现在是“{stage}”,不能做这一步。",
        "This item is at “{stage}”; that step does not follow.",
    )
    way_out = Text(
        "请刷新后按顺序办理:推送→核查→管控→反馈→销号。",
        "Reload; the order is push, check, control, feed back, close.",
    )


class NameMissing(Refusal):
    code = "arrivals.name_missing"
    sentence = Text("没有填写姓名。", "The name is missing.")
    way_out = Text("请补填姓名。", "Add the name.")


class ArrivalMissing(Refusal):
    code = "arrivals.arrival_missing"
    sentence = Text("没有填写抵达日期。", "The arrival date is missing.")
    way_out = Text("请补填(预计)抵达日期。", "Add the (expected) arrival date.")


class FiledMissing(Refusal):
    """Of rows that earlier versions rejected; no row is rejected for it any more."""

    code = "arrivals.filing_time_missing"
    sentence = Text("没有填写填报时间。", "The filing time is missing.")
    way_out = Text(
        "请补填填报时间;同一人多次填报以最新的为准。",
        "Add it: of several filings the newest counts.",
    )


class DateUnreadable(Refusal):
    code = "arrivals.date_unreadable"
    sentence = Text(
        "“{column}”读不出是哪一天:{given}", "“{column}” cannot be read as one day: {given}"
    )
    way_out = Text(
        "请写成一天,如 2022-05-03;还没定的写预计的那天。",
        "Write one day, like 2022-05-03; of what is not settled, the day that is expected.",
    )


class DateYearless(Refusal):
    """Of rows that earlier versions rejected; the year of the filing is supplied now."""

    code = "arrivals.date_without_year"
    sentence = Text("“{column}”没有写年份:{given}", "“{column}” has no year: {given}")
    way_out = Text("请写全年月日,如 2022-05-03。", "Write the whole date, like 2022-05-03.")


class FiledUnreadable(Refusal):
    code = "arrivals.filing_time_unreadable"
    sentence = Text("“填报时间”读不出来:{given}", "The filing time cannot be read: {given}")
    way_out = Text("请改成 2022-05-03 08:15 的形式。", "Write it like 2022-05-03 08:15.")


class YesNoUnreadable(Refusal):
    code = "arrivals.overseas_unreadable"
    sentence = Text(
        "“是否入境”应填是或否,填的是:{given}", "“From abroad” is yes or no, not: {given}"
    )
    way_out = Text("请填“是”或“否”。", "Write 是 or 否.")


class ViaUnreadable(Refusal):
    code = "arrivals.via_unreadable"
    sentence = Text(
        "“途经地”里的日期读不出来:{given}", "A date in “by way of” cannot be read: {given}"
    )
    way_out = Text(
        "请写成 地点@起~止,多处用分号隔开,如 西安市@2022-05-01~2022-05-03。",
        "Write place@from~to, separated by semicolons.",
    )


class ArrivalBeforeLeaving(Refusal):
    code = "arrivals.arrival_before_leaving"
    sentence = Text("抵达日期早于离开出发地的日期。", "The arrival lies before the departure.")
    way_out = Text("请核对两个日期,可能填反了。", "Check both dates; they may be swapped.")


class EntryAfterArrival(Refusal):
    code = "arrivals.entry_after_arrival"
    sentence = Text("入境日期晚于抵达日期。", "The entry into the country lies after the arrival.")
    way_out = Text("请核对入境日期和抵达日期。", "Check both dates.")


class StayReversed(Refusal):
    code = "arrivals.stay_reversed"
    sentence = Text(
        "“途经地”中“{given}”的止日早于起日。", "In “by way of”, {given} ends before it begins."
    )
    way_out = Text("请核对起止日期,可能填反了。", "Check both dates; they may be swapped.")


class StayAfterArrival(Refusal):
    code = "arrivals.stay_after_arrival"
    sentence = Text(
        "“途经地”写到 {given},晚于到达日期。", "“By way of” goes on to {given}, after the arrival."
    )
    way_out = Text(
        "请核对途经的起止日期或到达日期。", "Check the days on the way, or the day of arrival."
    )


class CellTooLong(Refusal):
    code = "arrivals.cell_too_long"
    sentence = Text(
        "“{column}”超过 {limit} 个字。", "“{column}” is longer than {limit} characters."
    )
    way_out = Text(
        "请缩短;长的情况说明可另附文件。", "Shorten it; attach long explanations as a file."
    )


class FiledAfterReceipt(Refusal):
    code = "arrivals.filed_after_receipt"
    sentence = Text(
        "填报时间 {given} 晚于收到它的时间,多半写错了年份。",
        "Filed at {given}, which is after it was received; the year may be wrong.",
    )
    way_out = Text(
        "请改正填报时间,或选择“这些行按现在收下”。",
        "Correct the filing time, or have such rows count as filed now.",
    )


class ArrivalTooFarAhead(Refusal):
    code = "arrivals.arrival_too_far_ahead"
    sentence = Text(
        "抵达日期 {given} 太远,超过了可以提前报备的天数。",
        "The arrival {given} is further ahead than may be announced.",
    )
    way_out = Text("请再看一眼年份和月份。", "Check the year and the month.")


class PlaceElsewhere(Refusal):
    code = "arrivals.place_elsewhere"
    sentence = Text("去往的地方不在您的辖区内。", "The destination lies outside your area.")
    way_out = Text(
        "请交由该地的单位或县指挥部登记。", "Let the unit of that place, or headquarters, enter it."
    )


class ColumnMissing(Refusal):
    code = "arrivals.column_missing"
    sentence = Text(
        "没有认出“{column}”是哪一列,不是没有填。",
        "No column was recognised as “{column}”; it is not that it was left empty.",
    )
    way_out = Text(
        "请在“认成了什么”里指明这一列,或照模板改列名。",
        "Say which column it is, or name it as in the template.",
    )


class ClaimDecidedAlready(Refusal):
    code = "arrivals.claim_decided"
    status = 409
    sentence = Text("这条待核填报已经有人处理。", "Somebody has dealt with this claim already.")
    way_out = Text("请刷新页面看结果。", "Load the page again to see what was decided.")


class ClaimWithoutReason(Refusal):
    code = "arrivals.claim_reason"
    sentence = Text("请写明怎样核实的。", "Say how it was found out.")
    way_out = Text(
        "例如:已电话问过本人;已入户看过证件。", "For instance: asked by phone; seen at home."
    )


class ClaimNothingChosen(Refusal):
    code = "arrivals.claim_nothing_chosen"
    sentence = Text("没有勾选哪几项属实。", "Nothing of the claim was chosen as true.")
    way_out = Text(
        "请勾选属实的项目再采信;都不属实,点“不采信”。",
        "Tick what is true and accept; if nothing is, set the claim aside.",
    )


class ClaimLowers(Refusal):
    code = "arrivals.claim_lowers"
    status = 409
    sentence = Text(
        "采信后,对此人的管控会比现在放松。还没有改动任何内容。",
        "If this is taken as true, less is asked of the person than now. Nothing was changed yet.",
    )
    way_out = Text(
        "请再核对一遍;确认属实,勾选“我知道这会放松管控”后再采信。",
        "Look again; if it is so, tick “I know that this lowers the measure” and accept once more.",
    )


class ClaimNotDecided(Refusal):
    code = "arrivals.claim_not_decided"
    status = 409
    sentence = Text(
        "这条填报现在没有采信或不采信,没有可撤回的。",
        "This claim is neither accepted nor set aside now: there is nothing to take back.",
    )
    way_out = Text("请刷新页面看它现在的状态。", "Load the page again to see how it stands.")


class ReopeningWithoutReason(Refusal):
    code = "arrivals.claim_reopening_reason"
    sentence = Text(
        "撤回不是您今天作的处理,要写原因。",
        "Say why a decision that is not yours of today is taken back.",
    )
    way_out = Text("请写明为什么撤回。", "Write the reason.")


class ReopeningLowers(Refusal):
    code = "arrivals.claim_reopening_lowers"
    status = 409
    sentence = Text(
        "撤回采信后,对此人的管控会比现在放松。还没有改动任何内容。",
        "If this acceptance is taken back, less is asked of the person than now. Nothing was changed yet.",
    )
    way_out = Text(
        "确实要撤回,请在档案页“待核填报”的这一条里勾选“我知道这会放松管控”再撤回;还要另一位核实人也撤回才生效。",
        "If it has to be, tick “I know that this lowers the measure” at this claim in the file and take it "
        "back there; it holds once another officer does so too.",
    )


class ReopeningNotKept(Refusal):
    code = "arrivals.claim_reopening_not_kept"
    status = 409
    sentence = Text(
        "这条采信是以前作的,它改动了什么没有留下来,不能自动放回。",
        "What this acceptance of an earlier time changed was not kept, so it cannot be put back by itself.",
    )
    way_out = Text(
        "请在档案里直接更正登记内容,写明原因。", "Correct the record in the file, and say why."
    )


class StayChanged(Refusal):
    code = "arrivals.stay_changed"
    status = 409
    sentence = Text(
        "此人的行程在打开之后改过,这个问题已经不是原来那个。",
        "The journey was changed since this page was opened; the question is another now.",
    )
    way_out = Text("请刷新页面,按新的问题再问。", "Load the page again and ask what it asks now.")


class AnswerEmpty(Refusal):
    code = "arrivals.answer_empty"
    sentence = Text("没有选地点,也没有写住在哪里。", "No place was chosen and none was written.")
    way_out = Text(
        "请选一个名单地点、选“都不是”,或写到镇、街道、小区。",
        "Choose a listed place, “none of them”, or say the town, street or compound.",
    )


class AnswerNotOffered(Refusal):
    code = "arrivals.answer_not_offered"
    sentence = Text(
        "这不是所问问题的选项:那里现在没有这一项(没有列“都不是”的,不在名单地点也可能在它附近)。",
        "The question does not offer this: where “none of them” is not listed, who was in none of "
        "the areas may have been near one.",
    )
    way_out = Text(
        "请重新打开问题,从列出的地点里选,或写到镇、街道、小区。",
        "Open the question again and choose a listed place, or say the town, street or compound.",
    )


class AnswerElsewhere(Refusal):
    code = "arrivals.answer_place"
    sentence = Text(
        "“{place}”没有比原来的填报更细,或者找不到这个地名。",
        "“{place}” is no finer than what was declared, or no place has that name.",
    )
    way_out = Text(
        "请从候选里选到镇、街道或村、社区;找不到的,写在“原话”里并选“都不是”。",
        "Choose a town, street or village that is offered; else write it down and choose “none”.",
    )


class AnswerDecided(Refusal):
    code = "arrivals.answer_decided"
    status = 409
    sentence = Text(
        "这个地址的回答已经定过是否全县适用。",
        "Whether this answer holds for the whole county was decided already.",
    )
    way_out = Text(
        "要改,请先撤销这个回答再重新问。", "To change it, take the answer back and ask again."
    )


class AnswerWithoutReason(Refusal):
    code = "arrivals.answer_why"
    sentence = Text(
        "撤销不是您今天记下的回答,要写原因。",
        "Say why an answer that is not yours of today is taken back.",
    )
    way_out = Text("请写明为什么撤销。", "Write the reason.")


class AnswerUndone(Refusal):
    code = "arrivals.answer_undone"
    status = 409
    sentence = Text("这个回答已经撤销。", "This answer was taken back already.")
    way_out = Text("请刷新页面。", "Load the page again.")
