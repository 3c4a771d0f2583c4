"""What the zones room declines, and what to do then."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.zones.titles import NAMES

_NOTHING_WRITTEN = Text(
    "请更正后重新导入;本文件未写入任何内容。",
    "Correct the file and import it again; nothing of it was written.",
)


class UnreadableList(Refusal):
    code = "zones.unreadable_list"
    sentence = Text("无法读取名单文件 {file}:{why}。", "The list {file} cannot be read: {why_en}.")
    way_out = Text(
        f"可导入:官方快照 JSON、时段表 CSV(可为 .gz)、简表 CSV({NAMES.zh}),UTF-8 或 GB18030 编码。",
        "Import a native snapshot (JSON), an episode list (CSV, may be .gz) or a simple CSV "
        f"({NAMES.en}) in UTF-8 or GB18030.",
    )


class ListTooLarge(Refusal):
    code = "zones.list_too_large"
    sentence = Text(
        "{file} 解压后超过 {most} MB。", "{file} holds more than {most} MB when unpacked."
    )
    way_out = Text("请分成几个文件导入。", "Split it into several files.")


class WrongStructure(Refusal):
    code = "zones.wrong_structure"
    sentence = Text(
        "{file} 不是官方快照的结构:{where} 不对。",
        "{file} is not of the snapshot's structure: {where} is wrong.",
    )
    way_out = Text(
        "快照应有 data.end_update_time、highlist、middlelist、lowlist;请重新下载原始文件。",
        "A snapshot has data.end_update_time, highlist, middlelist and lowlist; fetch the original again.",
    )


class WrongColumns(Refusal):
    code = "zones.wrong_columns"
    sentence = Text(
        "{file} 的表头缺少:{missing};现有列:{columns}。",
        "The header of {file} lacks: {missing}; it has: {columns}.",
    )
    way_out = Text(
        f"简表需要列:{NAMES.zh}(止、来源可空)。",
        f"A simple list needs the columns {NAMES.en} (to and source may be empty).",
    )


class NoRows(Refusal):
    code = "zones.no_rows"
    sentence = Text("{file} 中没有一行数据。", "{file} holds no row.")
    way_out = Text(
        "请检查文件是否导出完整;0 行不算成功。",
        "Check that the export is complete; 0 rows is no success.",
    )


class UnknownLevel(Refusal):
    code = "zones.unknown_level"
    sentence = Text(
        "{file} 第 {line} 行的级别“{value}”无法识别。",
        "{file}, line {line}: unknown level “{value}”.",
    )
    way_out = Text(
        "级别应为 高、中、低(或 high、medium、low)。", "A level is 高, 中, 低 (high, medium, low)."
    )


class WrongDay(Refusal):
    code = "zones.wrong_day"
    sentence = Text(
        "{file} 第 {line} 行的日期“{value}”无法识别。", "{file}, line {line}: “{value}” is no date."
    )
    way_out = Text("日期应写作 2022-05-01。", "Write a date as 2022-05-01.")


class NotYet(Refusal):
    code = "zones.not_yet"
    sentence = Text(
        "{file} 写的时间 {day} 在今天({today})之后,没有收下。",
        "{file} is of {day}, which is after today ({today}); it was not taken.",
    )
    way_out = Text(
        "请核对年月日;日期写错的更正后重新导入,预告的调整请到生效前一日再导入。",
        "Check the year, month and day: correct a mistaken one and import again; what is announced "
        "may be imported from the day before it holds.",
    )


class NothingListed(Refusal):
    code = "zones.nothing_listed"
    sentence = Text(
        "{file} 里一个风险区也没有,没有收下;收下就等于说 {day} 全国无风险区。",
        "{file} names no risk area and was not taken: it would say that on {day} there was none anywhere.",
    )
    way_out = Text(
        "请检查文件是否下载完整;确实清零的,写明来源文件(公告名称、文号)再导入。",
        "Check that the download is complete; if there is indeed none, name the source document "
        "that says so and import again.",
    )


class DaysReversed(Refusal):
    code = "zones.days_reversed"
    sentence = Text(
        "{file} 第 {line} 行的结束({to})早于开始({begin})。",
        "{file}, line {line}: the end ({to}) is before the beginning ({begin}).",
    )
    way_out = _NOTHING_WRITTEN


class PlaceMissing(Refusal):
    code = "zones.place_missing"
    sentence = Text("{file} 第 {line} 行没有地区。", "{file}, line {line}: there is no place.")
    way_out = _NOTHING_WRITTEN


class SetByLists(Refusal):
    code = "zones.set_by_lists"
    sentence = Text(
        "这条风险区来自已发布的名单,只能提前解除,不能延长。",
        "This listing comes from published lists: it may be ended earlier, not prolonged.",
    )
    way_out = Text(
        "请导入新的名单;确需延长的,另行手工登记并注明文件。",
        "Import the newer list; to prolong it, enter an area by hand with its document.",
    )


class WhyMissing(Refusal):
    code = "zones.why_missing"
    sentence = Text(
        "没有写明依据:这样做会使一些人受管控,解除他们的管控,或改到别处。",
        "What says so is missing: this holds people to measures, ends what they are held to, or moves it.",
    )
    way_out = Text(
        "请写明依据(公告名称、文号)再提交。",
        "Name what says so (the notice, its number), send again.",
    )


class UnknownPlace(Refusal):
    code = "zones.unknown_place"
    sentence = Text("没有代码为 {place} 的区划。", "There is no division {place}.")
    way_out = Text("请从区划中选择。", "Choose a division from the list.")


class NoGoodRow(Refusal):
    code = "zones.no_good_row"
    sentence = Text("{file} 没有一行能读:{first}", "Not one row of {file} can be read: {first}")
    way_out = Text("请按上面说的改好再导入。", "Correct what is said above and import again.")
