"""What was done with a row that was taken all the same, so that somebody can look: told in the
preview, in the result and to programs. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

from fangxian.ground.intake.api import masked
from fangxian.kernel.text import Text

FILED_NOW, LATE_AS_NOW, FILED_AS_SAID = "filed_now", "late_as_now", "filed_as_said"
FILED_AS_TITLED = "filed_as_titled"
YEAR_SUPPLIED, DAY_GUESSED = "year_supplied", "day_guessed"
SWAPPED, PHONE_DAMAGED, PHONE_MENDED, LONG_PAST = (
    "swapped",
    "phone_damaged",
    "phone_mended",
    "long_past",
)
PHONE_AMONG, PHONE_WRONG = "phone_among", "phone_wrong"
NO_TOWN, NO_VILLAGE = "no_town", "no_village"
PREFIX_UNKNOWN = "prefix_unknown"
HANDED_OVER = "handed_over"
ANOTHER_JOURNEY, BOTH_COUNT, KNOWN_STAYS = (
    "another_journey",
    "both_places_count",
    "known_place_stays",
)
TWO_NAMES, SAME_TIME = "two_names", "same_time"
ASKS_LESS = "asks_less"
UNREAD_MATTERS, COMPANION, FURTHER_PLACE = "unread_matters", "companion", "further_place"
SAID_OF_ALL, ELSEWHERE = "said_of_all", "elsewhere"
REMARK_PLACE, REMARK_GRAVE, COMPANY = "remark_place", "remark_grave", "company"
REMARK_OPEN, REMARK_DAY = "remark_open", "remark_day"
WITHOUT_ARRIVAL = "without_arrival"
NAME_MASKED, NAME_OF_KIN, PLACE_ABOVE = "name_masked", "name_of_kin", "place_above"
STRUCK, NOTED = "struck", "noted"
VEHICLE_ALONE = "vehicle_alone"
ENTRY_SAID, ENTRY_MEANT, ENTRY_UNCLEAR = "entry_said", "entry_meant", "entry_unclear"

REMARKS: dict[str, Text] = {
    FILED_NOW: Text("没有填报时间,按收到的时间计。", "No filing time: it counts from receipt."),
    FILED_AS_SAID: Text(
        "没有填报时间,整列按 {at} 计。", "No filing time: the whole column counts as {at}."
    ),
    FILED_AS_TITLED: Text(
        "没有填报时间,{where}写着“{given}”:按 {day} 填报计,之后已知的不改。",
        "No filing time; “{given}” says {day} ({where}): what is known since then stands.",
    ),
    LATE_AS_NOW: Text(
        "填报时间 {given} 晚于收到的时间,按收到的时间计。",
        "Filed at {given}, after it was received: it counts from receipt.",
    ),
    YEAR_SUPPLIED: Text(
        "“{column}”没有写年份:{given} 认作 {day}。",
        "“{column}” has no year: {given} was read as {day}.",
    ),
    DAY_GUESSED: Text(
        "“{column}”有几种读法:{given} 认作 {day}。",
        "“{column}” may be read several ways: {given} was read as {day}.",
    ),
    SWAPPED: Text(
        "手机号和证件号码填反了,已对调。", "Phone and document number were swapped: put right."
    ),
    PHONE_DAMAGED: Text(
        "手机号被表格软件改成了 {given},后面的数字已丢失:收下了人,电话要补。",
        "The spreadsheet turned the phone into {given}; its last digits are lost. Taken without.",
    ),
    PHONE_MENDED: Text(
        "手机号带了小数或科学计数,已还原。", "The phone was written as a decimal: put right."
    ),
    PHONE_AMONG: Text(
        "电话一格里还有别的字或号码({given}):认作 {taken},其余请看一眼。",
        "The phone stood among words or other numbers ({given}): {taken} was taken, look at the rest.",
    ),
    PHONE_WRONG: Text(
        "电话 {given} 不是能拨通的号码(位数或写法不对):收下了人,电话要补。",
        "The phone {given} is no number that can be called: the person was taken, ask for the phone.",
    ),
    NO_TOWN: Text(
        "目的地没有定到乡镇和村(社区):先记在本县,请补。",
        "The destination was not placed in a township or village: it counts as in the county.",
    ),
    NO_VILLAGE: Text(
        "目的地只定到乡镇,没有定到村(社区):请补。",
        "The destination was placed in a township and in no village of it.",
    ),
    PREFIX_UNKNOWN: Text(
        "证件号前六位 {region} 不在区划代码表里,方便时请看一眼原件。",
        "The first six digits, {region}, are in no table of codes: look at the card when you can.",
    ),
    HANDED_OVER: Text(
        "此人登记在别处,没有改动:已作为“请求接收”交给有此人档案的单位核实。",
        "This person is on record elsewhere and stands unchanged: the unit that has them was asked to "
        "hand them over.",
    ),
    ANOTHER_JOURNEY: Text(
        "抵达日期和出发地都与已有的行程不同,认作另一程:两程到过的地方都算。",
        "Another arrival from elsewhere is another journey: the places of both count.",
    ),
    BOTH_COUNT: Text(
        "出发地与已有的说法不一,分不清哪个对:两处都算,请核实。",
        "It says otherwise where the journey began, and which is right cannot be told: both count.",
    ),
    KNOWN_STAYS: Text(
        "出发地写得不如已知的清楚,仍按已知的 {known} 算。",
        "It says less of where the journey began than is known: {known} still counts.",
    ),
    TWO_NAMES: Text(
        "同一证件号有两个姓名 {names}:可能是两个人,两人的行程都算,请核对证件。",
        "One number under two names, {names}: the journeys of both count until somebody looks.",
    ),
    SAME_TIME: Text(
        "同一填报时间有两种说法({fields}):分不出先后,保留先收到的。",
        "Said in two ways at one time ({fields}): neither is newer, the first received stays.",
    ),
    ASKS_LESS: Text(
        "照此填报,对此人的管控会比现在放松:登记内容没有改,已放在此人档案的“待核填报”里,写明依据、确认后才生效。",
        "By this filing less would be asked of the person than now: the record stands unchanged. It waits "
        "under “Claims” in their file, and holds once somebody confirms it and says why.",
    ),
    UNREAD_MATTERS: Text(
        "列“{column}”没有认出来,里面写着“{given}”:先按待核,请说明这一列是什么。",
        "Nobody knows what the column “{column}” is; it says “{given}”: to be verified until "
        "somebody says what it is.",
    ),
    COMPANION: Text(
        "“{column}”写着 {given},表里没有此人:请另行登记、查找;先记在备注里并待核。",
        "“{column}” names {given}, who has no row: enter and find them; kept in the remark, to be "
        "verified.",
    ),
    FURTHER_PLACE: Text(
        "“{column}”另写了一处 {given}:也算到过。",
        "“{column}” names another place, {given}: it counts as a stay.",
    ),
    REMARK_PLACE: Text(
        "备注提到别的地方(“{given}”),不知是否到过:先按待核,请核实。",
        "The remark speaks of another place (“{given}”): to be verified.",
    ),
    REMARK_GRAVE: Text(
        "备注写着“{given}”:先按待核,请核实。", "The remark says “{given}”: to be verified."
    ),
    REMARK_OPEN: Text(
        "备注写着“{given}”,与这一行登记的不是一回事:先按待核,请核实后再定。",
        "The remark says “{given}”, and the row something else: to be verified before it counts.",
    ),
    REMARK_DAY: Text(
        "备注写着“{given}”({day}),抵达日期却是 {arrival}:先按待核,请问清哪天到的。",
        "The remark says “{given}” ({day}), the row {arrival}: to be verified on which day they came.",
    ),
    SAID_OF_ALL: Text(
        "{column}写着“{given}”,说的也是这一行,而行内没有写:先按待核,请核实。",
        "{column} says “{given}” of this row too, and the row does not: to be verified.",
    ),
    ELSEWHERE: Text(
        "“{column}”里写着“{given}”,说到别处或别的情况,行程里没有:先按待核,请核实。",
        "“{column}” says “{given}”, of which the journey says nothing: to be verified.",
    ),
    COMPANY: Text(
        "“{column}”写着 {given}:请看同行的人是不是都登记了;已记在备注里。",
        "“{column}” says {given}: see whether all of them are entered; kept in the remark.",
    ),
    NAME_MASKED: Text(
        "姓名不是全名(有的字打了星号或写作“某”):照原样收下,请补全名。",
        "The name is not whole: it was taken as it stands, ask for the rest.",
    ),
    NAME_OF_KIN: Text(
        "姓名一格只写了是谁的家人:照原样收下,请补本人姓名。",
        "The name only says whose relative it is: it was taken as it stands, ask for their own.",
    ),
    PLACE_ABOVE: Text(
        "行内没有写乡镇村,按{where}“{given}”算。",
        "The row names no town or village: “{given}” over it ({where}) was taken.",
    ),
    WITHOUT_ARRIVAL: Text(
        "没有抵达日期,不成行程:“{given}”记在名单的条目里,先按待核,请核实。",
        "No arrival, so there is no journey: “{given}” is kept with the item, to be verified.",
    ),
    STRUCK: Text(
        "有删除线({given}):这一行算不算?先按待核,请核实。",
        "Struck through ({given}): does the row count? To be verified.",
    ),
    NOTED: Text("批注:{given}", "Note: {given}"),
    ENTRY_SAID: Text(
        "入境日期写在“是否入境”里:{given}。", "The day of entry stood in the answer: {given}."
    ),
    ENTRY_MEANT: Text(
        "“是否入境”写着“{given}”,按“是”读。", "“{given}” is read as a yes: they came from abroad."
    ),
    ENTRY_UNCLEAR: Text(
        "“是否入境”写着“{given}”,是或否没有说清:先按待核,请核实。",
        "Whether they came from abroad is not clear from “{given}”: to be verified.",
    ),
    VEHICLE_ALONE: Text(
        "“{column}”只写着车次“{given}”,没有地点:按没有途经地收下;中途下过车的,请问清是哪里。",
        "“{column}” says a train or a flight, “{given}”, and no place: taken as no stop. Ask whether "
        "they got off on the way, and where.",
    ),
    LONG_PAST: Text(
        "抵达日期 {day} 早已过去,照旧台账收下。",
        "The arrival {day} is long past; taken as an old ledger.",
    ),
}


class RowRemark(NamedTuple):
    """Something to tell of a row: the remark's code, the column, what its sentence needs (`said`
    repeats no number of anybody)."""

    code: str
    field: str = ""
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def said(self) -> Text:
        shown = {key: masked(one) if isinstance(one, str) else one for key, one in self.values}
        return REMARKS[self.code].fill(**shown)
